// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/location.hpp"

#include "sourcelight/core/number_text.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/location_findings.hpp"
#include "sourcelight/resolve/location_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::resolve {
namespace {

// Probability that the region of a coordinate is right, by what the texts say (expert prior, to be
// set on lists that name both).
constexpr float kTextAgrees = 0.995F;
constexpr float kTextSilent = 0.98F;
constexpr float kTextDiffers = 0.85F;
constexpr float kSnapped = 0.95F;
constexpr float kNearBorder = 0.93F;

constexpr float kSureText = 0.9F;
constexpr float kSureSettlement = 0.98F;
/// The texts overrule coordinates only with this confidence and two voices.
constexpr float kOverrulingText = 0.97F;
constexpr double kBorderKm = 5.0;
constexpr double kTwoVoicesKm = 25.0;
constexpr double kFarKm = 50.0;
constexpr double kFarRadii = 3.0;
constexpr int kShownDigits = 6;

constexpr double kLeastRadiusKm = 0.5;
constexpr float kUncertain = 0.7F;
constexpr float kLeastForCountry = 0.6F;

/// 90 % radius of a coordinate from the size of its last digit.
float radius_of(double step) noexcept
{
    constexpr double kKmPerDegree = 111.2;
    constexpr double kHalfDiagonal = 0.7;
    return static_cast<float>(std::max(kLeastRadiusKm, step * kKmPerDegree * kHalfDiagonal));
}

std::uint64_t memo_key(const LocationCells& cells, CountryCode country, std::string& key)
{
    key.clear();
    for (const auto part :
         {country.view(), cells.city, cells.region, cells.postcode, cells.address}) {
        key += part;
        key += '\x1F';
    }
    return stable_hash(key);
}

/// "Shenzhen (CN-GD)"
std::string described(const geo::PlaceAnswer& answer)
{
    return answer.region.empty() ? answer.name
                                 : fmt::format("{} ({})", answer.name, answer.region.view());
}

PlaceMethod method_of(const geo::PlaceAnswer& answer) noexcept
{
    switch (answer.level) {
    case geo::PlaceLevel::kPlace:
        return answer.from_city ? PlaceMethod::kCity : PlaceMethod::kAddress;
    case geo::PlaceLevel::kRegion: return PlaceMethod::kRegion;
    case geo::PlaceLevel::kCountry: return PlaceMethod::kCountry;
    case geo::PlaceLevel::kNone: break;
    }
    return PlaceMethod::kNone;
}

/// The gazetteer has at most five decimals, in float32: 2.34902, not 2.349020004272461.
double as_published(double degrees) noexcept
{
    constexpr double kSteps = 1e5;
    return std::round(degrees * kSteps) / kSteps;
}

void take_answer(const geo::PlaceAnswer& answer, ResolvedPlace& place)
{
    place.method = method_of(answer);
    place.region = answer.region;
    place.subregion = answer.subregion;
    place.confidence = answer.confidence;
    place.has_point = answer.level == geo::PlaceLevel::kPlace;
    if (place.has_point) {
        place.lon = as_published(answer.point.lon);
        place.lat = as_published(answer.point.lat);
        place.radius_km = answer.radius_km;
    }
    if (answer.level >= geo::PlaceLevel::kRegion) {
        for (const auto& share : answer.regions) {
            if (share.region != answer.region) {
                place.rivals.push_back({share.region, share.probability});
            }
        }
    }
}

bool any_text(const LocationCells& cells) noexcept
{
    return !cells.city.empty() || !cells.region.empty() || !cells.address.empty();
}

}  // namespace

/// Says how unsure a place is that was read from texts.
void LocationResolver::Work::report_text_place(const geo::PlaceAnswer& answer) const
{
    const auto* column = cells.city.empty() ? "address" : "city";
    const bool country_alone = place.method == PlaceMethod::kCountry;
    const auto named = static_cast<std::size_t>(
        std::count_if(answer.regions.begin(), answer.regions.end(),
                      [](const geo::RegionProbability& share) { return share.named; }));
    if (country_alone && named > 1) {
        report(kPlaceUncertain, column,
               fmt::format("the name is known in {} regions of {}, most likely {} ({:.0f} %) or {} "
                           "({:.0f} %): too many to choose; add the state or province",
                           named, place.country.view(), answer.regions[0].region.view(),
                           100.0F * answer.regions[0].probability, answer.regions[1].region.view(),
                           100.0F * answer.regions[1].probability));
    } else if (country_alone && any_text(cells) && !answer.regions.empty()) {
        report(kPlaceUnknown, column, "no known place or region of the country is named");
    } else if (!country_alone && place.confidence < kUncertain) {
        report(
            kPlaceUncertain, column,
            fmt::format("read as {}, {:.0f} % sure", described(answer), 100.0F * place.confidence));
    }
}

LocationResolver::LocationResolver(const geo::RegionIndex& index, const geo::Gazetteer& gazetteer,
                                   std::vector<CountryCentre> centres, DisputedAreas areas)
    : m_index{index}, m_gazetteer{gazetteer}, m_centres{std::move(centres)}, m_areas{
                                                                                 std::move(areas)}
{
    std::stable_sort(m_centres.begin(), m_centres.end(), [](const auto& left, const auto& right) {
        return left.country < right.country;
    });
    find_codes_of_regions();
}

ResolvedPlace LocationResolver::resolve(const LocationCells& cells, PlaceMemo& memo,
                                        std::vector<Finding>& findings) const
{
    Work work{cells, memo, findings, {}, {}, {}, {}};
    work.coordinates = read_coordinates(cells.latitude, cells.longitude);
    work.report_coordinates();
    work.read_shape();
    settle_stated(work);
    if (work.wide) {
        settle_wide_shape(work);
    } else {
        settle_point(work);
    }
    if (work.sited.usable) {
        place_by_point(work);
    } else {
        place_by_text(work);
    }
    weigh_region_abroad(work);
    weigh_dispute(work);
    work.place.country_replaced = work.place.country_replaced && !work.place.country.empty();
    return std::move(work.place);
}

bool LocationResolver::is_centre(CountryCode country, geo::LonLat point) const noexcept
{
    constexpr double kSame = 0.005;
    return std::any_of(m_centres.begin(), m_centres.end(), [&](const CountryCentre& centre) {
        return (country.empty() || centre.country == country) &&
               std::abs(centre.point.lon - point.lon) < kSame &&
               std::abs(centre.point.lat - point.lat) < kSame;
    });
}

const geo::PlaceAnswer& LocationResolver::look_up(const LocationCells& cells, CountryCode country,
                                                  PlaceMemo& memo) const
{
    const auto [at, fresh] = memo.answers.try_emplace(memo_key(cells, country, memo.key));
    if (fresh) {
        at->second =
            m_gazetteer.find({country, cells.city, cells.region, cells.postcode, cells.address});
    }
    return at->second;
}

float LocationResolver::text_support(Work& work, CountryCode country, RegionCode region) const
{
    const auto& answer = look_up(work.cells, country, work.memo);
    const bool there =
        answer.level >= geo::PlaceLevel::kRegion && (region.empty() || answer.region == region);
    return there ? answer.confidence : 0.0F;
}

void LocationResolver::place_by_point(Work& work) const
{
    auto& place = work.place;
    const auto& sited = work.sited;
    place.method = PlaceMethod::kCoordinates;
    place.has_point = true;
    place.lon = sited.point.lon;
    place.lat = sited.point.lat;
    place.radius_km = std::max(radius_of(work.coordinates.step), static_cast<float>(work.shape_km));
    place.region = sited.where.region;
    place.subregion = sited.where.subregion;
    const bool snapped = sited.where.kind == geo::Location::Kind::kSnapped;
    place.confidence = snapped ? kSnapped : kTextSilent;
    place.confidence *= work.country_share;
    weigh_spread(work);
    if (sited.where.at_sea) {
        const auto nearest =
            place.region.empty() ? place.country.view() : std::string_view{place.region.view()};
        work.report(kCoordinatesSea, "latitude",
                    snapped ? fmt::format("{} lie {:.1f} km from {}, which was taken", work.pair(),
                                          sited.where.distance_km, nearest)
                            : fmt::format("{} lie in the waters of {}, and none of its regions is "
                                          "near enough to be taken",
                                          work.pair(), place.country.view()));
    }
    if (settlement_confirms(work)) {
        place.confidence = std::max(place.confidence, kTextAgrees * work.country_share);
        return;
    }
    const auto& answer = look_up(work.cells, place.country, work.memo);
    if (answer.level < geo::PlaceLevel::kRegion || answer.confidence < kSureText) {
        return;
    }
    weigh_text(work, answer);
}

/// Whether city and region cells name the region of the point, be it as one of several namesakes.
/// Cities repeat between suppliers and are remembered, addresses do not: where the cells confirm
/// the point, the address is not read.
bool LocationResolver::settlement_confirms(Work& work) const
{
    auto settlement = work.cells;
    settlement.address = {};
    settlement.postcode = {};
    if (settlement.city.empty() && settlement.region.empty()) {
        return false;
    }
    const auto& regions = look_up(settlement, work.place.country, work.memo).regions;
    return std::any_of(regions.begin(), regions.end(), [&work](const auto& reading) {
        return reading.named && reading.region == work.place.region &&
               reading.probability >= kLeastNamesake;
    });
}

/// Coordinates and texts side by side: which of them gives the region, and how sure it is.
void LocationResolver::weigh_text(Work& work, const geo::PlaceAnswer& answer) const
{
    auto& place = work.place;
    const auto point = work.sited.point;
    const bool has_point = answer.level == geo::PlaceLevel::kPlace;
    const double apart = has_point ? geo::near_distance_km(answer.point, point) : 0.0;
    const bool far = apart > kFarKm + kFarRadii * static_cast<double>(answer.radius_km);
    if (answer.region == place.region) {
        place.confidence = std::max(place.confidence, kTextAgrees * work.country_share);
        return;
    }
    const bool overruling = answer.confidence >= kOverrulingText && answer.witnesses >= 2;
    // The boundaries are kilometres off in places; a region named in words stands.
    const double reach = overruling ? kTwoVoicesKm : kBorderKm;
    if (place.region.empty() ||
        m_index.distance_to_region_km(answer.region, point, reach) <= reach) {
        place.region = answer.region;
        place.subregion = answer.subregion;
        place.confidence = kNearBorder;
        return;
    }
    if (far) {
        work.report(kCoordinatesAddress, "address",
                    fmt::format("the text names {}, {:.0f} km from the coordinates {}, {}; the {} "
                                "followed",
                                described(answer), apart, number_text(point.lat, kShownDigits),
                                number_text(point.lon, kShownDigits),
                                overruling ? "text was" : "coordinates were"));
        if (overruling) {
            take_answer(answer, place);
            return;
        }
    } else {
        work.report(kRegionDiffers, "region",
                    fmt::format("the text names {}, the coordinates lie in {}, which was used",
                                described(answer), place.region.view()));
    }
    place.confidence = std::min(place.confidence, kTextDiffers);
    place.rivals.push_back({answer.region, 1.0F - place.confidence});
}

/// What the texts say; the address is not read where city and region cells leave no doubt, nor
/// where it ends with another country.
const geo::PlaceAnswer& LocationResolver::text_answer(Work& work) const
{
    auto cells = work.cells;
    cells.region = work.state.empty() ? cells.region : work.state;
    if ((!cells.city.empty() || work.address_abroad) && !cells.address.empty()) {
        auto settlement = cells;
        settlement.address = {};
        const auto& answer = look_up(settlement, work.place.country, work.memo);
        if (work.address_abroad ||
            (answer.level == geo::PlaceLevel::kPlace && answer.confidence >= kSureSettlement)) {
            return answer;
        }
    }
    return look_up(cells, work.place.country, work.memo);
}

void LocationResolver::place_by_text(Work& work) const
{
    auto& place = work.place;
    settle_code_or_state(work);
    work.move_to_rival_country(*this);
    work.move_to_claimed_place(*this);
    const auto& answer = text_answer(work);
    if (weigh_place_abroad(work, answer)) {
        place.method = PlaceMethod::kCountry;
        place.confidence = std::min(work.stated.confidence, work.country_share);
        return;
    }
    if (place.country.empty()) {
        if (answer.country.empty() || answer.country_probability < kLeastForCountry) {
            return;
        }
        place.country = answer.country;
        place.country_method = CountryMethod::kAddress;
        const bool sure = answer.country_probability >= kSureCountry;
        work.report_country_from_place(sure ? kCountryFromPlace : kCountryUncertain,
                                       fmt::format("taken as {}, where {} lies ({:.0f} %)",
                                                   place.country.view(), described(answer),
                                                   100.0F * answer.country_probability));
    }
    take_answer(answer, place);
    place.confidence *= work.country_share;
    if (place.method == PlaceMethod::kCountry) {
        place.confidence = work.stated.country == place.country
                               ? std::min(work.stated.confidence, work.country_share)
                               : answer.country_probability * work.country_share;
    }
    if (!weigh_contradiction(work, answer)) {
        work.report_text_place(answer);
    }
}

}  // namespace sourcelight::resolve
