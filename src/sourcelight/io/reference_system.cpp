// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/reference_system.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/io/gdal_session.hpp"

#include <fmt/format.h>

namespace sourcelight::io {
namespace {

OGRSpatialReference wgs84()
{
    OGRSpatialReference reference;
    reference.SetWellKnownGeogCS("WGS84");
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

}  // namespace

std::unique_ptr<OGRSpatialReference> system_of(const std::string& path, const std::string& crs,
                                               std::string_view option,
                                               const OGRSpatialReference* stated)
{
    auto system = stated == nullptr ? std::make_unique<OGRSpatialReference>()
                                    : std::make_unique<OGRSpatialReference>(*stated);
    if (!crs.empty()) {
        // Only codes: a free definition could name a file or an address.
        constexpr std::string_view kPrefix = "EPSG:";
        const bool coded = crs.starts_with(kPrefix) && crs.size() <= 11 &&
                           crs.find_first_not_of("0123456789", kPrefix.size()) == std::string::npos;
        if (!coded || system->SetFromUserInput(crs.c_str()) != OGRERR_NONE) {
            throw Error{Errc::kConfigInvalid,
                        fmt::format("{}: {} is \"{}\"; expected a code such as EPSG:32723", path,
                                    option, crs)};
        }
    } else if (stated == nullptr) {
        return nullptr;
    }
    system->DemoteTo2D(nullptr);  // heights are not read
    system->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const auto target = wgs84();
    return system->IsSame(&target) != 0 ? nullptr : std::move(system);
}

std::string system_name(const OGRSpatialReference& system)
{
    const auto* authority = system.GetAuthorityName(nullptr);
    const auto* code = system.GetAuthorityCode(nullptr);
    return authority != nullptr && code != nullptr ? fmt::format("{}:{}", authority, code)
           : system.GetName() != nullptr           ? std::string{system.GetName()}
                                                   : std::string{"another reference system"};
}

TransformPointer to_wgs84(const std::string& path, const OGRSpatialReference& system)
{
    const GdalMessages messages;
    const auto target = wgs84();
    TransformPointer transform{OGRCreateCoordinateTransformation(&system, &target)};
    if (transform == nullptr) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}: {} cannot be brought to longitude and latitude ({}); "
                                "reproject it to WGS 84 (EPSG:4326) and save it again",
                                path, system_name(system), messages.last_failure())};
    }
    return transform;
}

}  // namespace sourcelight::io
