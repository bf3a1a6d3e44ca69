// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/finding_log.hpp"
#include "sourcelight/io/layer_system.hpp"
#include "sourcelight/io/vector_layer.hpp"

#include <ogr_geometry.h>

#include <memory>
#include <string>
#include <string_view>

// Only for the .cpp files of io/: this header is not installed.
namespace sourcelight::io {

using GeometryPointer = std::unique_ptr<OGRGeometry>;

/// Turns features into positions in degrees, one after the other, and keeps account of what could
/// not be used.
class LayerCollector {
public:
    /// @param stated  the reference system of the file; null = it states none
    LayerCollector(const LayerRequest& request, const OGRSpatialReference* stated);

    /// The next feature; a null geometry is one without a place.
    void add(const LayerCells& cells, GeometryPointer geometry);
    /// The next feature, which has no place: `why` goes on after "feature 17".
    void add_nowhere(const LayerCells& cells, std::string_view why);
    /// What is odd about the layer as a whole.
    void note(const FindingKind& kind, std::string message);
    /// Whether the file or the settings state a reference system.
    [[nodiscard]] bool states_system() const noexcept { return m_system.is_stated(); }
    /// Throws Error kInputUnreadable if the coordinates do not fit the reference system,
    /// kNoUsableColumn if nothing was usable. `format` says what the file is.
    [[nodiscard]] LayerShapes finish(std::string format);

private:
    void leave_out(const FindingKind& kind, const LayerCells& cells, std::string_view why);
    void add_points(const LayerCells& cells, const OGRGeometry& geometry);
    void add_point(const LayerCells& cells, Position position);
    void add_areas(const LayerCells& cells, GeometryPointer geometry);
    [[nodiscard]] bool has_corners_on_earth(const LayerCells& cells, const OGRPolygon& polygon);
    [[nodiscard]] GeometryPointer made_valid(const LayerCells& cells, GeometryPointer geometry);
    void add_item(const LayerCells& cells);
    [[nodiscard]] bool is_on_earth(Position& position);
    [[nodiscard]] std::string feature_text(const LayerCells& cells) const;
    void count_vertices(std::size_t more);
    void require_degrees() const;
    void require_some() const;

    const LayerRequest& m_request;
    LayerSystem m_system;
    LayerShapes m_shapes;
    FindingLog m_log;
    std::int64_t m_off_earth = 0;  ///< features whose numbers are no degrees
    std::string m_odd_position;    ///< the first of them
    bool m_fits_exchanged = true;  ///< whether all would be degrees with latitude first
    std::int64_t m_vertices = 0;
};

/// "Point", "MultiPolygon".
[[nodiscard]] std::string_view geometry_name(const OGRGeometry& geometry) noexcept;

}  // namespace sourcelight::io
