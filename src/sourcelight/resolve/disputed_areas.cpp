// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/disputed_areas.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/parse_whole.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sourcelight::resolve {
namespace {

constexpr std::string_view kUnName = "un";
constexpr std::string_view kDeFactoName = "de_facto";

/// Even-odd rule; the outlines are sketches, so that points on them may go either way.
bool holds(const std::vector<geo::LonLat>& ring, geo::LonLat point) noexcept
{
    bool inside = false;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const auto& a = ring[i];
        const auto& b = ring[i == 0 ? ring.size() - 1 : i - 1];
        if ((a.lat > point.lat) != (b.lat > point.lat)) {
            const double lon = a.lon + (b.lon - a.lon) * (point.lat - a.lat) / (b.lat - a.lat);
            inside = point.lon < lon ? !inside : inside;
        }
    }
    return inside;
}

/// Outlines come first, then regions, then countries.
int rank_of(const DisputedArea& area) noexcept
{
    if (!area.outline.empty()) {
        return 0;
    }
    return area.region.empty() ? 2 : 1;
}

bool covers(const DisputedArea& area, CountryCode country, RegionCode region,
            const std::optional<geo::LonLat>& point) noexcept
{
    if (!area.outline.empty()) {
        return point && (area.country.empty() || is_party(area, country)) &&
               holds(area.outline, *point);
    }
    return area.country == country && (area.region.empty() || area.region == region);
}

/// Whether some place located in the country may be covered.
bool may_cover(const DisputedArea& area, CountryCode country) noexcept
{
    return area.outline.empty() ? area.country == country
                                : area.country.empty() || is_party(area, country);
}

}  // namespace

View parse_view(std::string_view text)
{
    if (text == kUnName) {
        return View::kUn;
    }
    if (text == kDeFactoName) {
        return View::kDeFacto;
    }
    throw Error{Errc::kConfigInvalid,
                fmt::format("geo.view: \"{}\" is no view; expected un or de_facto", text)};
}

bool is_party(const DisputedArea& area, CountryCode country) noexcept
{
    return !country.empty() && (country == area.country || country == area.holder ||
                                std::find(area.claimants.begin(), area.claimants.end(), country) !=
                                    area.claimants.end());
}

std::vector<geo::LonLat> parse_outline(std::string_view text, std::string_view area)
{
    constexpr std::size_t kLeastPoints = 3;
    std::vector<geo::LonLat> ring;
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        const auto pair = text.substr(0, end);
        const auto blank = std::min(pair.find(' '), pair.size());
        const auto lon = parse_whole<double>(pair.substr(0, blank));
        const auto lat = parse_whole<double>(pair.substr(std::min(blank + 1, pair.size())));
        if (!lon || !lat) {
            throw Error{
                Errc::kDatasetInvalid,
                fmt::format("outline of {}: \"{}\" is no longitude and latitude", area, pair)};
        }
        ring.push_back({*lon, *lat});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (!ring.empty() && ring.size() < kLeastPoints) {
        throw Error{Errc::kDatasetInvalid,
                    fmt::format("outline of {}: {} points are no area", area, ring.size())};
    }
    return ring;
}

DisputedAreas::DisputedAreas(std::vector<DisputedArea> areas, View view)
    : m_areas{std::move(areas)}, m_view{view}
{
    std::stable_sort(m_areas.begin(), m_areas.end(), [](const auto& left, const auto& right) {
        return rank_of(left) < rank_of(right);
    });
    for (const auto& area : m_areas) {
        m_countries.push_back(area.country);
        m_countries.push_back(area.holder);
        m_countries.insert(m_countries.end(), area.claimants.begin(), area.claimants.end());
    }
    std::sort(m_countries.begin(), m_countries.end());
    m_countries.erase(std::unique(m_countries.begin(), m_countries.end()), m_countries.end());
    for (const auto country : m_countries) {
        auto& found = m_areas_of.emplace_back();
        for (std::size_t i = 0; i < m_areas.size(); ++i) {
            if (may_cover(m_areas[i], country)) {
                found.push_back(i);
            }
        }
    }
}

bool DisputedAreas::concern(CountryCode country) const noexcept
{
    return std::binary_search(m_countries.begin(), m_countries.end(), country);
}

const DisputedArea* DisputedAreas::find(CountryCode country, RegionCode region,
                                        std::optional<geo::LonLat> point) const noexcept
{
    const auto at = std::lower_bound(m_countries.begin(), m_countries.end(), country);
    if (at == m_countries.end() || *at != country) {
        return nullptr;
    }
    const auto& areas = m_areas_of[static_cast<std::size_t>(at - m_countries.begin())];
    const auto found = std::find_if(areas.begin(), areas.end(), [&](std::size_t area) {
        return covers(m_areas[area], country, region, point);
    });
    return found == areas.end() ? nullptr : &m_areas[*found];
}

void DisputedAreas::apply(const DisputedArea& area, CountryCode& country, RegionCode& region,
                          RegionCode& subregion) const noexcept
{
    if (m_view != View::kDeFacto || area.enclaves || area.holder.empty() ||
        country == area.holder) {
        return;
    }
    country = area.holder;
    // Some regions bear codes of the holder by ISO 3166-2 itself, as in Western Sahara.
    if (!area.holder_region.empty() || !region.view().starts_with(area.holder.view())) {
        region = area.holder_region;
        subregion = {};
    }
}

std::string_view DisputedAreas::view_name() const noexcept
{
    return m_view == View::kUn ? kUnName : kDeFactoName;
}

}  // namespace sourcelight::resolve
