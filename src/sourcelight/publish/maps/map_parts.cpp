// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/map_parts.hpp"

#include "sourcelight/publish/maps/mapnik_fonts.hpp"
#include "sourcelight/publish/maps/shapes.hpp"
#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sourcelight::publish::maps {
namespace {

constexpr double kLine = 1.32;  // of the size
constexpr double kMargin = 28.0;
constexpr double kLegendRow = 11.2;
constexpr double kSwatchWidth = 20.0;
constexpr double kSwatchHeight = 8.6;
constexpr double kTickGap = 20.0;

struct Swatch {
    std::string fill;
    std::string outline;
    bool hatched = false;
    std::string label;
    std::size_t count = 0;
};

void add_swatch(Scene& scene, Point at, const Swatch& swatch)
{
    const Box box{at.x, at.y - kSwatchHeight + 1.2, at.x + kSwatchWidth, at.y + 1.2};
    const bool marked = !swatch.outline.empty();
    scene.layers.emplace_back(Areas{swatch.fill,
                                    marked ? swatch.outline : "#aab2b9",
                                    marked ? 1.2 : 0.35,
                                    1.0,
                                    {rectangle(box)}});
    if (swatch.hatched) {
        scene.layers.emplace_back(
            Lines{kNoDataHatch, 0.45, {}, hatch({rectangle(box)}, 2.4, true)});
    }
    add_text(scene, {box.x1 + 7, at.y}, swatch.label, 8.2);
    add_text(scene, {at.x + 168, at.y}, count_text(static_cast<std::int64_t>(swatch.count)), 8.2,
             Weight::kRegular, kInk, Align::kRight);
}

/// A logarithmic axis over what is drawn.
struct Axis {
    double x0;
    double x1;
    double low;
    double high;

    [[nodiscard]] double at(double value) const
    {
        const auto share = (std::log(std::clamp(value, low, high)) - std::log(low)) /
                           (std::log(high) - std::log(low));
        return x0 + share * (x1 - x0);
    }
};

Axis axis_of(const std::vector<IntervalRow>& rows, double x0, double x1)
{
    constexpr double kLeast = 1e-5;
    double low = 1e9;
    double high = kLeast * 2;
    for (const auto& row : rows) {
        if (row.estimate) {
            low = std::min(low, row.estimate->lo90);
            high = std::max(high, row.estimate->hi90);
        }
    }
    return {x0, x1, std::max(std::min(low, high / 2) * 0.9, kLeast), high * 1.1};
}

void add_ticks(Scene& scene, const Axis& axis, const Box& box, double top, Measure measure)
{
    Lines grid{"#dfe3e7", 0.4, {}, {}};
    const auto unit = measure == Measure::kHazard ? 0.01 : 1.0;
    // Powers of ten, and where they are few the values between them.
    const bool between = axis.high / axis.low < 30.0;
    double last = -1e9;
    for (int power = -4; power <= 4; ++power) {
        for (const auto factor : {1.0, 2.0, 5.0}) {
            const auto value = factor * std::pow(10.0, power) * unit;
            if (value < axis.low || value > axis.high || axis.at(value) - last < kTickGap ||
                (factor != 1.0 && !between)) {
                continue;
            }
            last = axis.at(value);
            grid.paths.push_back({{last, top}, {last, box.y1 - 9}});
            add_text(scene, {last, box.y1 - 1}, value_text(value, measure), 6.8, Weight::kRegular,
                     kQuiet, Align::kMiddle);
        }
    }
    scene.layers.emplace_back(std::move(grid));
}

void add_interval(Scene& scene, const Axis& axis, double y, const Estimate& estimate, bool listed)
{
    const char* colour = listed ? kEvidence : kRamp[5];
    scene.layers.emplace_back(
        Lines{colour, 0.8, {}, {{{axis.at(estimate.lo90), y}, {axis.at(estimate.hi90), y}}}});
    scene.layers.emplace_back(
        Lines{colour, 2.6, {}, {{{axis.at(estimate.lo50), y}, {axis.at(estimate.hi50), y}}}});
    const auto x = axis.at(estimate.median);
    scene.layers.emplace_back(
        Areas{"#ffffff", colour, 0.9, 1.0, {rectangle({x - 0.9, y - 3.2, x + 0.9, y + 3.2})}});
}

}  // namespace

void add_text(Scene& scene, Point at, std::string_view text, double size, Weight weight,
              const char* colour, Align align)
{
    Texts texts;
    texts.weight = weight;
    texts.size = size;
    texts.colour = colour;
    texts.align = align;
    texts.items.push_back({at, std::string{text}});
    scene.layers.emplace_back(std::move(texts));
}

double add_paragraph(Scene& scene, Point at, std::string_view text, double size, double width,
                     const char* colour)
{
    for (const auto& line : broken(text, Weight::kRegular, size, width)) {
        add_text(scene, at, line, size, Weight::kRegular, colour);
        at.y += size * kLine;
    }
    return at.y;
}

void add_heading(Scene& scene, std::string_view title, std::string_view subtitle)
{
    constexpr double kLargest = 19.0;
    constexpr double kSmallest = 10.5;
    const auto room = scene.width - 2 * kMargin;
    auto size = kLargest;
    while (size > kSmallest && text_width(title, Weight::kBold, size) > room) {
        size -= 0.5;
    }
    add_text(scene, {kMargin, 39}, fitted(title, Weight::kBold, size, room), size, Weight::kBold);
    add_text(scene, {kMargin, 55}, fitted(subtitle, Weight::kRegular, 9.6, room), 9.6,
             Weight::kRegular, kQuiet);
    scene.title = title;
    scene.say.emplace_back(subtitle);
}

void add_legend(Scene& scene, Point at, Measure measure, const LegendWords& words,
                const LegendCounts& counts)
{
    add_text(scene, at, words.unit, 8.2, Weight::kBold);
    add_text(scene, {at.x + 168, at.y}, words.counted, 7.2, Weight::kRegular, kQuiet,
             Align::kRight);
    at.y += kLegendRow + 1.5;
    std::vector<Swatch> swatches;
    for (std::size_t i = kClasses; i-- > 0;) {
        swatches.push_back(
            {kRamp[i], {}, false, std::string{class_label(i, measure)}, counts.classes[i]});
    }
    const bool hazard = measure == Measure::kHazard;
    swatches.push_back({hazard ? kListedFill : "#ffffff", kEvidence, false,
                        std::string{words.listed}, counts.listed});
    swatches.push_back({kNoData, {}, true, std::string{words.no_data}, counts.no_data});
    for (const auto& swatch : swatches) {
        add_swatch(scene, at, swatch);
        scene.say.push_back(fmt::format("{}: {} {}", swatch.label, swatch.count, words.counted));
        at.y += kLegendRow;
    }
}

void add_notes(Scene& scene, const Box& box, const std::vector<std::string>& notes)
{
    auto y = box.y0;
    for (const auto& note : notes) {
        if (!note.empty()) {
            y = add_paragraph(scene, {box.x0, y}, note, 7.4, box.width()) + 3.2;
            scene.say.push_back(note);
        }
    }
}

void add_sources(Scene& scene, const std::vector<std::string>& sources)
{
    constexpr double kSize = 5.8;
    constexpr double kFoot = 14.0;
    const auto text = fmt::format("{}", fmt::join(sources, " "));
    const auto width = scene.width - 2 * kMargin;
    const auto lines = broken(text, Weight::kRegular, kSize, width).size();
    const auto y = scene.height - kFoot - static_cast<double>(lines - 1) * kSize * kLine;
    add_paragraph(scene, {kMargin, y}, text, kSize, width, kQuiet);
    scene.say.push_back(text);
}

void add_intervals(Scene& scene, const Box& box, std::string_view heading, Measure measure,
                   double names, const std::vector<IntervalRow>& rows)
{
    constexpr double kValues = 88.0;
    constexpr double kRow = 11.0;
    add_text(scene, {box.x0, box.y0}, heading, 8.2, Weight::kBold);
    if (rows.empty()) {
        return;
    }
    const auto top = box.y0 + 5;
    const auto axis = axis_of(rows, box.x0 + names + 6, box.x1 - kValues);
    const Box plot{box.x0, box.y0, box.x1, top + 15 + kRow * static_cast<double>(rows.size())};
    add_ticks(scene, axis, plot, top, measure);
    auto y = top + kRow;
    for (const auto& row : rows) {
        const auto indent = row.number.empty() ? 0.0 : 14.0;
        add_text(scene, {box.x0, y}, row.number, 8.0, Weight::kBold);
        const auto name = fitted(row.name, Weight::kRegular, 8.2, names - indent);
        add_text(scene, {box.x0 + indent, y}, name, 8.2, Weight::kRegular,
                 row.listed ? kEvidence : kInk);
        if (row.estimate) {
            add_interval(scene, axis, y - 2.8, *row.estimate, row.listed);
        }
        const auto words = row.estimate ? range_text(*row.estimate, measure) : row.instead;
        add_text(scene, {box.x1, y}, words, 7.6, Weight::kRegular, kQuiet, Align::kRight);
        scene.say.push_back(fmt::format("{}: {}", name, words));
        y += kRow;
    }
}

void add_parallel_scales(Scene& scene, Point at, const Projection& world, const Placing& placing)
{
    constexpr double kKm = 2000.0;
    constexpr double kEarthRadius = 6371.0088;
    constexpr double kDegree = 3.14159265358979323846 / 180.0;
    constexpr double kRow = 9.0;
    constexpr double kSize = 6.4;
    const auto middle = world.west() + 180.0;
    for (const auto& [lat, name] :
         {std::pair{0.0, "at the equator"}, std::pair{30.0, "at 30\u00b0"},
          std::pair{60.0, "at 60\u00b0"}}) {
        const auto turn = kKm / (kEarthRadius * std::cos(lat * kDegree)) / kDegree;
        const auto length =
            (world({middle + turn, lat}).x - world({middle, lat}).x) * placing.scale;
        const auto end = at.x + length;
        scene.layers.emplace_back(Lines{kInk,
                                        0.7,
                                        {},
                                        {{{at.x, at.y - 2}, {at.x, at.y + 2}},
                                         {{at.x, at.y}, {end, at.y}},
                                         {{end, at.y - 2}, {end, at.y + 2}}}});
        add_text(scene, {end + 4, at.y + 2.2}, name, kSize, Weight::kRegular, kQuiet);
        at.y -= kRow;
    }
    const auto words = count_text(static_cast<std::int64_t>(kKm)) + " km from west to east";
    add_text(scene, {at.x, at.y + 2.2}, words, kSize, Weight::kRegular, kQuiet);
    scene.say.push_back("Scale: bars of " + words +
                        " at the equator, at 30\u00b0 and at 60\u00b0, north and south.");
}

void add_scale_bar(Scene& scene, Point at, double points_per_km, double longest)
{
    double length = 1.0;
    for (int power = 0; power <= 4; ++power) {
        for (const auto factor : {1.0, 2.0, 5.0}) {
            const auto km = factor * std::pow(10.0, power);
            length = km * points_per_km <= longest ? km : length;
        }
    }
    const auto end = at.x + length * points_per_km;
    scene.layers.emplace_back(
        Lines{kInk, 0.7, {}, {{{at.x, at.y - 3}, {at.x, at.y}, {end, at.y}, {end, at.y - 3}}}});
    add_text(scene, {(at.x + end) / 2, at.y - 3},
             count_text(static_cast<std::int64_t>(std::lround(length))) + " km", 6.8,
             Weight::kRegular, kInk, Align::kMiddle);
}

}  // namespace sourcelight::publish::maps
