// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"
#include "sourcelight/io/layer_system.hpp"
#include "sourcelight/io/vector_layer.hpp"

#include <ogr_geometry.h>
#include <ogrsf_frmts.h>

#include <string>
#include <vector>

// Only for the .cpp files of io/: this header is not installed.
namespace sourcelight::io {

/// What is odd about the shape of one row.
struct ShapeNote {
    const FindingKind* kind = nullptr;
    std::string message;
};

/// The shapes of a supplier list as places: points as they are, others by their middle and by how
/// far they reach from it. All in degrees WGS 84, and on the sphere: across the antimeridian too.
class ListShapes {
public:
    /// @param only_points  the layer holds nothing else: no reach is told
    /// Throws as LayerSystem.
    ListShapes(const std::string& path, OGRLayer& layer, bool only_points);
    ListShapes(const ListShapes&) = delete;
    ListShapes& operator=(const ListShapes&) = delete;
    ListShapes(ListShapes&&) = delete;
    ListShapes& operator=(ListShapes&&) = delete;
    ~ListShapes() = default;

    /// Appends latitude, longitude and, unless only points are there, kilometres of reach. The
    /// cells are empty where the shape is no place. Cost: a microsecond for a point; for others it
    /// grows with the corners.
    void add(const OGRGeometry* geometry, std::vector<std::string>& cells);
    /// About the shape that was added last.
    [[nodiscard]] const std::vector<ShapeNote>& notes() const noexcept { return m_notes; }
    /// See LayerSystem; call after the last shape.
    void require_lengths() const { m_system.require_lengths(); }

private:
    struct Place {
        Position middle;
        double reach_km = 0.0;
    };
    bool add_point(const OGRPoint& point, std::vector<std::string>& cells);
    [[nodiscard]] bool place(OGRGeometry& geometry, Place& place);
    [[nodiscard]] bool is_on_earth(const std::vector<Position>& corners);
    void note(const FindingKind& kind, std::string message);

    LayerRequest m_request;
    LayerSystem m_system;
    bool m_only_points;
    std::vector<ShapeNote> m_notes;
};

}  // namespace sourcelight::io
