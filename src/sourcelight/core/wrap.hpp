// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sourcelight {

/// Columns of a terminal that a text takes: two for a wide East Asian character, none for a
/// combining or format one, one for any other code point and for a byte that is no UTF-8.
[[nodiscard]] std::size_t columns_of(std::string_view text) noexcept;

/// The text in lines of at most `width` columns, joined by LF, without one at the end. Lines break
/// at blanks ("4 %" stays together), and those after the first stand behind `indent` blanks; blanks
/// inside a line stay. A word that is longer than a line breaks behind one of /&?=,;:-_. or,
/// without one, anywhere; one that holds an address ("https://...") stands on a line of its own and
/// hangs over. `indent` must be less than `width`.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t indent, std::size_t width = 80);

/// A text of outside that cannot steer a terminal: every control character (C0, DEL, C1), line
/// separator and sign that turns the direction of writing is a blank.
[[nodiscard]] std::string without_controls(std::string_view text);

/// without_controls() as one line: runs of blanks are one, none at the ends.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace sourcelight
