// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sourcelight::io {

/// Throws Error kOutputExists if the file is there and may not be replaced.
void require_replaceable(const std::string& path, bool force);

/// Writes a file that appears complete or not at all: into a hidden sibling first, put in place by
/// one rename. Throws Error kOutputUnwritable, or kOutputExists as require_replaceable does.
void replace_file(const std::string& path, std::string_view bytes, bool force);

}  // namespace sourcelight::io
