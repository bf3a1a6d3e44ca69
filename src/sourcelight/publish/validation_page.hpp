// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/validation_file.hpp"
#include "sourcelight/reference/reference.hpp"

#include <string>

namespace sourcelight::publish {

/// validation.html: the same findings for people, as one page without scripts or requests. What
/// does not hold stands first.
[[nodiscard]] std::string validation_page(const ValidationContents& contents,
                                          const reference::Reference& reference);

}  // namespace sourcelight::publish
