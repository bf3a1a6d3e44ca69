// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/scene.hpp"

#include <string>

namespace sourcelight::publish::maps {

/// Draws a page: SVG with `title` and `desc`, PDF with its title and the as-of date as its date,
/// PNG of `dpi` dots an inch. The same page gives the same bytes whatever the locale.
/// Throws Error kOutputUnwritable if the fonts are not installed.
/// Cost: A4 at 300 dpi half a second to one second, SVG and PDF a tenth.
[[nodiscard]] std::string draw(const Scene& scene, Picture picture, Date as_of, double dpi = 300.0);

}  // namespace sourcelight::publish::maps
