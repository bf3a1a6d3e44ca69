// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/types.hpp"

namespace sourcelight::resolve {

std::string_view method_name(CountryMethod method) noexcept
{
    switch (method) {
    case CountryMethod::kNone: return "none";
    case CountryMethod::kCode: return "code";
    case CountryMethod::kName: return "name";
    case CountryMethod::kAlias: return "alias";
    case CountryMethod::kSpelling: return "spelling";
    case CountryMethod::kAddress: return "address";
    case CountryMethod::kCoordinates: return "coordinates";
    }
    return "none";
}

std::string_view method_name(PlaceMethod method) noexcept
{
    switch (method) {
    case PlaceMethod::kNone: return "none";
    case PlaceMethod::kCoordinates: return "coordinates";
    case PlaceMethod::kAddress: return "address";
    case PlaceMethod::kCity: return "city";
    case PlaceMethod::kRegion: return "region";
    case PlaceMethod::kCountry: return "country";
    }
    return "none";
}

std::string_view method_name(ActivityMethod method) noexcept
{
    switch (method) {
    case ActivityMethod::kNone: return "none";
    case ActivityMethod::kCode: return "code";
    case ActivityMethod::kConcordance: return "concordance";
    case ActivityMethod::kText: return "text";
    case ActivityMethod::kDefault: return "default";
    }
    return "none";
}

}  // namespace sourcelight::resolve
