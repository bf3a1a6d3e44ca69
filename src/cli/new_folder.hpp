// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sourcelight::cli {

/// Refuses the current folder as a result folder: the result takes the place of the folder of its
/// name, so that a shell which stands in that folder would look at nothing.
/// Throws Error kOutputExists.
void require_other_folder(const std::string& out);

}  // namespace sourcelight::cli
