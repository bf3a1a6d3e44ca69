// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/boundaries.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/publish/report_blocks.hpp"

#include <algorithm>
#include <optional>

namespace sourcelight::publish::maps {
namespace {

constexpr double kUnit = 0.002;  // degree
constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Signed numbers in groups of five bits, the lowest first, the sign in the lowest bit.
std::vector<std::int64_t> numbers_of(std::string_view text)
{
    constexpr unsigned kGroup = 5;
    constexpr std::uint64_t kMore = 1U << kGroup;
    std::vector<std::int64_t> numbers;
    std::uint64_t number = 0;
    unsigned shift = 0;
    for (const auto c : text) {
        const auto digit = kDigits.find(c);
        if (digit == std::string_view::npos || shift > 30) {
            throw Error{Errc::kDatasetInvalid, "display_boundaries: a shape cannot be read"};
        }
        number += (digit % kMore) << shift;
        if (digit >= kMore) {
            shift += kGroup;
            continue;
        }
        const auto half = static_cast<std::int64_t>(number / 2);
        numbers.push_back(number % 2 == 0 ? half : -half - 1);
        number = 0;
        shift = 0;
    }
    return numbers;
}

GeoRing ring_of(std::string_view text)
{
    const auto numbers = numbers_of(text);
    GeoRing ring;
    std::int64_t x = 0;
    std::int64_t y = 0;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
        x += numbers[i];
        y += numbers[i + 1];
        ring.push_back({static_cast<double>(x) * kUnit, static_cast<double>(y) * kUnit});
    }
    return ring;
}

}  // namespace

std::vector<std::vector<GeoRing>> decode_geometry(std::string_view text)
{
    std::vector<std::vector<GeoRing>> polygons;
    for (const auto polygon : split(text, '!')) {
        auto& rings = polygons.emplace_back();
        for (const auto ring : split(polygon, '.')) {
            rings.push_back(ring_of(ring));
        }
    }
    return polygons;
}

Boundaries load_boundaries(const reference::Catalogue& catalogue,
                           const std::function<bool(std::string_view)>& wanted)
{
    const auto data = publish::load_boundaries(catalogue);
    const auto& table = data.table;
    Boundaries boundaries;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const bool country = table.text("level")[row] == "country";
        if (!country && !wanted(table.text("iso2")[row])) {
            continue;
        }
        (country ? boundaries.countries : boundaries.regions)
            .push_back({std::string{table.text("code")[row]},
                        std::string{table.text("iso2")[row]},
                        std::string{table.text("name")[row]},
                        {table.number("lon")[row], table.number("lat")[row]},
                        decode_geometry(table.text("geometry")[row])});
    }
    return boundaries;
}

}  // namespace sourcelight::publish::maps
