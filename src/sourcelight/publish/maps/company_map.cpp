// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/company_map.hpp"

#include "sourcelight/publish/headline.hpp"
#include "sourcelight/publish/maps/base_map.hpp"
#include "sourcelight/publish/maps/company_parts.hpp"
#include "sourcelight/publish/maps/extent.hpp"
#include "sourcelight/publish/maps/labels.hpp"
#include "sourcelight/publish/maps/map_parts.hpp"
#include "sourcelight/publish/maps/mapnik_fonts.hpp"
#include "sourcelight/publish/maps/supplier_marks.hpp"
#include "sourcelight/publish/maps/world_map.hpp"
#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace sourcelight::publish::maps {
namespace {

constexpr double kMapTop = 63.0;
constexpr double kMapFoot = 405.0;
constexpr double kPanelTop = 434.0;
constexpr double kSides = 28.0;
constexpr double kNames = 158.0;  // of the first priorities
constexpr double kGroupCell = 9.0;

/// Rows of the list, those of one supplier once.
std::int64_t suppliers_of(const RunCollection& run) { return run.rows - run.repeats; }

/// The records of the first priorities, in order.
std::vector<const SupplierRecord*> first_records(const RunCollection& run)
{
    std::vector<const SupplierRecord*> records;
    for (const auto& supplier : run.suppliers) {
        if (supplier.rank.priority &&
            *supplier.rank.priority <= static_cast<std::int64_t>(kFirstRanks)) {
            records.push_back(&supplier);
        }
    }
    return records;
}

/// Countries of the first priorities, the most frequent first, at most three.
std::vector<std::string> first_countries(const Company& company)
{
    std::vector<std::pair<int, std::string>> counts;
    for (const auto* record : first_records(company.run)) {
        auto name = country_name(company, record->place.country.view());
        const auto found = std::find_if(counts.begin(), counts.end(), [&name](const auto& entry) {
            return entry.second == name;
        });
        if (found == counts.end()) {
            counts.emplace_back(1, std::move(name));
        } else {
            ++found->first;
        }
    }
    std::stable_sort(counts.begin(), counts.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min<std::size_t>(counts.size(), 3); ++i) {
        names.push_back(counts[i].second);
    }
    return names;
}

/// "China, India and Nepal".
std::string joined(const std::vector<std::string>& names)
{
    auto text = names.front();
    for (std::size_t i = 1; i < names.size(); ++i) {
        text += (i + 1 == names.size() ? " and " : ", ") + names[i];
    }
    return text;
}

std::string title_of(const Company& company)
{
    const auto count = suppliers_of(company.run);
    const auto countries = company.countries.size();
    auto title =
        fmt::format("{} {} in {} {}", count_text(count), count == 1 ? "supplier" : "suppliers",
                    countries, countries == 1 ? "country" : "countries");
    const auto names = first_countries(company);
    if (!names.empty() && countries > 1) {
        title += fmt::format("; those to look at first are in {}", joined(names));
    }
    return title;
}

LegendCounts counts_of(const Company& company)
{
    LegendCounts counts;
    for (const auto& mark : company.marks) {
        if (mark.prevalence) {
            ++counts.classes[class_of(*mark.prevalence, Measure::kPrevalence)];
        } else {
            ++counts.no_data;
        }
        counts.listed += mark.listed ? 1U : 0U;
    }
    return counts;
}

std::vector<IntervalRow> first_rows(const Company& company)
{
    std::vector<IntervalRow> rows;
    for (const auto* record : first_records(company.run)) {
        const auto country = country_name(company, record->place.country.view());
        auto name = record->name.empty() ? fmt::format("row {}", record->row) : record->name;
        const auto behind = ", " + fitted(country, Weight::kRegular, 8.2, 70.0);
        const auto room = kNames - 15.0 - text_width(behind, Weight::kRegular, 8.2);
        rows.push_back({fitted(name, Weight::kRegular, 8.2, room) + behind,
                        std::to_string(*record->rank.priority),
                        {},
                        record->assessed.site_probability,
                        {},
                        record->assessed.listed_since.has_value()});
    }
    return rows;
}

/// What the circles mean; returns where the notes go on.
double add_symbols(Scene& scene, Point at)
{
    const auto row = [&](MarkGroup group, std::string_view words) {
        group.at = {at.x + 9, at.y - 2.8};
        group.radius = 4.0;
        add_marks(scene, {group}, {0.0, 0.0, scene.width, scene.height});
        add_text(scene, {at.x + 22, at.y}, words, 7.6);
        at.y += 12.4;
    };
    MarkGroup group;
    group.count = 1;
    group.tone = 3;
    group.exact = true;
    row(group, "site known (coordinates or address)");
    group.exact = false;
    row(group, "only its city, region or country known");
    group.exact = true;
    group.listed = 1;
    row(group, "place and good on an official list");
    auto x = at.x + 4;
    for (const std::size_t count : {std::size_t{1}, std::size_t{10}, std::size_t{100}}) {
        const auto radius = mark_radius(count);
        x += radius;
        scene.layers.emplace_back(
            Areas{"#ffffff", kQuiet, 0.5, 1.0, {disc({x, at.y + 2.0}, radius)}});
        x += radius + 3;
        add_text(scene, {x, at.y + 5}, std::to_string(count), 7.2);
        x += 20;
    }
    add_text(scene, {x - 4, at.y + 5}, "suppliers", 7.2);
    return at.y + 22;
}

void add_panel(Scene& scene, const Company& company, std::string_view projection)
{
    add_legend(
        scene, {28, kPanelTop}, Measure::kPrevalence,
        {"Per 1,000 workers", "suppliers", "of these, officially listed", "not scored: no data"},
        counts_of(company));
    add_intervals(scene, {218, kPanelTop, 584, scene.height},
                  "Look here first: chance of someone in forced labour at the site",
                  Measure::kHazard, kNames, first_rows(company));
    const auto y = add_symbols(scene, {606, kPanelTop});
    std::vector<std::string> notes{std::string{kVerdict}};
    const auto drawn = static_cast<std::int64_t>(company.marks.size());
    if (drawn < suppliers_of(company.run)) {
        notes.push_back(fmt::format("{} of {} suppliers are drawn; the others have no place, or "
                                    "come later in the order of priority.",
                                    count_text(drawn), count_text(suppliers_of(company.run))));
    }
    notes.emplace_back(projection);
    add_notes(scene, {606, y, scene.width - kSides, scene.height}, notes);
    add_sources(scene, company.sources);
}

Scene page_of(const Company& company, std::string_view subtitle)
{
    Scene scene;
    add_heading(scene, title_of(company), subtitle);
    return scene;
}

std::string first_sentence(const Company& company)
{
    return fmt::format("{} As of {}.", headline(company.outcome.totals).front(),
                       to_string(company.outcome.record.as_of));
}

Scene world_page(const Company& company)
{
    auto scene = page_of(company, first_sentence(company));
    const auto projection = Projection::world();
    const auto placing = world_placing(projection, scene.width, kMapTop);
    add_sea(scene, projection, placing);
    add_land(scene, company, projection, placing, false);
    const auto groups = group_marks(company.marks, projection, placing, kGroupCell);
    add_place_names(scene, countries_by_suppliers(company), groups, projection, placing, 6.6);
    add_marks(scene, groups, placing.frame);
    add_parallel_scales(scene, {placing.frame.x0, placing.frame.y1 - 6}, projection, placing);
    add_panel(scene, company, "Equal Earth projection: areas are true, distances are not.");
    return scene;
}

std::vector<Box> inset_frames(double right)
{
    constexpr double kWidth = 190.0;
    constexpr double kGap = 16.0;
    constexpr double kHeight = (kMapFoot - kMapTop - 2 * kGap) / 3;
    std::vector<Box> frames;
    for (int i = 0; i < 3; ++i) {
        const auto top = kMapTop + i * (kHeight + kGap);
        frames.push_back({right - kWidth, top, right, top + kHeight});
    }
    return frames;
}

/// How many suppliers a window shows and, of an inset, in which region most of them are.
std::string caption(const Company& company, const std::vector<MarkGroup>& groups, bool inset)
{
    std::size_t count = 0;
    std::map<std::string_view, std::size_t> regions;
    for (const auto& group : groups) {
        count += group.count;
        for (const auto* record : group.records) {
            ++regions[record->place.region.view()];
        }
    }
    const auto words = fmt::format("{} {}", count_text(static_cast<std::int64_t>(count)),
                                   count == 1 ? "supplier" : "suppliers");
    const auto most =
        std::max_element(regions.begin(), regions.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (!inset || most == regions.end()) {
        return words;
    }
    for (const auto& shape : company.boundaries.regions) {
        if (shape.code == most->first) {
            return fmt::format("{}, {}: {}", shape.name, country_name(company, shape.country),
                               words);
        }
    }
    return words;
}

/// Land, suppliers and names of one window with its frame and scale bar.
void add_window(Scene& scene, const Company& company, const Window& window, bool inset)
{
    const auto& placing = window.placing;
    add_land(scene, company, window.projection, placing, true);
    const auto groups =
        group_marks(company.marks, window.projection, placing, inset ? 6.0 : kGroupCell);
    add_place_names(scene, inset ? all_regions(company) : countries_by_suppliers(company), groups,
                    window.projection, placing, inset ? 6.4 : 7.4);
    add_marks(scene, groups, placing.frame);
    scene.layers.emplace_back(Lines{kQuiet, 0.6, {}, {outline(placing.frame)}});
    const auto longest = inset ? 50.0 : 90.0;
    add_scale_bar(scene, {placing.frame.x1 - longest, placing.frame.y1 + 11}, placing.scale,
                  longest);
    const auto room = placing.frame.width() - longest - 8.0;
    add_text(scene, {placing.frame.x0, placing.frame.y1 + 10},
             fitted(caption(company, groups, inset), Weight::kRegular, 7.0, room), 7.0,
             Weight::kRegular, kQuiet);
}

void add_letter(Scene& scene, Point at, std::size_t index)
{
    const std::string letter(1, static_cast<char>('A' + index));
    const Box plate{at.x, at.y, at.x + 12, at.y + 12};
    scene.layers.emplace_back(Areas{kInk, {}, 0.0, 1.0, {rectangle(plate)}});
    add_text(scene, {at.x + 6, at.y + 9}, letter, 8.0, Weight::kBold, "#ffffff", Align::kMiddle);
}

Scene extent_page(const Company& company)
{
    auto scene = page_of(company, {});
    const auto right = scene.width - kSides;
    auto window = main_window(company.marks, {kSides, kMapTop, right, kMapFoot});
    auto frames = inset_frames(right);
    auto insets = inset_windows(company.marks, window, frames);
    if (!insets.empty()) {
        window = main_window(company.marks, {kSides, kMapTop, frames.front().x0 - 8, kMapFoot});
    }
    std::size_t inside = 0;
    for (const auto& group :
         group_marks(company.marks, window.projection, window.placing, kGroupCell)) {
        inside += group.count;
    }
    const auto subtitle = fmt::format(
        "The part of the world where most are, as of {}: {} of {} suppliers",
        to_string(company.outcome.record.as_of), count_text(static_cast<std::int64_t>(inside)),
        count_text(suppliers_of(company.run)));
    scene = page_of(company, subtitle);
    add_window(scene, company, window, false);
    for (std::size_t i = 0; i < insets.size(); ++i) {
        const auto outline_here = inset_outline(insets[i], window);
        scene.layers.emplace_back(Lines{kInk, 0.7, {}, {outline_here}});
        add_letter(scene, {outline_here[1].x, outline_here[1].y}, i);
        add_window(scene, company, insets[i], true);
        add_letter(scene, {insets[i].placing.frame.x0, insets[i].placing.frame.y0}, i);
    }
    add_panel(
        scene, company,
        "Lambert's azimuthal equal-area projection around the middle of each map. Borders are "
        "simplified for drawing: a site by the water may seem to lie in it.");
    return scene;
}

}  // namespace

std::vector<CompanyPage> company_maps(const RunOutcome& outcome, const RunCollection& run,
                                      const reference::Catalogue& catalogue)
{
    Company company{outcome, run, {}, {}, {}, map_sources(catalogue, outcome.anchors_text, true)};
    for (const auto& supplier : run.suppliers) {
        if (!supplier.place.country.empty()) {
            ++company.countries[supplier.place.country.view()];
        }
    }
    company.boundaries = load_boundaries(catalogue, [&company](std::string_view country) {
        return suppliers_in(company, country) > 0;
    });
    company.marks = supplier_marks(run, company.boundaries);
    std::vector<CompanyPage> pages;
    pages.push_back({"world", world_page(company)});
    if (!company.marks.empty()) {
        pages.push_back({"extent", extent_page(company)});
    }
    return pages;
}

}  // namespace sourcelight::publish::maps
