// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/resolve/location.hpp"

#include <string>
#include <string_view>

namespace sourcelight::resolve {

/// What the steps of one resolution hand on; private to the location resolver.
struct LocationResolver::Work {
    const LocationCells& cells;
    PlaceMemo& memo;
    std::vector<Finding>& findings;
    Coordinates coordinates;
    CountryMatch stated;
    Sited sited;
    ResolvedPlace place;

    void report(const FindingKind& kind, std::string_view column, std::string message) const;
    void report_coordinates() const;
    [[nodiscard]] std::string_view cell(std::string_view column) const noexcept;
    [[nodiscard]] std::string pair() const;
};

}  // namespace sourcelight::resolve
