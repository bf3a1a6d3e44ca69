// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/json_stream.hpp"

#include <functional>
#include <string>

namespace sourcelight::publish {

/// Writes a page: the template with data in place of its marker line, streamed into the file.
/// Outside text is data, never markup.
/// @param write_data  writes one JSON value
/// @throws Error kInternal if the template lacks its marker line, kInputUnreadable if it cannot be
///         read, kOutputUnwritable as TextFile does
void write_page(const std::string& path, const std::string& template_path,
                const std::function<void(JsonStream&)>& write_data);

}  // namespace sourcelight::publish
