// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"
#include "sourcelight/publish/atlas_blocks.hpp"
#include "sourcelight/publish/report_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace sourcelight::publish {
namespace {

constexpr int kIndexDigits = 3;
constexpr int kScoreDigits = 4;
constexpr int kGoalpostDigits = 6;

struct Section {
    std::string_view heading;
    std::array<std::string_view, 2> paragraphs;
};

constexpr std::array kMethod{
    Section{"Two questions, kept apart",
            {"Prevalence: how many of 1,000 workers who make this good, or work in this sector, in "
             "this place are estimated to be in forced labour.",
             "Hazard: how likely a new public finding (official listing, import order) about this "
             "country and good is within 24 months. A pair that is listed for forced labour "
             "already shows since when instead. The two are never mixed into one score."}},
    Section{"From published totals to a place and good",
            {"Regional and sector totals of the published global estimates are shared out over "
             "countries and sectors by the number of workers, two country indices (one for where "
             "people are vulnerable, one for how workers from elsewhere are held) and official "
             "listings of goods. Evidence moves the shares; the totals stay as published.",
             "State-imposed programmes are a branch of their own, entered only from statutes, "
             "official listings or findings of international supervision."}},
    Section{"Regions",
            {"A region has an estimate of its own where a source counts cases there, or an order, "
             "a statute or a listing names it. Counts are drawn towards the country's rate, the "
             "more so the fewer there are.",
             "The country's estimate is that of work whose region is not known."}},
    Section{"Dates",
            {"Each date is a run of its own: it knows what was public on that day and nothing "
             "later. A listing that was withdrawn counts until then.",
             "The totals of the world that a date is scaled to are those public then, so that a "
             "step between two dates can come from new totals as well as from new evidence."}},
    Section{"Uncertainty",
            {"Every estimate is the median of joint draws with its 90 % interval. The draws are "
             "shared by all places, goods and dates.",
             "Grades say how close the evidence is to the work: C where the place and good are "
             "named or counted, D where country and sector are known, E where even those are "
             "partly imputed. A and B need evidence about a site and do not occur here."}},
};

constexpr std::array kLimits{
    "An estimate is an indication of risk, never a finding against anybody.",
    "National figures rest on few surveys. For most places and goods the interval, not the median, "
    "is the result.",
    "An estimate for a good holds for the work of making it in that place, whether or not the "
    "place makes much of it: production figures are held for some raw materials only.",
    "The mix of forms of forced labour is taken to be the same in every region of the world; that "
    "is an assumption.",
    "Official lists cover open and closely watched societies better. A place or good that is not "
    "listed is not cleared.",
    "A region has values of its own only where a source names or counts it; elsewhere the "
    "country's stand.",
    "A hatched place has no estimate: no data is not low risk.",
    "Leaving a place moves jobs as well as risk; ask first what can be mended.",
};

/// Whether a country's entry is a name that people write. The signs of its vehicles are not: "E"
/// would find Spain.
bool is_written_name(const reference::CountryName& entry) { return entry.kind != "sign"; }

/// The names by which a country can be found, in every language and spelling that the tables hold,
/// each once; of a region none.
std::vector<std::string> other_names(const reference::Reference& reference, const AtlasPlace& place,
                                     const std::string& name)
{
    std::vector<std::string> names;
    const auto* country = reference.countries.find(place.country);
    if (place.is_region() || country == nullptr) {
        return names;
    }
    std::set<std::string> known{fold(name), fold(place.code)};
    const auto add = [&](const std::string& text) {
        if (known.insert(fold(text)).second) {
            names.push_back(text);
        }
    };
    add(country->iso3);
    for (const auto& entry : reference.countries.names) {
        if (entry.country == place.country && is_written_name(entry)) {
            add(entry.text);
        }
    }
    return names;
}

std::string place_name(const reference::Reference& reference, const AtlasPlace& place)
{
    if (place.is_region()) {
        return reference.region_name(RegionCode{place.code});
    }
    const auto* country = reference.countries.find(place.country);
    return country == nullptr ? place.code : country->name;
}

void write_values(JsonStream& out, const std::vector<AtlasIndexValue>& values)
{
    const auto column = [&](std::string_view name, const auto& write) {
        out.key(name).begin_array();
        for (const auto& value : values) {
            write(value);
        }
        out.end_array();
    };
    out.begin_object();
    column("place", [&](const AtlasIndexValue& value) {
        out.integer(static_cast<std::int64_t>(value.place));
    });
    column("value", [&](const AtlasIndexValue& value) { out.number(value.value, kScoreDigits); });
    column("lo90", [&](const AtlasIndexValue& value) {
        out.number(value.interval90 ? std::optional{value.interval90->first} : std::nullopt,
                   kIndexDigits);
    });
    column("hi90", [&](const AtlasIndexValue& value) {
        out.number(value.interval90 ? std::optional{value.interval90->second} : std::nullopt,
                   kIndexDigits);
    });
    column("year", [&](const AtlasIndexValue& value) {
        out.number(value.year ? std::optional{static_cast<double>(*value.year)} : std::nullopt);
    });
    out.end_object();
}

void write_index(JsonStream& out, const AtlasContext& context, const AtlasIndex& index)
{
    out.begin_object();
    out.key("id").text(index.id);
    out.key("label").text(index.label);
    out.key("unit").text(index.unit);
    out.key("explain").text(index.explain);
    out.key("composite").boolean(index.composite);
    out.key("about").text(index.about);
    out.key("best").number(index.best, kGoalpostDigits);
    out.key("worst").number(index.worst, kGoalpostDigits);
    out.key("log").boolean(index.log);
    out.key("part_of").begin_array();
    if (!index.part_of.empty()) {
        out.begin_object();
        out.key("index").text(index.part_of);
        out.key("weight").number(index.weight);
        out.end_object();
    }
    out.end_array();
    out.key("at").begin_array();
    for (const auto& values : index.at) {
        write_values(out, values);
    }
    out.end_array();
    context.cite_whole(out.key("source"), index.dataset);
    out.end_object();
}

}  // namespace

void write_atlas_run(JsonStream& out, const AtlasContext& context)
{
    out.begin_object();
    write_version_facts(out, context.contents().record);
    out.end_object();
}

void write_atlas_dates(JsonStream& out, const AtlasContext& context)
{
    out.begin_array();
    for (const auto& date : context.contents().dates) {
        out.begin_object();
        out.key("date").date(date.date);
        out.key("label").text(date.label);
        out.key("anchors").text(date.anchors);
        out.end_object();
    }
    out.end_array();
}

void write_atlas_places(JsonStream& out, const AtlasContext& context)
{
    out.begin_array();
    for (const auto& place : context.contents().places) {
        const auto name = place_name(context.reference(), place);
        out.begin_object();
        out.key("code").text(place.code);
        out.key("name").text(name);
        out.key("country").text(place.country.view());
        out.key("names").begin_array();
        for (const auto& other : other_names(context.reference(), place, name)) {
            out.text(other);
        }
        out.end_array();
        out.end_object();
    }
    out.end_array();
}

void write_atlas_map(JsonStream& out, const AtlasContext& context)
{
    const auto boundaries = load_boundaries(context.reference().catalogue);
    const auto& codes = boundaries.table.text("code");
    out.begin_object();
    write_shapes(out.key("countries"), boundaries.table, "country",
                 [](std::size_t) { return true; });
    write_shapes(out.key("regions"), boundaries.table, "region",
                 [&](std::size_t row) { return context.place(codes[row]).has_value(); });
    out.end_object();
}

void write_atlas_indices(JsonStream& out, const AtlasContext& context)
{
    out.begin_array();
    for (const auto& index : context.contents().indices) {
        write_index(out, context, index);
    }
    out.end_array();
}

void write_atlas_method(JsonStream& out)
{
    out.begin_array();
    for (const auto& section : kMethod) {
        out.begin_object();
        out.key("heading").text(section.heading);
        out.key("paragraphs").begin_array();
        for (const auto paragraph : section.paragraphs) {
            out.text(paragraph);
        }
        out.end_array();
        out.end_object();
    }
    out.end_array();
}

void write_atlas_limits(JsonStream& out, const AtlasContext& context)
{
    out.begin_array();
    out.text(fmt::format("Every estimate is the median of {} joint draws with its 90 % interval; a "
                         "run with more draws moves the ends of wide intervals a little.",
                         context.contents().record.draws));
    for (const auto* limit : kLimits) {
        out.text(limit);
    }
    out.end_array();
}

void write_atlas_datasets(JsonStream& out, const AtlasContext& context)
{
    write_datasets(out, context.reference().catalogue, context.contents().record.datasets);
}

}  // namespace sourcelight::publish
