// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/scene.hpp"

#include <string>

namespace sourcelight::publish::maps {

/// The SVG, numbered from 1, with the page's `title` and `desc` as first children, escaped, and its
/// role as a picture: letters are drawn as shapes, so that this is what can be read aloud or
/// searched.
[[nodiscard]] std::string with_words(std::string svg, const Scene& scene);

/// The PNG with its dots an inch (chunk pHYs), so that it prints at the page's size.
[[nodiscard]] std::string with_resolution(std::string png, double dpi);

}  // namespace sourcelight::publish::maps
