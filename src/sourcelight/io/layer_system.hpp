// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/reference_system.hpp"
#include "sourcelight/io/vector_layer.hpp"

#include <ogr_geometry.h>
#include <ogr_spatialref.h>

#include <cstdint>
#include <memory>
#include <string>

// Only for the .cpp files of io/: this header is not installed.
namespace sourcelight::io {

/// The reference system of a layer and the way from it to degrees WGS 84. Notices coordinates that
/// the system cannot mean.
class LayerSystem {
public:
    /// @param stated  the reference system of the file; null = it states none
    /// @throws Error kConfigInvalid if the settings' code is none, kInputUnreadable if nothing
    ///         leads from the system to WGS 84
    LayerSystem(const LayerRequest& request, const OGRSpatialReference* stated);

    /// To degrees; false where the system does not apply.
    [[nodiscard]] bool bring(OGRGeometry& shape);
    [[nodiscard]] bool bring(Position& position);

    [[nodiscard]] bool is_stated() const noexcept { return m_stated; }
    /// "EPSG:32723"; empty if the coordinates are taken as they are.
    [[nodiscard]] const std::string& name() const noexcept { return m_name; }

    /// Throws Error kInputUnreadable if the coordinates of most shapes are degrees though the
    /// system counts metres: they would all come to lie beside its origin.
    void require_lengths() const;

private:
    void notice(double west, double south, double east, double north);

    const LayerRequest& m_request;
    TransformPointer m_to_wgs84;
    std::string m_name;
    bool m_stated;
    bool m_in_metres = false;
    std::int64_t m_shapes = 0;        ///< that are not at 0/0
    std::int64_t m_like_degrees = 0;  ///< of these
    std::string m_example;            ///< the first of them
};

}  // namespace sourcelight::io
