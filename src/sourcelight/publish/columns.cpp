// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/columns.hpp"

#include <algorithm>
#include <array>

namespace sourcelight::publish {
namespace {

using Row = ResultRow;
using assess::AssessedSupplier;

template <MaybeEstimate AssessedSupplier::*kMember, double Estimate::*kPart>
std::optional<float> part(const Row& row)
{
    const auto& estimate = row.assessed.*kMember;
    return estimate ? std::optional{static_cast<float>((*estimate).*kPart)} : std::nullopt;
}

std::int64_t row_number(const Row& row)
{
    return row.batch.suppliers->first_row + static_cast<std::int64_t>(row.index);
}

template <typename T>
std::optional<T> when(bool known, T value)
{
    return known ? std::optional{value} : std::nullopt;
}

void append_activity(const Row& row, std::string& out, std::string reference::ActivityNode::*text)
{
    if (row.activity.node != NodeId::kNone) {
        out += (*row.names.tree)[row.activity.node].*text;
    }
}

void append_good(const Row& row, std::string& out)
{
    if (row.activity.good != GoodId::kNone) {
        out += (*row.names.goods)[row.activity.good].slug;
    }
}

/// Each code once, in order of first appearance.
void append_finding_codes(const Row& row, std::string& out)
{
    const auto findings = row.findings.of(row.index);
    const auto start = out.size();
    for (auto it = findings.begin(); it != findings.end(); ++it) {
        const auto same_code = [it](const Finding* f) { return f->kind == (*it)->kind; };
        if (std::none_of(findings.begin(), it, same_code)) {
            out += out.size() == start ? "" : ",";
            out += (*it)->kind->code;
        }
    }
}

void append_band(const Row& row, std::string& out) { out += assess::band_label(row.assessed.band); }

void append_grade(const Row& row, std::string& out)
{
    if (is_scored(row.assessed)) {
        out += row.assessed.grade;
    }
}

void append_action(const Row& row, std::string& out)
{
    if (is_scored(row.assessed)) {
        out += assess::action_name(row.assessed.action);
    }
}

template <MaybeEstimate AssessedSupplier::*kMember>
constexpr Float32Getter kMedian = part<kMember, &Estimate::median>;
template <MaybeEstimate AssessedSupplier::*kMember>
constexpr Float32Getter kLow = part<kMember, &Estimate::lo90>;
template <MaybeEstimate AssessedSupplier::*kMember>
constexpr Float32Getter kHigh = part<kMember, &Estimate::hi90>;

constexpr auto kP = &AssessedSupplier::prevalence_per_1000;
constexpr auto kRelative = &AssessedSupplier::prevalence_relative;
constexpr auto kS = &AssessedSupplier::site_probability;
constexpr auto kH = &AssessedSupplier::hazard_24m;
constexpr auto kPersons = &AssessedSupplier::expected_persons;
constexpr auto kResidual = &AssessedSupplier::residual_probability;

constexpr Int64Getter int64(Int64Getter get) { return get; }
constexpr Float32Getter float32(Float32Getter get) { return get; }
constexpr Float64Getter float64(Float64Getter get) { return get; }
constexpr DateGetter date(DateGetter get) { return get; }
constexpr TextGetter text(TextGetter get) { return get; }

const std::array kColumns{
    ResultColumn{"sl_row", "row over all inputs in the order given, headers not counted",
                 int64([](const Row& r) { return std::optional{row_number(r)}; })},
    ResultColumn{"sl_file", "base name of the input", text([](const Row& r, std::string& out) {
                     out += r.names.files[r.batch.suppliers->file];
                 })},
    ResultColumn{"sl_file_row", "data row in that file", int64([](const Row& r) {
                     return std::optional{r.batch.suppliers->first_file_row +
                                          static_cast<std::int64_t>(r.index)};
                 })},
    ResultColumn{"sl_country", "ISO 3166-1 alpha-2 (XK for Kosovo); null if unresolved",
                 text([](const Row& r, std::string& out) { out += r.place.country.view(); })},
    ResultColumn{"sl_country_method", "code, name, alias, spelling, address, coordinates or none",
                 text([](const Row& r, std::string& out) {
                     out += resolve::method_name(r.place.country_method);
                 })},
    ResultColumn{"sl_region", "ISO 3166-2 of the top-level region; null if unresolved or none",
                 text([](const Row& r, std::string& out) { out += r.place.region.view(); })},
    ResultColumn{"sl_subregion", "ISO 3166-2 of the finer unit where ISO has one",
                 text([](const Row& r, std::string& out) { out += r.place.subregion.view(); })},
    ResultColumn{"sl_lon", "degrees east, WGS 84; null if only a region or country is known",
                 float64([](const Row& r) { return when(r.place.has_point, r.place.lon); })},
    ResultColumn{"sl_lat", "degrees north, WGS 84",
                 float64([](const Row& r) { return when(r.place.has_point, r.place.lat); })},
    ResultColumn{
        "sl_place_method", "coordinates, address, city, region, country or none",
        text([](const Row& r, std::string& out) { out += resolve::method_name(r.place.method); })},
    ResultColumn{"sl_place_confidence",
                 "probability that the region (the country when there is none) is right",
                 float32([](const Row& r) {
                     return when(r.place.method != resolve::PlaceMethod::kNone, r.place.confidence);
                 })},
    ResultColumn{"sl_place_radius_km", "how far the true site may lie from the point, 90 %",
                 float32([](const Row& r) { return when(r.place.has_point, r.place.radius_km); })},
    ResultColumn{"sl_activity", "node of the activity tree",
                 text([](const Row& r, std::string& out) {
                     append_activity(r, out, &reference::ActivityNode::code);
                 })},
    ResultColumn{"sl_activity_label", "its name", text([](const Row& r, std::string& out) {
                     append_activity(r, out, &reference::ActivityNode::label);
                 })},
    ResultColumn{"sl_good", "good of the official lists that the product is; null if none",
                 text(append_good)},
    ResultColumn{"sl_activity_method", "code, concordance, text, default or none",
                 text([](const Row& r, std::string& out) {
                     out += resolve::method_name(r.activity.method);
                 })},
    ResultColumn{"sl_activity_confidence", "probability that the node is right",
                 float32([](const Row& r) {
                     return when(r.activity.node != NodeId::kNone, r.activity.confidence);
                 })},
    ResultColumn{"sl_prevalence_per_1000",
                 "estimated persons in forced labour of 1,000 workers of this place and activity",
                 kMedian<kP>},
    ResultColumn{"sl_prevalence_per_1000_lo90", "lower end of its 90 % interval", kLow<kP>},
    ResultColumn{"sl_prevalence_per_1000_hi90", "upper end of its 90 % interval", kHigh<kP>},
    ResultColumn{"sl_site_probability",
                 "estimated probability that somebody at this site is in forced labour",
                 kMedian<kS>},
    ResultColumn{"sl_site_probability_lo90", "lower end of its 90 % interval", kLow<kS>},
    ResultColumn{"sl_site_probability_hi90", "upper end of its 90 % interval", kHigh<kS>},
    ResultColumn{"sl_hazard_24m",
                 "estimated probability of a new public finding for this country and good within "
                 "24 months; null when the pair is listed already",
                 kMedian<kH>},
    ResultColumn{"sl_hazard_24m_lo90", "lower end of its 90 % interval", kLow<kH>},
    ResultColumn{"sl_hazard_24m_hi90", "upper end of its 90 % interval", kHigh<kH>},
    ResultColumn{"sl_listed_since",
                 "first listing of this place and good in force at the as-of date",
                 date([](const Row& r) { return r.assessed.listed_since; })},
    ResultColumn{"sl_listed_by", "the list that says so",
                 text([](const Row& r, std::string& out) { out += r.assessed.listed_by; })},
    ResultColumn{"sl_legal_flags",
                 "rules in force that name this place and good, or the supplier itself by a "
                 "match that is almost certain; an empty cell is not clearance",
                 text([](const Row& r, std::string& out) { out += r.assessed.legal_flags; })},
    ResultColumn{"sl_state_imposed",
                 "probability that a worker of the cell is under a state-imposed programme",
                 float32([](const Row& r) { return r.assessed.state_imposed; })},
    ResultColumn{"sl_expected_persons", "estimated persons in forced labour at the site",
                 kMedian<kPersons>},
    ResultColumn{"sl_expected_persons_lo90", "lower end of its 90 % interval", kLow<kPersons>},
    ResultColumn{"sl_expected_persons_hi90", "upper end of its 90 % interval", kHigh<kPersons>},
    ResultColumn{"sl_residual_probability",
                 "site probability after what the company does; equal where nothing is known",
                 kMedian<kResidual>},
    ResultColumn{"sl_residual_probability_lo90", "lower end of its 90 % interval", kLow<kResidual>},
    ResultColumn{"sl_residual_probability_hi90", "upper end of its 90 % interval",
                 kHigh<kResidual>},
    ResultColumn{"sl_band", "very low to very high, a run of bands, or insufficient data",
                 text(append_band)},
    ResultColumn{"sl_grade", "A (site-level evidence) to E (global assumptions only)",
                 text(append_grade)},
    ResultColumn{"sl_coverage", "share of inputs observed, 0 to 1",
                 float32([](const Row& r) { return std::optional{r.assessed.coverage}; })},
    ResultColumn{"sl_priority", "1 = look here first; null = not scored, or sl_repeat_of",
                 int64([](const Row& r) { return r.rank.priority; })},
    ResultColumn{"sl_p_top10", "share of draws in which the supplier is among the first ten",
                 float32([](const Row& r) { return r.rank.p_top10; })},
    ResultColumn{"sl_action", "engage, investigate, escalate or suspend-with-remedy",
                 text(append_action)},
    ResultColumn{"sl_reason", "one plain sentence: what drives the score, with dates",
                 text([](const Row& r, std::string& out) { out += r.assessed.reason; })},
    ResultColumn{"sl_matches", "screening candidates of this row (rows of matches.csv)",
                 int64([](const Row& r) {
                     return std::optional{
                         static_cast<std::int64_t>(matches_of(r.batch, r.index).size())};
                 })},
    ResultColumn{"sl_findings", "codes of findings.csv, comma separated",
                 text(append_finding_codes)},
    ResultColumn{"sl_repeat_of",
                 "the row that has this supplier's place in the order; null = no other row",
                 int64([](const Row& r) { return r.rank.repeat_of; })},
    ResultColumn{"sl_evidence",
                 "items of your evidence file about this supplier, answers left out; null = none",
                 int64([](const Row& r) {
                     return when(r.assessed.stated > 0, std::int64_t{r.assessed.stated});
                 })},
    ResultColumn{
        "sl_challenge",
        "what the supplier answers, with its day, as your evidence file states it; it does "
        "not change the score",
        text([](const Row& r, std::string& out) { out += r.assessed.answer; })},
    ResultColumn{"sl_prevalence_relative",
                 "estimated prevalence of the private economy in this place and activity, times "
                 "the mean of the world; there without anchors too",
                 kMedian<kRelative>},
    ResultColumn{"sl_prevalence_relative_lo90", "lower end of its 90 % interval", kLow<kRelative>},
    ResultColumn{"sl_prevalence_relative_hi90", "upper end of its 90 % interval", kHigh<kRelative>},
    ResultColumn{"sl_group",
                 "near-duplicates have one number here and one kind: the smallest sl_row of them; "
                 "null = none",
                 int64([](const Row& r) { return r.rank.group; })},
    ResultColumn{
        "sl_group_kind",
        "what they share: site (place and name), company (country, and parent or name; "
        "both among the first 1,000 places) or cell (place and activity, no evidence of their own)",
        text([](const Row& r, std::string& out) { out += group_kind_name(r.rank.group_kind); })},
    ResultColumn{"sl_since", "new, changed or same since the run of --since; null without it",
                 text([](const Row& r, std::string& out) { out += since_name(r.rank.since); })},
};

}  // namespace

ResultRow result_row(const RunNames& names, const BatchResults& batch, const RowFindings& findings,
                     std::size_t index)
{
    return {names,
            batch,
            findings,
            index,
            batch.resolved->places[index],
            batch.resolved->activity(index),
            batch.assessed[index],
            batch.ranks[index]};
}

std::span<const ResultColumn> result_columns() noexcept { return kColumns; }

std::string_view column_type_name(const ResultColumn& column) noexcept
{
    constexpr std::array<std::string_view, 5> kNames{"int64", "float32", "float64", "date", "text"};
    return kNames[column.get.index()];
}

}  // namespace sourcelight::publish
