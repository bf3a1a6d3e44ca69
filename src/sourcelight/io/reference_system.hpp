// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ogr_spatialref.h>

#include <memory>
#include <string>
#include <string_view>

// Only for the .cpp files of io/: this header is not installed.
namespace sourcelight::io {

struct DestroyTransform {
    void operator()(OGRCoordinateTransformation* transform) const noexcept
    {
        OGRCoordinateTransformation::DestroyCT(transform);
    }
};
using TransformPointer = std::unique_ptr<OGRCoordinateTransformation, DestroyTransform>;

/// The reference system to come from; nothing if it is WGS 84 already, or none is given or stated.
/// @param crs     a code such as EPSG:32723 that stands before what the file states; may be empty
/// @param option  what messages call `crs`
/// Throws Error kConfigInvalid if `crs` is no code.
[[nodiscard]] std::unique_ptr<OGRSpatialReference> system_of(const std::string& path,
                                                             const std::string& crs,
                                                             std::string_view option,
                                                             const OGRSpatialReference* stated);
/// "EPSG:32723", or its name.
[[nodiscard]] std::string system_name(const OGRSpatialReference& system);
/// From a reference system to longitude and latitude. Throws Error kInputUnreadable.
[[nodiscard]] TransformPointer to_wgs84(const std::string& path, const OGRSpatialReference& system);

}  // namespace sourcelight::io
