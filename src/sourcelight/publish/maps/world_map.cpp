// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/world_map.hpp"

#include "sourcelight/publish/maps/base_map.hpp"
#include "sourcelight/publish/maps/labels.hpp"
#include "sourcelight/publish/maps/map_parts.hpp"
#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sourcelight::publish::maps {
namespace {

constexpr double kMapTop = 63.0;
constexpr double kPanelGap = 20.0;
constexpr std::size_t kTopRows = 9;
constexpr std::size_t kMostLabels = 30;
constexpr std::size_t kMostTold = 16;
constexpr double kLabelSize = 7.0;
/// Width of a country of usual form, in roots of its area.
constexpr double kRoom = 1.3;

/// Places by the estimate, highest first; ties by code.
std::vector<const DrawnPlace*> highest(const std::vector<DrawnPlace>& places, Measure measure)
{
    std::vector<const DrawnPlace*> order;
    for (const auto& place : places) {
        // The forecast is of a country's listing: its regions would only repeat it.
        const bool repeats = measure == Measure::kHazard && place.shape->code.size() > 2;
        if (place.measure != nullptr && !repeats && estimate_of(*place.measure, measure)) {
            order.push_back(&place);
        }
    }
    const auto key = [measure](const DrawnPlace* place) {
        return std::pair{-estimate_of(*place->measure, measure)->median, place->shape->code};
    };
    std::sort(order.begin(), order.end(),
              [&key](const auto* a, const auto* b) { return key(a) < key(b); });
    return order;
}

/// A title names what holds: at most two places, each among the ten highest of the map in four
/// draws of five. A median alone may lead by chance where intervals are wide.
std::vector<const DrawnPlace*> leaders_of(const std::vector<const DrawnPlace*>& order,
                                          Measure measure)
{
    constexpr float kHolds = 0.8F;
    constexpr std::size_t kMost = 2;
    std::vector<const DrawnPlace*> leaders;
    for (const auto* place : order) {
        const auto share = measure == Measure::kHazard ? place->measure->leads_hazard
                                                       : place->measure->leads_prevalence;
        if (share >= kHolds && leaders.size() < kMost) {
            leaders.push_back(place);
        }
    }
    return leaders;
}

LegendCounts counts_of(const std::vector<DrawnPlace>& places)
{
    LegendCounts counts;
    for (const auto& [shape, page, look, measure, dot] : places) {
        if (look.tone) {
            ++counts.classes[*look.tone];
        }
        counts.listed += look.listed ? 1U : 0U;
        counts.wide += look.wide ? 1U : 0U;
        counts.no_data += look.no_data() ? 1U : 0U;
    }
    return counts;
}

/// The country of a region; empty of a country.
std::string country_of(const DrawnPlace& place, const std::vector<DrawnPlace>& places)
{
    const auto country = std::find_if(places.begin(), places.end(), [&place](const auto& other) {
        return other.shape->code == place.shape->country;
    });
    return place.shape->code.size() == 2 || country == places.end() ? std::string{}
                                                                    : country->shape->name;
}

std::string full_name(const DrawnPlace& place, const std::vector<DrawnPlace>& places)
{
    const auto country = country_of(place, places);
    return country.empty() ? place.shape->name : place.shape->name + ", " + country;
}

std::string name_with_country(const DrawnPlace& place, const std::vector<DrawnPlace>& places)
{
    const auto country = country_of(place, places);
    return country.empty() ? place.shape->name : fmt::format("{} ({})", place.shape->name, country);
}

std::string countries_text(std::size_t count)
{
    return fmt::format("{} {}", count, count == 1 ? "country" : "countries");
}

/// Countries with a listing: a region shares its country's.
std::size_t listed_countries(const std::vector<DrawnPlace>& places)
{
    return static_cast<std::size_t>(
        std::count_if(places.begin(), places.end(), [](const DrawnPlace& place) {
            return place.look.listed && place.shape->code.size() == 2;
        }));
}

std::string title_of(const WorldMapInputs& in, const std::vector<DrawnPlace>& places,
                     const std::vector<const DrawnPlace*>& order)
{
    const auto listed = listed_countries(places);
    auto title = fmt::format("{}, {}: ", in.label, month_text(in.as_of));
    if (in.good) {
        title += listed == 0
                     ? "not listed for forced labour"
                     : fmt::format("listed for forced labour in {}", countries_text(listed));
        title += "; ";
    }
    if (order.empty()) {
        return title + "no estimate";
    }
    const auto leaders = leaders_of(order, in.measure);
    if (leaders.empty()) {
        return title + "no place clearly leads";
    }
    title += in.measure == Measure::kHazard ? "a new finding is most likely for "
                                            : "estimates highest in ";
    title += name_with_country(*leaders[0], places);
    if (leaders.size() > 1) {
        title += " and " + name_with_country(*leaders[1], places);
    }
    return title;
}

/// What stands at the most that the model allows, in one sentence; empty if nothing does.
std::string ceiling_sentence(const std::vector<DrawnPlace>& places,
                             const std::vector<const DrawnPlace*>& order, Measure measure)
{
    constexpr float kHalf = 0.5F;
    constexpr float kTail = 0.05F;  // beyond a 90 % interval
    constexpr std::size_t kMostNames = 4;
    if (measure == Measure::kHazard) {
        return {};
    }
    std::vector<std::string> medians;
    std::size_t ends = 0;
    for (const auto* place : order) {
        const auto held = place->measure->held_at_ceiling;
        if (held >= kHalf) {
            medians.push_back(full_name(*place, places));
        } else if (held >= kTail) {
            ++ends;
        }
    }
    std::string said;
    if (!medians.empty()) {
        const auto more = medians.size() - std::min(medians.size(), kMostNames);
        medians.resize(medians.size() - more);
        said = fmt::format("At the model's ceiling: {}{}.", fmt::join(medians, "; "),
                           more == 0 ? "" : fmt::format("; {} more", more));
    }
    if (ends > 0) {
        said += fmt::format("{}At {} {} the upper end of the interval is the model's ceiling.",
                            said.empty() ? "" : " ", ends, ends == 1 ? "place" : "places");
    }
    return said;
}

std::string subtitle_of(const WorldMapInputs& in)
{
    const auto date = to_string(in.as_of);
    return in.measure == Measure::kHazard
               ? fmt::format("Chance of a first official finding for this work within 24 months of "
                             "{} (median of {} draws)",
                             date, count_text(in.draws))
               : fmt::format("People in forced labour per 1,000 workers in this work (median of {} "
                             "draws){}",
                             count_text(in.draws),
                             in.good ? ", and official listings in force on " + date
                                     : ", as of " + date);
}

void add_names(Scene& scene, const std::vector<DrawnPlace>& places,
               const std::vector<const DrawnPlace*>& order, const Box& frame)
{
    const auto first = std::min(order.size(), kTopRows);
    std::vector<const DrawnPlace*> named{order.begin(),
                                         order.begin() + static_cast<std::ptrdiff_t>(first)};
    const auto add_if = [&](const DrawnPlace* place) {
        if (place->look.listed && place->shape->code.size() == 2 &&
            std::find(named.begin(), named.end(), place) == named.end()) {
            named.push_back(place);
        }
    };
    std::for_each(order.begin(), order.end(), add_if);
    for (const auto& place : places) {
        add_if(&place);
    }
    named.resize(std::min(named.size(), kMostLabels));
    std::vector<LabelWish> wishes;
    for (std::size_t i = 0; i < named.size(); ++i) {
        const auto& place = *named[i];
        // The first ones bear the number of their interval below, alone where a name has no room.
        const auto number = i < first ? fmt::format("{}", i + 1) : std::string{};
        wishes.push_back({place.page.label, place.dot ? kDotRadius : 0.0,
                          number.empty() ? place.shape->name : number + " " + place.shape->name,
                          false, number, place.dot ? 0.0 : kRoom * std::sqrt(place.page.area)});
    }
    std::vector<Box> markers;
    for (const auto& place : places) {
        if (place.dot) {
            markers.push_back(box_around(place.page.label, kDotRadius));
        }
    }
    Texts look;
    look.size = kLabelSize;
    look.halo = 1.3;
    auto placed = place_labels(wishes, std::move(markers), frame, look);
    scene.layers.emplace_back(std::move(placed.leaders));
    scene.layers.emplace_back(std::move(placed.texts));
    scene.layers.emplace_back(std::move(placed.briefs));
}

std::vector<IntervalRow> rows_of(const std::vector<DrawnPlace>& places,
                                 const std::vector<const DrawnPlace*>& order, Measure measure)
{
    std::vector<IntervalRow> rows;
    for (std::size_t i = 0; i < std::min(order.size(), kTopRows); ++i) {
        const auto& place = *order[i];
        rows.push_back({full_name(place, places),
                        std::to_string(i + 1),
                        {},
                        estimate_of(*place.measure, measure),
                        {},
                        place.look.listed});
    }
    return rows;
}

/// Names the listed countries and says why the legend may count more: it counts what is drawn.
std::string listed_sentence(const std::vector<DrawnPlace>& places, const LegendCounts& counts)
{
    std::vector<std::string> names;
    for (const auto& place : places) {
        if (place.look.listed && place.shape->code.size() == 2) {
            names.push_back(place.shape->name);
        }
    }
    if (names.empty()) {
        return {};
    }
    std::sort(names.begin(), names.end());
    const auto all = names.size();
    names.resize(std::min(all, kMostTold));
    auto text = fmt::format("Listed for forced labour: {}{}.", fmt::join(names, ", "),
                            all > names.size() ? " and others" : "");
    if (counts.listed > all) {
        text += fmt::format(" The legend counts {} listed places: {} and {} {} drawn by {}.",
                            counts.listed, countries_text(all), counts.listed - all,
                            counts.listed - all == 1 ? "region" : "regions",
                            counts.listed - all == 1 ? "itself" : "themselves");
    }
    return text;
}

/// How sure the picture is, in one sentence from its own numbers.
std::string width_sentence(const std::vector<const DrawnPlace*>& order, const LegendCounts& counts,
                           Measure measure)
{
    std::vector<double> factors;
    for (const auto* place : order) {
        const auto& estimate = *estimate_of(*place->measure, measure);
        if (estimate.lo90 > 0) {
            factors.push_back(estimate.hi90 / estimate.lo90);
        }
    }
    if (factors.empty()) {
        return {};
    }
    const auto middle = factors.begin() + static_cast<std::ptrdiff_t>(factors.size() / 2);
    std::nth_element(factors.begin(), middle, factors.end());
    return fmt::format(
        "How sure: the upper end of a typical 90 % interval is {:.0f} times its lower "
        "end; at {} of {} places the interval spans four classes or more.",
        *middle, counts.wide, order.size());
}

}  // namespace

std::vector<std::string> map_sources(const reference::Catalogue& catalogue,
                                     std::string_view anchors, bool listings)
{
    std::vector<std::string> sources;
    const auto cite = [&](std::string_view id) {
        if (const auto index = catalogue.find(id)) {
            const auto& manifest = catalogue.manifest(*index);
            sources.push_back(fmt::format("{} ({}).", manifest.attribution, manifest.edition));
        }
    };
    if (listings) {
        cite("usdol/list_of_goods");
    }
    sources.emplace_back(anchors);
    if (const auto index = catalogue.find("sourcelight/display_boundaries")) {
        sources.push_back(catalogue.manifest(*index).attribution +
                          ". Drawing a border takes no position on any claim.");
    }
    sources.emplace_back(
        "Made with sourcelight; every dataset with edition and licence: sourcelight data "
        "list.");
    return sources;
}

Scene world_map(const WorldMapInputs& in, const reference::Catalogue& catalogue)
{
    Scene scene;
    const auto boundaries = load_boundaries(catalogue, has_regions(in.places));
    const auto projection = Projection::world();
    const auto placing = world_placing(projection, scene.width, kMapTop);
    const auto places = lay_places(boundaries, in.places, in.measure, projection, placing);
    const auto order = highest(places, in.measure);
    const auto counts = counts_of(places);

    add_heading(scene, title_of(in, places, order), subtitle_of(in));
    add_sea(scene, projection, placing);
    add_places(scene, places);
    add_parallel_scales(scene, {placing.frame.x0, placing.frame.y1 - 6}, projection, placing);
    add_names(scene, places, order, placing.frame);

    const auto top = placing.frame.y1 + kPanelGap;
    const bool hazard = in.measure == Measure::kHazard;
    const auto countries = countries_text(listed_countries(places));
    const auto listed = hazard ? fmt::format("listed ({}): no forecast", countries)
                               : fmt::format("of these, listed ({})", countries);
    add_legend(scene, {28, top}, in.measure,
               {hazard ? "Chance within 24 months" : "Per 1,000 workers", "places", listed,
                "no data (not the same as low)"},
               counts);
    add_intervals(scene, {224, top, 556, scene.height},
                  "Highest estimates, numbered on the map: 90 % and 50 % intervals, median",
                  in.measure, 128.0, rows_of(places, order, in.measure));
    add_notes(scene, {584, top, scene.width - 28, scene.height},
              {std::string{kVerdict}, listed_sentence(places, counts),
               "A colour is the estimate for such work where it is done; it does not say that the "
               "place has any. Places are countries, and regions where something is known of the "
               "region itself.",
               width_sentence(order, counts, in.measure),
               ceiling_sentence(places, order, in.measure),
               "Equal Earth projection: areas are true, distances are not."});
    add_sources(scene, in.sources);
    return scene;
}

}  // namespace sourcelight::publish::maps
