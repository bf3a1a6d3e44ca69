// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/geo/ellipsoid.hpp"
#include "sourcelight/geo/name_index.hpp"
#include "sourcelight/reference/reference.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::resolve::test {

/// A place in words, as a supplier list has it, and where it truly is.
struct GeocodeCase {
    std::string_view kind;  ///< what was done to the name
    std::string country;
    std::string city;
    std::string region;
    std::string postcode;
    std::string address;
    CountryCode true_country;
    RegionCode true_region;
    geo::LonLat at;
    std::string label_error;  ///< why the label is no measure of the answer; empty = it is
};

/// Texts made from the shipped gazetteer, the same for every run of a seed.
///
/// Places are drawn with the square root of their population (unknown: 1,000) among those that have
/// a region; parts of towns are left out. The label is the region of the place drawn. A text that
/// also fits a larger place of the country, in another region, cannot be read as the smaller one:
/// such rows carry a label error. Misspelt, cut and spelt-out names are taken only if the country
/// has no such name in the index.
[[nodiscard]] std::vector<GeocodeCase> make_cases(const reference::Reference& facts,
                                                  const geo::NameIndex& names,
                                                  std::size_t cases_a_kind, std::uint64_t seed);

}  // namespace sourcelight::resolve::test
