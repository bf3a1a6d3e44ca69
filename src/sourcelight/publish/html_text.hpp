// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sourcelight::publish {

/// Outside text for HTML, SVG and XML, as content or within quotes: &, <, >, " and ' as entities,
/// control characters but the line end as blanks (XML has no way to write them).
[[nodiscard]] std::string html_text(std::string_view text);

}  // namespace sourcelight::publish
