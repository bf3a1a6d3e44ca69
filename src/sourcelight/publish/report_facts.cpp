// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/json_values.hpp"
#include "sourcelight/publish/report_blocks.hpp"
#include "sourcelight/reference/reference.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace sourcelight::publish {
namespace {

constexpr int kMoneyDigits = 12;

/// A run without a scored row has no figures; zeros would read as "no risk".
void write_total(JsonStream& out, const assess::Total& total, bool known)
{
    out.estimate(known ? MaybeEstimate{total.estimate} : std::nullopt,
                 known ? std::optional{total.mc_error} : std::nullopt);
}

}  // namespace

std::int64_t Dictionary::index(std::string_view text)
{
    if (text.empty()) {
        return -1;
    }
    const auto found = m_index.find(text);
    if (found != m_index.end()) {
        return found->second;
    }
    const auto next = static_cast<std::int64_t>(m_texts.size());
    m_index.emplace(text, next);
    m_texts.emplace_back(text);
    return next;
}

ReportSources::ReportSources(const reference::Catalogue& catalogue, const RunRecord& record)
    : m_notes{catalogue}
{
    for (std::size_t i = 0; i < record.datasets.size(); ++i) {
        if (const auto index = catalogue.find(record.datasets[i].id)) {
            m_position.emplace(*index, static_cast<std::int64_t>(i));
        }
    }
}

std::int64_t ReportSources::position(SourceRef source) const
{
    const auto found = m_position.find(source.dataset);
    return found == m_position.end() ? -1 : found->second;
}

void write_version_facts(JsonStream& out, const RunRecord& record)
{
    out.key("version").text(record.version);
    out.key("as_of").text(to_string(record.as_of));
    out.key("seed").whole(record.seed);
    out.key("draws").integer(record.draws);
    out.key("methodology").begin_object();
    out.key("id").text(record.methodology_id);
    out.key("hash").text(record.methodology_hash);
    out.end_object();
}

void write_run_facts(JsonStream& out, const ReportInputs& in)
{
    const auto& record = in.outcome.record;
    out.begin_object();
    out.key("title").text(in.title);
    write_version_facts(out, record);
    out.key("anchors").begin_object();
    out.key("id").text(in.outcome.anchors_id);
    out.key("text").text(in.outcome.anchors_text);
    out.end_object();
    out.key("inputs").begin_array();
    for (const auto& input : record.inputs) {
        out.begin_object();
        out.key("file").text(input.file);
        out.key("rows").integer(input.rows);
        out.key("sha256").text(input.sha256);
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

void write_report_counts(JsonStream& out, const ReportInputs& in)
{
    const auto& totals = in.outcome.totals;
    out.begin_object();
    out.key("rows").integer(totals.rows);
    out.key("assessed").integer(totals.assessed);
    out.key("not_scored").integer(totals.rows - totals.assessed);
    out.key("duplicates").integer(totals.duplicates);
    out.key("country_resolved").integer(totals.country_resolved);
    out.key("region_resolved").integer(totals.region_resolved);
    out.key("point_resolved").integer(in.run.point_resolved);
    out.key("activity_resolved").integer(totals.activity_resolved);
    out.key("activity_assumed").integer(totals.activity_assumed);
    out.key("good_resolved").integer(in.run.good_resolved);
    out.end_object();
}

/// How far places move, and by which draws most; nothing for a list without an order.
void write_ranks(JsonStream& out, const assess::RankShift& ranks)
{
    const auto& groups = ranks.uncertainty.groups;
    if (groups.empty()) {
        return;
    }
    constexpr int kDigits = 3;
    std::vector<std::size_t> order(groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::erase_if(order, [&](std::size_t g) { return !groups[g].held_fixed.empty(); });
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return ranks.moved[a] > ranks.moved[b]; });
    out.key("ranks").begin_object();
    out.key("suppliers").integer(ranks.suppliers);
    write_total(out.key("places"), ranks.places, true);
    out.key("groups").begin_array();
    for (const auto g : order) {
        out.begin_object();
        out.key("label").text(groups[g].label);
        out.key("places").number(ranks.moved[g], kDigits);
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

/// Where the spread of the persons comes from; nothing unless it was asked for.
void write_uncertainty(JsonStream& out, const assess::Uncertainty& uncertainty,
                       const assess::RankShift& ranks)
{
    if (uncertainty.groups.empty()) {
        return;
    }
    constexpr int kDigits = 3;
    out.key("uncertainty").begin_object();
    out.key("draws").integer(static_cast<std::int64_t>(uncertainty.draws));
    out.key("groups").begin_array();
    for (const auto& group : uncertainty.groups) {
        const bool drawn = group.held_fixed.empty();
        const auto share = [drawn](double value) {
            return drawn ? std::optional{value} : std::nullopt;
        };
        out.begin_object();
        out.key("label").text(group.label);
        out.key("held_fixed").text_or_null(group.held_fixed);
        out.key("first").number(share(group.first), kDigits);
        out.key("total").number(share(group.total), kDigits);
        out.key("error").number(share(group.total_error), kDigits);
        out.end_object();
    }
    out.end_array();
    write_ranks(out, ranks);
    out.end_object();
}

void write_report_totals(JsonStream& out, const ReportInputs& in)
{
    const auto& totals = in.outcome.totals;
    const bool known = totals.assessed > 0 && totals.anchored;
    out.begin_object();
    write_total(out.key("sites"), totals.expected_sites, known);
    write_total(out.key("at_least_one"), totals.at_least_one, known);
    write_total(out.key("persons"), totals.expected_persons, known);
    out.key("spend_at_risk").begin_array();
    for (const auto& [currency, at_risk] : totals.spend_at_risk) {
        const auto sum = in.run.spend.find(currency);
        const auto spend = sum == in.run.spend.end() ? SpendSum{} : sum->second;
        out.begin_object();
        out.key("currency").text(currency);
        out.key("total").number(spend.total, kMoneyDigits);
        out.key("rows").integer(spend.rows);
        write_total(out.key("estimate"), at_risk, known);
        out.end_object();
    }
    out.end_array();
    out.key("concentration").begin_object();
    out.key("count").integer(totals.top_count);
    write_total(out.key("share"), totals.top_share_of_persons, known);
    out.end_object();
    write_uncertainty(out, totals.persons_uncertainty, totals.rank_shift);
    if (in.outcome.since) {
        const auto& since = *in.outcome.since;
        out.key("since").begin_object();
        out.key("as_of").date(since.as_of);
        out.key("new").integer(since.fresh);
        out.key("changed").integer(since.changed);
        out.key("same").integer(since.same);
        out.key("gone").integer(since.gone);
        out.end_object();
    }
    out.end_object();
}

void write_bands(JsonStream& out, const ReportInputs& in)
{
    out.begin_array();
    for (const auto& [band, count] : bands_in_order(in.outcome.totals.bands)) {
        out.begin_object();
        out.key("band").text(band);
        out.key("count").integer(count);
        out.end_object();
    }
    out.end_array();
}

void write_grades(JsonStream& out, const ReportInputs& in)
{
    const auto& grades = in.outcome.totals.grades;
    out.begin_array();
    for (const char grade : {'A', 'B', 'C', 'D', 'E'}) {
        const auto found = grades.find(grade);
        out.begin_object();
        out.key("grade").text(std::string_view{&grade, 1});
        out.key("count").integer(found == grades.end() ? 0 : found->second);
        out.end_object();
    }
    out.end_array();
}

void write_rollups(JsonStream& out, const ReportInputs& in)
{
    out.begin_array();
    for (const auto& rollup : in.outcome.rollups) {
        out.begin_object();
        out.key("id").text(aggregate::rollup_name(rollup.id));
        out.key("label").text(aggregate::rollup_heading(rollup.id));
        out.key("rows").begin_array();
        for (const auto& row : rollup.rows) {
            out.begin_object();
            out.key("key").text(row.key);
            out.key("label").text(row.label);
            out.key("rows").integer(row.rows);
            out.key("scored").integer(row.scored);
            out.key("sites").estimate(row.sites);
            out.key("persons").estimate(row.persons);
            out.key("grades").integers(row.grades);
            out.key("coverage").number(row.coverage);
            out.key("spend").begin_array();
            for (const auto& spend : row.spend) {
                out.begin_object();
                out.key("currency").text(spend.currency);
                out.key("total").number(spend.total, kMoneyDigits);
                out.key("at_risk").estimate(spend.at_risk);
                out.end_object();
            }
            out.end_array();
            out.end_object();
        }
        out.end_array();
        out.end_object();
    }
    out.end_array();
}

void write_datasets(JsonStream& out, const reference::Catalogue& catalogue,
                    const std::vector<DatasetRecord>& datasets)
{
    out.begin_array();
    for (const auto& dataset : datasets) {
        const auto index = catalogue.find(dataset.id);
        const auto manifest = index ? catalogue.manifest(*index) : reference::Manifest{};
        out.begin_object();
        out.key("id").text(dataset.id);
        out.key("title").text(manifest.title);
        out.key("publisher").text(manifest.publisher);
        out.key("edition").text(dataset.edition);
        out.key("published").text(index ? to_string(manifest.published) : std::string{});
        out.key("licence").text(dataset.licence);
        out.key("licence_url").text_or_null(manifest.licence_url);
        out.key("url").text(manifest.landing_page);
        out.key("attribution").text(manifest.attribution);
        out.key("sha256").text(dataset.sha256);
        out.key("restricted").boolean(dataset.restricted);
        out.key("as_of_exempt").boolean(reference::is_exempt(dataset.id));
        out.end_object();
    }
    out.end_array();
}

}  // namespace sourcelight::publish
