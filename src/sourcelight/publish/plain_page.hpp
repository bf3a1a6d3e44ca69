// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sourcelight::publish {

/// A page of one file without scripts that asks for nothing: title as heading, then `body`, on the
/// paper, type and tables that such pages share.
/// @param title  text, not HTML
/// @param style  rules of this page's own, behind the shared ones
/// @param body   HTML
[[nodiscard]] std::string plain_page(std::string_view title, std::string_view style,
                                     std::string_view body);

}  // namespace sourcelight::publish
