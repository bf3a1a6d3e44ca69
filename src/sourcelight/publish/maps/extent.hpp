// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/maps/projection.hpp"
#include "sourcelight/publish/maps/supplier_marks.hpp"

#include <cstddef>
#include <vector>

namespace sourcelight::publish::maps {

/// A part of the world on the page: azimuthal around its middle.
struct Window {
    LonLat centre;
    Projection projection;
    Placing placing;
};

/// The window into `frame` that shows all suppliers with a margin or, where they span more than a
/// continent, the continent-wide circle that holds most of them. Marks must not be empty.
[[nodiscard]] Window main_window(const std::vector<SupplierMark>& marks, const Box& frame);

/// Up to `most` places of the window where many suppliers share a few millimetres but not one
/// point, the densest first, each as a window of about 150 km into one of `frames`.
[[nodiscard]] std::vector<Window> inset_windows(const std::vector<SupplierMark>& marks,
                                                const Window& window,
                                                const std::vector<Box>& frames);

/// The box of an inset on the page of its main window.
[[nodiscard]] Path inset_outline(const Window& inset, const Window& window);

}  // namespace sourcelight::publish::maps
