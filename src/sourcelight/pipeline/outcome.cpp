// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/outcome.hpp"

#include "sourcelight/pipeline/second_pass.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace sourcelight::pipeline {
namespace {

/// Goods offered as layers of the report's map: the company's own, most suppliers first.
constexpr std::size_t kMostGoods = 40;
/// Draws behind a layer of the map; its intervals are for orientation.
constexpr std::size_t kLayerDraws = 256;
constexpr std::size_t kTopCells = 20;
constexpr std::string_view kNoAnchorsText =
    "This methodology has no anchors: nothing is scaled to published totals, so no persons, no "
    "probability of a site and no band are shown; prevalence is relative to the mean of the world.";

std::vector<publish::InputRecord> input_records(ingest::Inputs& inputs)
{
    std::vector<publish::InputRecord> records;
    const auto& files = inputs.files();
    const auto digests = inputs.records();
    const auto layout = inputs.layout();
    for (std::size_t i = 0; i < files.size(); ++i) {
        publish::InputRecord record;
        record.file = files[i].file;
        record.sha256 = digests[i].sha256;
        record.rows = digests[i].rows;
        record.columns = files[i].columns;
        record.format = files[i].format;
        record.first_line = files[i].first_line;
        record.mapping = ingest::mapping_json(mapping_to_results(files[i], layout), layout.names());
        records.push_back(std::move(record));
    }
    return records;
}

std::vector<publish::DatasetRecord> dataset_records(const reference::Reference& reference)
{
    std::vector<publish::DatasetRecord> records;
    for (const auto& manifest : reference.catalogue.manifests()) {
        records.push_back(
            {manifest.id, manifest.edition, manifest.sha256, manifest.licence, false});
    }
    return records;
}

/// The user's own estimates: named and hashed, and never carried along.
publish::DatasetRecord national_record(const assess::NationalAnchors& national)
{
    std::string licences;
    for (const auto& estimate : national.estimates) {
        if (licences.find(estimate.licence) == std::string::npos) {
            licences += (licences.empty() ? "" : "; ") + estimate.licence;
        }
    }
    return {"user/" + national.file, {}, national.sha256, licences, true};
}

std::vector<GoodId> goods_of_company(const Engine& engine, const FirstPass& first)
{
    // Sums in the order of the keys: cells are numbered as the threads meet them.
    std::map<assess::CellKey, double> cells;
    for (const auto& [index, knots] : first.exposures.cells()) {
        auto& sum = cells[engine.assessor().cell(index).key];
        for (const auto& knot : knots) {
            sum += knot.sites;
        }
    }
    std::map<GoodId, double> sites;
    for (const auto& [key, sum] : cells) {
        if (key.main().good != GoodId::kNone) {
            sites[key.main().good] += sum;
        }
    }
    std::vector<std::pair<GoodId, double>> order{sites.begin(), sites.end()};
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<GoodId> goods;
    for (std::size_t i = 0; i < std::min(order.size(), kMostGoods); ++i) {
        goods.push_back(order[i].first);
    }
    return goods;
}

std::vector<publish::MapLayer> map_layers(const Engine& engine, const FirstPass& first)
{
    const auto& assessor = engine.assessor();
    std::vector<publish::MapLayer> layers;
    layers.push_back(
        {"all", "All work", "all", place_measures(assessor.sector_places(std::nullopt))});
    for (std::size_t i = 0; i < reference::kSectorCount; ++i) {
        const auto sector = static_cast<reference::Sector>(i);
        std::string label{reference::sector_name(sector)};
        label[0] = static_cast<char>(label[0] - 'a' + 'A');
        layers.push_back({std::string{reference::sector_name(sector)}, std::move(label), "sector",
                          place_measures(assessor.sector_places(sector))});
    }
    for (const auto good : goods_of_company(engine, first)) {
        const auto& named = engine.reference().goods[good];
        layers.push_back({named.slug, named.label, "good",
                          place_measures(assessor.places(good, NodeId::kNone, kLayerDraws))});
    }
    return layers;
}

/// Without anchors sites, persons and spend at risk of groups are not told.
void hide_levels(std::vector<aggregate::Rollup>& rollups)
{
    for (auto& rollup : rollups) {
        for (auto& row : rollup.rows) {
            row.sites.reset();
            row.persons.reset();
            for (auto& spend : row.spend) {
                spend.at_risk.reset();
            }
        }
    }
}

publish::CellFacts cell_facts(const Engine& engine, std::uint32_t index)
{
    const auto& assessor = engine.assessor();
    const auto cell = assessor.cell(index);
    publish::CellFacts facts;
    facts.label = assessor.cell_label(index);
    facts.country = cell.key.country;
    facts.region = cell.key.region;
    const auto node = cell.key.main().node;
    facts.activity = node == NodeId::kNone ? std::string{} : engine.reference().tree[node].code;
    if (!cell.withheld) {
        if (engine.methodology().anchored) {
            facts.prevalence_per_1000 = cell.prevalence_per_1000;
        }
        facts.hazard_24m = cell.hazard;
    }
    facts.grade = cell.grade;
    facts.coverage = cell.coverage;
    facts.terms = assessor.cell_terms(index);
    return facts;
}

}  // namespace

std::vector<publish::PlaceMeasure> place_measures(const std::vector<assess::PlaceEstimate>& places)
{
    std::vector<publish::PlaceMeasure> out;
    out.reserve(places.size());
    for (const auto& place : places) {
        out.push_back({place.place, place.prevalence_per_1000, place.hazard_24m, place.listed,
                       place.held_at_ceiling, place.leads_prevalence, place.leads_hazard});
    }
    return out;
}

std::string anchors_text(const assess::Assessor& assessor)
{
    if (!assessor.model().methodology().anchored) {
        return std::string{kNoAnchorsText};
    }
    const auto& anchors = assessor.anchors();
    auto text = fmt::format("Prevalence is scaled to the published totals of {} (published {}).",
                            anchors.source, to_string(anchors.published));
    if (const auto& national = assessor.model().methodology().national; !national.file.empty()) {
        text += fmt::format(" National estimates of the user's own ({}) stand in place of the "
                            "model's shares of {}.",
                            national.file,
                            national.estimates.size() == 1
                                ? std::string{"1 country"}
                                : fmt::format("{} countries", national.estimates.size()));
    }
    return text;
}

publish::RunRecord run_record(const reference::Reference& reference,
                              const assess::Methodology& methodology,
                              const config::Settings& settings)
{
    publish::RunRecord record;
    record.version = SOURCELIGHT_VERSION;
    for (const auto& setting : config::settings_table()) {
        if (setting.affects_result) {
            record.configuration.emplace_back(setting.name,
                                              config::setting_text(settings, setting));
        }
    }
    record.methodology_id = methodology.id;
    record.methodology_hash = methodology.sha256;
    record.as_of = reference.as_of;
    record.seed = static_cast<std::uint64_t>(settings.seed);
    record.draws = static_cast<int>(settings.draws);
    record.datasets = dataset_records(reference);
    if (const auto& national = methodology.national; !national.file.empty()) {
        record.datasets.push_back(national_record(national));
    }
    return record;
}

publish::RunRecord run_record(const Engine& engine, const config::Settings& settings,
                              ingest::Inputs& inputs)
{
    auto record = run_record(engine.reference(), engine.methodology(), settings);
    record.inputs = input_records(inputs);
    return record;
}

publish::RunOutcome run_outcome(const Engine& engine, const FirstPass& first,
                                std::int64_t first_sites, publish::RunRecord record)
{
    const auto& assessor = engine.assessor();
    publish::RunOutcome outcome;
    outcome.record = std::move(record);
    outcome.totals = assessor.totals(first.exposures, static_cast<std::size_t>(first_sites));
    outcome.rollups = first.rollups;
    if (!engine.methodology().anchored) {
        hide_levels(outcome.rollups);
    }
    for (const auto& cell : assessor.top_cells(first.exposures, kTopCells)) {
        outcome.top_cells.push_back(
            {cell.cell, cell.suppliers, cell.expected_sites, cell.expected_persons});
    }
    outcome.layers = map_layers(engine, first);
    outcome.cell = [&engine](std::uint32_t cell) { return cell_facts(engine, cell); };
    outcome.anchors_id = engine.methodology().anchored ? assessor.anchors().edition : "none";
    outcome.anchors_text = anchors_text(assessor);
    return outcome;
}

}  // namespace sourcelight::pipeline
