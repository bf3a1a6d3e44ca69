// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/surface.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace sourcelight::geo {
namespace {

constexpr float kNoData = std::numeric_limits<float>::quiet_NaN();

bool is_support(SupportIndex index) { return index < kLandUnknown; }

/// The centres of the other eight ninths of a cell, in thirds of its side, from the north-west.
constexpr std::array<std::pair<double, double>, 8> kNinths{
    {{-1, 1}, {0, 1}, {1, 1}, {-1, 0}, {1, 0}, {-1, -1}, {0, -1}, {1, -1}}};

/// The support at a point on land; kSea off it.
SupportIndex support_at(const Location& found, const SupportMap& supports)
{
    if (found.at_sea || found.kind == Location::Kind::kNowhere) {
        return kSea;
    }
    return supports.find(found.country, found.region);
}

SupportIndex support_of_coast(const SurfaceGrid& grid, const RegionIndex& index,
                              const SupportMap& supports, LonLat centre)
{
    std::array<SupportIndex, kNinths.size()> found{};
    std::size_t used = 0;
    for (const auto& [east, north] : kNinths) {
        const LonLat point{centre.lon + east * grid.degrees() / 3.0,
                           centre.lat + north * grid.degrees() / 3.0};
        const auto support = support_at(index.locate(point), supports);
        if (support != kSea) {
            found[used++] = support;
        }
    }
    SupportIndex best = kSea;
    std::ptrdiff_t most = 0;
    for (std::size_t i = 0; i < used; ++i) {
        const auto end = found.begin() + static_cast<std::ptrdiff_t>(used);
        const auto count = std::count(found.begin(), end, found[i]);
        if (count > most) {
            most = count;
            best = found[i];
        }
    }
    return best;
}

/// Whether land may begin within the cell of a centre in the sea.
bool near_land(const Location& found)
{
    return found.kind == Location::Kind::kSnapped || found.kind == Location::Kind::kInside;
}

}  // namespace

LonLat SurfaceGrid::centre(std::int32_t row, std::int32_t column) const noexcept
{
    return {-180.0 + (column + 0.5) / per_degree, 90.0 - (row + 0.5) / per_degree};
}

std::size_t SurfaceGrid::cell_of(LonLat point) const noexcept
{
    const auto column = static_cast<std::int32_t>(std::floor((point.lon + 180.0) * per_degree));
    const auto row = static_cast<std::int32_t>(std::floor((90.0 - point.lat) * per_degree));
    return cell(std::clamp(row, 0, rows() - 1), std::clamp(column, 0, columns() - 1));
}

std::size_t SurfaceGrid::cell(std::int32_t row, std::int32_t column) const noexcept
{
    const auto wrapped = (column % columns() + columns()) % columns();
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns()) +
           static_cast<std::size_t>(wrapped);
}

SupportMap::SupportMap(std::vector<SurfaceSupport> supports) : m_supports{std::move(supports)}
{
    for (std::size_t i = 0; i < m_supports.size(); ++i) {
        const auto index = static_cast<SupportIndex>(i);
        const auto& support = m_supports[i];
        switch (support.kind) {
        case SurfaceSupport::Kind::kCountry: m_countries.emplace(support.country, index); break;
        case SurfaceSupport::Kind::kElsewhere: m_elsewhere.emplace(support.country, index); break;
        case SurfaceSupport::Kind::kRegion: m_regions.emplace(support.region, index); break;
        }
    }
}

SupportIndex SupportMap::find(CountryCode country, RegionCode region) const
{
    if (country.empty()) {
        return kSea;
    }
    if (const auto own = m_regions.find(region);
        own != m_regions.end() && m_supports[own->second].country == country) {
        return own->second;
    }
    if (const auto other = m_elsewhere.find(country);
        other != m_elsewhere.end() && !region.empty()) {
        return other->second;
    }
    const auto found = m_countries.find(country);
    return found == m_countries.end() ? kLandUnknown : found->second;
}

void locate_cells(const SurfaceGrid& grid, const RegionIndex& index, const SupportMap& supports,
                  RowRange rows, std::span<SupportIndex> out)
{
    const auto width = static_cast<std::size_t>(grid.columns());
    std::vector<LonLat> centres(width);
    std::vector<Location> found(width);
    for (auto row = rows.first; row < rows.last; ++row) {
        for (std::size_t i = 0; i < width; ++i) {
            centres[i] = grid.centre(row, static_cast<std::int32_t>(i));
        }
        index.locate(centres, found);
        const auto line = out.subspan(static_cast<std::size_t>(row - rows.first) * width, width);
        for (std::size_t i = 0; i < width; ++i) {
            line[i] = support_at(found[i], supports);
            if (line[i] == kSea && near_land(found[i])) {
                line[i] = support_of_coast(grid, index, supports, centres[i]);
            }
        }
    }
}

std::vector<float> share_out(const SupportMap& supports, std::span<const SupportIndex> cells,
                             std::span<const double> people, std::span<const double> rate,
                             std::span<const CountryAmount> totals)
{
    struct Sum {
        double total = 0.0;
        double weight = 0.0;
        double cells = 0.0;
    };
    std::map<CountryCode, Sum> sums;
    for (const auto& entry : totals) {
        sums[entry.country].total = entry.total;
    }
    std::vector<Sum*> of(supports.supports().size(), nullptr);
    for (std::size_t s = 0; s < of.size(); ++s) {
        const auto found = sums.find(supports.supports()[s].country);
        of[s] = found == sums.end() ? nullptr : &found->second;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (is_support(cells[i]) && of[cells[i]] != nullptr) {
            of[cells[i]]->weight += people[i] * rate[cells[i]];
            of[cells[i]]->cells += 1.0;
        }
    }
    std::vector<float> out(cells.size(), kNoData);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!is_support(cells[i]) || of[cells[i]] == nullptr) {
            continue;
        }
        const auto& sum = *of[cells[i]];
        const double weight = people[i] * rate[cells[i]];
        if (weight > 0.0) {
            out[i] = static_cast<float>(sum.total * (weight / sum.weight));
        } else if (!(sum.weight > 0.0)) {
            out[i] = static_cast<float>(sum.total / sum.cells);
        }
    }
    return out;
}

}  // namespace sourcelight::geo
