// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/list_shapes.hpp"

#include <ogrsf_frmts.h>

#include <memory>
#include <string>
#include <vector>

// Only for the .cpp files of io/: this header is not installed.
namespace sourcelight::io {

/// The rows of one OGR layer as texts, with the point of its geometry if wanted.
class LayerRows {
public:
    /// @param points  whether to add latitude and longitude (WGS 84) as the last cells, and how far
    ///                a shape reaches from there unless the layer holds points only
    LayerRows(OGRLayer& layer, bool points);

    /// The names of the layer's fields, then those of the cells that are added.
    [[nodiscard]] std::vector<std::string> names() const;
    /// Fills `cells` with the next row; false at the end.
    [[nodiscard]] bool next(std::vector<std::string>& cells);
    void rewind();
    /// Call before next() where points are added. Throws as LayerSystem.
    void place_shapes(const std::string& path);
    /// Null where no points are added.
    [[nodiscard]] const ListShapes* shapes() const noexcept { return m_shapes.get(); }
    [[nodiscard]] bool only_points() const noexcept { return m_only_points; }

private:
    OGRLayer* m_layer;
    bool m_points;
    bool m_only_points;
    std::unique_ptr<ListShapes> m_shapes;  ///< null = shapes are not read
};

/// A number as spreadsheets store it ("10.199999999999999") as they show it ("10.2"); any other
/// text as it is.
[[nodiscard]] std::string tidy_stored_number(std::string text);

}  // namespace sourcelight::io
