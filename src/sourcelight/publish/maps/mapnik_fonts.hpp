// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/scene.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::publish::maps {

/// The faces that a text is set in, the first that has the letter: Noto Sans, then its sisters for
/// other scripts. Registers them once. Throws Error kOutputUnwritable if Noto Sans is missing.
[[nodiscard]] const std::vector<std::string>& face_names(Weight weight);

/// Why no map can be drawn here; empty if one can.
[[nodiscard]] std::string missing_fonts();

/// Width of a text in points, from the advances of its letters (no kerning: a little wide).
[[nodiscard]] double text_width(std::string_view text, Weight weight, double size);

/// The text with control and bidirectional-control characters as blanks, invalid bytes as U+FFFD,
/// and cut to `width` points with an ellipsis.
[[nodiscard]] std::string fitted(std::string_view text, Weight weight, double size, double width);

/// Lines of at most `width` points, broken at blanks, or anywhere in a script without them.
[[nodiscard]] std::vector<std::string> broken(std::string_view text, Weight weight, double size,
                                              double width);

}  // namespace sourcelight::publish::maps
