// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/receipt_text.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace sourcelight::publish {

/// Lines that a short receipt never exceeds.
inline constexpr std::size_t kShortReceiptLines = 60;

/// The receipt on one screen of 80 columns: head, the terms that move the score most, the data
/// they rest on, and `command`, which prints all lines.
[[nodiscard]] std::string receipt_short(const assess::Receipt& receipt, const ReceiptHead& head,
                                        SourceNotes& notes, std::string_view command);

}  // namespace sourcelight::publish
