// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/finding_log.hpp"
#include "sourcelight/io/vector_layer.hpp"

#include <ogr_geometry.h>
#include <ogr_spatialref.h>

#include <memory>
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
    void add(LayerCells cells, GeometryPointer geometry);
    /// Throws Error kInputUnreadable if the coordinates are no degrees, kNoUsableColumn if nothing
    /// was usable. `format` says what the file is.
    [[nodiscard]] LayerShapes finish(std::string format);

private:
    void leave_out(const FindingKind& kind, const LayerCells& cells, std::string_view why);
    void add_points(const LayerCells& cells, const OGRGeometry& geometry);
    void add_areas(const LayerCells& cells, GeometryPointer geometry);
    [[nodiscard]] GeometryPointer made_valid(const LayerCells& cells, GeometryPointer geometry);
    void add_item(const LayerCells& cells);
    [[nodiscard]] bool is_on_earth(Position& position);
    [[nodiscard]] std::string feature_text(const LayerCells& cells) const;
    void count_vertices(std::size_t more);
    void require_degrees() const;

    struct DestroyTransform {
        void operator()(OGRCoordinateTransformation* transform) const noexcept
        {
            OGRCoordinateTransformation::DestroyCT(transform);
        }
    };

    const LayerRequest& m_request;
    std::unique_ptr<OGRCoordinateTransformation, DestroyTransform> m_to_wgs84;
    std::string m_system;  ///< name of the reference system that is brought to WGS 84
    bool m_states_system;
    LayerShapes m_shapes;
    FindingLog m_log;
    std::int64_t m_off_earth = 0;  ///< features whose numbers are no degrees
    std::string m_odd_position;    ///< the first of them
    std::int64_t m_vertices = 0;
};

/// "Point", "MultiPolygon".
[[nodiscard]] std::string_view geometry_name(const OGRGeometry& geometry) noexcept;

}  // namespace sourcelight::io
