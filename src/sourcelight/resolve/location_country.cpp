// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/location.hpp"

#include "sourcelight/core/number_text.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/location_findings.hpp"
#include "sourcelight/resolve/location_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace sourcelight::resolve {
namespace {

constexpr double kBorderKm = 5.0;
constexpr double kAcrossBorderKm = 60.0;
constexpr float kSupport = 0.8F;
constexpr float kNoSupport = 0.5F;
constexpr float kCoordinatesConfidence = 0.98F;
/// Probability of the stated country where the address ends with another one (expert prior).
constexpr float kAddressAbroad = 0.7F;
/// The same where the coordinates lie in another country, and where a text confirms the stated one.
constexpr float kCoordinatesAbroad = 0.7F;
constexpr float kCoordinatesAbroadTextHere = 0.9F;
/// Probability of a country that another part of the row told where the cell's text is unknown:
/// the unknown text may mean a country that is not it.
constexpr float kCountryReplaced = 0.8F;
/// A point in waters that no text gives to the country: how sure the country is, and how far from
/// its land.
constexpr float kWatersAlone = 0.8F;
constexpr double kWatersKm = 60.0;
constexpr int kShownDigits = 6;
constexpr double kLatLimit = 90.0;
constexpr double kLonLimit = 180.0;

/// Territories with codes of their own, which lists often give their state's name.
struct Territory {
    std::string_view code;
    std::string_view state;
};
constexpr std::array<Territory, 44> kTerritories{{
    {"HK", "CN"}, {"MO", "CN"}, {"PR", "US"}, {"GU", "US"}, {"VI", "US"}, {"AS", "US"},
    {"MP", "US"}, {"UM", "US"}, {"RE", "FR"}, {"GP", "FR"}, {"MQ", "FR"}, {"GF", "FR"},
    {"YT", "FR"}, {"NC", "FR"}, {"PF", "FR"}, {"PM", "FR"}, {"WF", "FR"}, {"BL", "FR"},
    {"MF", "FR"}, {"TF", "FR"}, {"AW", "NL"}, {"CW", "NL"}, {"SX", "NL"}, {"BQ", "NL"},
    {"GI", "GB"}, {"IM", "GB"}, {"JE", "GB"}, {"GG", "GB"}, {"BM", "GB"}, {"KY", "GB"},
    {"VG", "GB"}, {"FK", "GB"}, {"AI", "GB"}, {"MS", "GB"}, {"TC", "GB"}, {"SH", "GB"},
    {"GL", "DK"}, {"FO", "DK"}, {"SJ", "NO"}, {"AX", "FI"}, {"CX", "AU"}, {"CC", "AU"},
    {"NF", "AU"}, {"EH", "MA"},
}};

bool is_territory_of(CountryCode code, CountryCode state) noexcept
{
    return std::any_of(kTerritories.begin(), kTerritories.end(), [&](const Territory& territory) {
        return territory.code == code.view() && territory.state == state.view();
    });
}

bool is_somewhere(const geo::Location& where) noexcept
{
    return where.kind != geo::Location::Kind::kNowhere;
}

/// The name beats the code, both beat the end of the address.
const CountryMatch& first_stated(const LocationCells& cells) noexcept
{
    if (!cells.by_name.country.empty()) {
        return cells.by_name;
    }
    return cells.by_code.country.empty() ? cells.by_address : cells.by_code;
}

/// Whether a country cell holds a text that was meant to name one.
bool names_something(std::string_view cell)
{
    static constexpr std::array<std::string_view, 8> kNothing{
        "", "n a", "na", "null", "none", "unknown", "tbd", "not available"};
    return std::find(kNothing.begin(), kNothing.end(), fold(cell)) == kNothing.end();
}

}  // namespace

void LocationResolver::Work::report(const FindingKind& kind, std::string_view column,
                                    std::string message) const
{
    Finding finding;
    finding.kind = &kind;
    finding.column = std::string{column};
    finding.value = std::string{cell(column)};
    finding.message = std::move(message);
    findings.push_back(std::move(finding));
}

std::string_view LocationResolver::Work::cell(std::string_view column) const noexcept
{
    return column == "latitude"    ? cells.latitude
           : column == "longitude" ? cells.longitude
           : column == "region"    ? cells.region
           : column == "city"      ? cells.city
           : column == "address"   ? cells.address
           : column == "country"   ? cells.country
                                   : std::string_view{};
}

std::string LocationResolver::Work::pair() const
{
    return fmt::format("{}, {}", cells.latitude, cells.longitude);
}

void LocationResolver::Work::report_coordinates() const
{
    switch (coordinates.state) {
    case CoordinateState::kAbsent:
    case CoordinateState::kUsable: return;
    case CoordinateState::kIncomplete:
        report(kCoordinatesIncomplete, cells.latitude.empty() ? "longitude" : "latitude",
               "latitude and longitude were expected, one of them is empty");
        return;
    case CoordinateState::kUnreadable:
        report(kCoordinatesUnreadable, "latitude",
               fmt::format("\"{}\"; expected decimal degrees", pair()));
        return;
    case CoordinateState::kZero:
        report(kCoordinatesZero, "latitude", "0, 0 was taken as missing");
        return;
    case CoordinateState::kProjected:
        report(kCoordinatesProjected, "latitude",
               fmt::format("{} are no degrees; expected WGS 84", pair()));
        return;
    case CoordinateState::kOutOfRange: report_out_of_range(); return;
    }
}

void LocationResolver::Work::report_out_of_range() const
{
    const bool by_latitude = std::abs(coordinates.lat) > kLatLimit;
    const bool by_longitude = std::abs(coordinates.lon) > kLonLimit;
    const auto lat = fmt::format("latitude {} is not within -90 to 90", cells.latitude);
    const auto lon = fmt::format("longitude {} is not within -180 to 180", cells.longitude);
    report(kCoordinatesOutOfRange, by_latitude ? "latitude" : "longitude",
           fmt::format("{}{}{}; exchanged they would lie outside the world too",
                       by_latitude ? lat : std::string{}, by_latitude && by_longitude ? ", " : "",
                       by_longitude ? lon : std::string{}));
}

void LocationResolver::settle_stated(Work& work) const
{
    const auto& cells = work.cells;
    const bool name = !cells.by_name.country.empty();
    const bool code = !cells.by_code.country.empty();
    work.stated = first_stated(cells);
    if (name && code && cells.by_name.country != cells.by_code.country) {
        geo::Location where;
        if (work.coordinates.state == CoordinateState::kUsable && work.coordinates.in_range()) {
            where = sited_at({work.coordinates.lon, work.coordinates.lat}).where;
        }
        const bool with_code = is_somewhere(where) && where.country == cells.by_code.country;
        work.stated = with_code ? cells.by_code : cells.by_name;
        work.report(kCountryCodeDiffers, "country",
                    fmt::format("the name says {}, the code {}; {} was followed{}",
                                cells.by_name.country.view(), cells.by_code.country.view(),
                                work.stated.country.view(),
                                with_code ? ", as the coordinates agree" : ""));
    }
    if (!name && !code) {
        work.place.country_replaced = names_something(cells.country);
        work.country_share = work.place.country_replaced ? kCountryReplaced : 1.0F;
        settle_by_region(work);
    }
    work.place.country = work.stated.country;
    work.place.country_method = work.stated.method;
    const auto address = cells.by_address.country;
    if ((name || code) && !address.empty() && address != work.stated.country &&
        !is_territory_of(address, work.stated.country) &&
        !is_territory_of(work.stated.country, address) && !ends_with_place_of_stated(work)) {
        work.address_abroad = true;
        work.country_share = kAddressAbroad;
        work.report(kAddressCountryDiffers, "address",
                    fmt::format("the address ends with {}, the country column says {}, which was "
                                "followed",
                                address.view(), work.stated.country.view()));
    }
}

/// What the two numbers would say the other way round, if they meet land.
std::string LocationResolver::exchanged(const Work& work) const
{
    const geo::LonLat point{work.coordinates.lat, work.coordinates.lon};
    const auto where = m_index.locate(point);
    return where.kind == geo::Location::Kind::kInside && !where.at_sea
               ? fmt::format("; exchanged they would lie in {}", where.country.view())
               : std::string{};
}

void LocationResolver::settle_point(Work& work) const
{
    if (work.coordinates.state != CoordinateState::kUsable) {
        return;
    }
    work.sited.point = {work.coordinates.lon, work.coordinates.lat};
    if (is_centre(work.stated.country, work.sited.point)) {
        work.report(kCoordinatesCentre, "latitude",
                    fmt::format("{} is the middle of the country; the place is taken from the text",
                                work.pair()));
        return;
    }
    if (!work.stated.country.empty()) {
        settle_against_stated(work);
        return;
    }
    if (work.coordinates.in_range()) {
        work.sited = sited_at(work.sited.point);
    }
    const auto& where = work.sited.where;
    const bool waters = where.at_sea && where.kind == geo::Location::Kind::kCountry;
    // Near a coast the waters may hold an island that the boundaries do not draw; far out at sea
    // nobody's site lies.
    const bool far_out =
        waters && m_index.locate_within(where.country, work.sited.point, kWatersKm).kind !=
                      geo::Location::Kind::kSnapped;
    if (!is_somewhere(where) || far_out) {
        const auto* area = work.sited.area;
        work.report(
            kCoordinatesNowhere, "latitude",
            area != nullptr && area->unclaimed
                ? fmt::format("{} lie in {}, which no state claims", work.pair(), area->name)
            : far_out
                ? fmt::format("{} lie in the waters of {}, more than {:.0f} km from its land{}",
                              work.pair(), where.country.view(), kWatersKm, exchanged(work))
                : fmt::format("no land near {}{}", work.pair(), exchanged(work)));
        return;
    }
    if (waters) {
        work.country_share = std::min(work.country_share, kWatersAlone);
    }
    work.sited.usable = true;
    work.place.country = work.sited.where.country;
    work.place.country_method = CountryMethod::kCoordinates;
    if (!work.place.country_replaced) {
        work.report(
            kCountryFromPlace, "country",
            fmt::format("taken as {}, where {} lie", work.place.country.view(), work.pair()));
    }
}

void LocationResolver::settle_against_stated(Work& work) const
{
    auto& sited = work.sited;
    const auto stated = work.stated.country;
    if (work.coordinates.in_range()) {
        sited = sited_at(sited.point);
        if (sited.where.country == stated) {
            sited.usable = true;
            return;
        }
        const double away = m_index.distance_km(stated, sited.point, kBorderKm);
        // By the boundaries alone it may lie in the stated country, by the view in another.
        const bool near = away > 0.0 && away <= kBorderKm;
        if (!near && settle_in_dispute(work)) {
            return;
        }
        const bool unclaimed = sited.area != nullptr && sited.area->unclaimed;
        if (away <= kBorderKm && !unclaimed) {
            const auto across = sited.where.country;
            sited.where = m_index.locate_within(stated, sited.point, kAcrossBorderKm);
            sited.usable = true;
            if (!across.empty()) {
                work.report(kCoordinatesNearBorder, "latitude",
                            fmt::format("{} lie in {}, {:.1f} km from {}, which stands",
                                        work.pair(), across.view(), away, stated.view()));
            }
            return;
        }
        if (is_territory_of(sited.where.country, stated)) {
            sited.usable = true;
            sited.where.region = {};
            sited.where.subregion = {};
            return;
        }
    }
    if (!repair_point(work)) {
        settle_conflict(work);
    }
}

bool LocationResolver::repair_point(Work& work) const
{
    struct Reading {
        geo::LonLat point;
        bool swapped = false;
    };
    const double lon = work.coordinates.lon;
    const double lat = work.coordinates.lat;
    // One slip each: exchanged and with another sign, almost any point can be explained.
    const std::array<Reading, 4> readings{{
        {{lat, lon}, true},
        {{lon, -lat}, false},
        {{-lon, lat}, false},
        {{-lon, -lat}, false},
    }};
    for (const auto& reading : readings) {
        auto sited = sited_at(reading.point);
        const auto& where = sited.where;
        // The open sea explains nothing.
        if (where.country != work.stated.country || (where.at_sea && where.region.empty())) {
            continue;
        }
        work.report(reading.swapped ? kCoordinatesSwapped : kCoordinatesSign, "latitude",
                    fmt::format("{} were read as {}, {}, which lies in {}", work.pair(),
                                number_text(reading.point.lat, kShownDigits),
                                number_text(reading.point.lon, kShownDigits),
                                where.country.view()));
        sited.usable = true;
        work.sited = sited;
        return true;
    }
    return false;
}

/// The coordinates lie in another country, and no slip explains it.
void LocationResolver::settle_conflict(Work& work) const
{
    auto& sited = work.sited;
    const auto stated = work.stated.country;
    const auto there = sited.where.country;
    if (there.empty()) {
        const bool unclaimed = sited.area != nullptr && sited.area->unclaimed;
        work.report(kCoordinatesNowhere, "latitude",
                    unclaimed ? fmt::format("{} lie in {}, which no state claims, not in {}",
                                            work.pair(), sited.area->name, stated.view())
                              : fmt::format("no country at {}, and none of their readings lies in "
                                            "{}",
                                            work.pair(), stated.view()));
        work.country_share = std::min(work.country_share, kCoordinatesAbroad);
        return;
    }
    const auto& cells = work.cells;
    const bool two_voices = cells.by_name.country == stated && cells.by_code.country == stated;
    const bool tail_stated = cells.by_address.country == stated;
    const bool tail_there = cells.by_address.country == there;
    const bool texts_there = text_support(work, there, sited.where.region) >= kSupport &&
                             text_support(work, stated, {}) < kNoSupport;
    const bool follow = !two_voices && (tail_there || (texts_there && !tail_stated));
    work.report(kCoordinatesElsewhere, "latitude",
                fmt::format("{} lie in {}, not in {}; {} followed", work.pair(), there.view(),
                            stated.view(),
                            follow ? "the address agrees with the coordinates, which were"
                                   : "the stated country was"));
    const bool confirmed =
        follow || two_voices || tail_stated || text_support(work, stated, {}) >= kSupport;
    work.country_share =
        std::min(work.country_share, confirmed ? kCoordinatesAbroadTextHere : kCoordinatesAbroad);
    if (follow) {
        sited.usable = true;
        work.place.country = there;
        work.place.country_method = CountryMethod::kCoordinates;
        work.stated = {there, CountryMethod::kCoordinates, kCoordinatesConfidence, stated};
    }
}

}  // namespace sourcelight::resolve
