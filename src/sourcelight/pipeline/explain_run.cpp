// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/explain_run.hpp"

#include "sourcelight/assess/band_changes.hpp"
#include "sourcelight/assess/hidden_levels.hpp"
#include "sourcelight/assess/sensitivity.hpp"
#include "sourcelight/assess/without_sources.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/shell_word.hpp"
#include "sourcelight/ingest/mapping_file.hpp"
#include "sourcelight/ingest/own_id.hpp"
#include "sourcelight/ingest/supplier_columns.hpp"
#include "sourcelight/pipeline/evidence_book.hpp"
#include "sourcelight/pipeline/evidence_rows.hpp"
#include "sourcelight/pipeline/find_supplier.hpp"
#include "sourcelight/pipeline/proximity.hpp"
#include "sourcelight/pipeline/result_folder.hpp"
#include "sourcelight/pipeline/stated_cells.hpp"
#include "sourcelight/publish/batch_results.hpp"
#include "sourcelight/publish/json_values.hpp"
#include "sourcelight/publish/number_text.hpp"
#include "sourcelight/publish/receipt_answers.hpp"
#include "sourcelight/publish/receipt_short.hpp"
#include "sourcelight/publish/receipt_text.hpp"
#include "sourcelight/publish/run_record.hpp"
#include "sourcelight/publish/source_notes.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <utility>

namespace sourcelight::pipeline {
namespace {

/// Draws of each set behind the shares of variance: few enough to answer within a second, unless
/// asked for more.
constexpr int kQuickDraws = 256;
constexpr int kFullDraws = 1000;

/// Columns of the head that the report writes in per cent.
constexpr std::array<std::string_view, 4> kShares{"sl_coverage", "sl_p_top10", "sl_state_imposed",
                                                  "sl_place_confidence"};

/// The columns of the result that the head of a receipt repeats.
constexpr std::array<std::pair<const char*, const char*>, 21> kHead{{
    {"place", "sl_region"},
    {"place right with probability", "sl_place_confidence"},
    {"true site within (km, 90 %)", "sl_place_radius_km"},
    {"country", "sl_country"},
    {"activity", "sl_activity_label"},
    {"listed good", "sl_good"},
    {"on record since", "sl_listed_since"},
    {"listed by", "sl_listed_by"},
    {"legal flags", "sl_legal_flags"},
    {"under a state programme with probability", "sl_state_imposed"},
    {"band", "sl_band"},
    {"grade", "sl_grade"},
    {"coverage", "sl_coverage"},
    {"priority", "sl_priority"},
    {"repeats row", "sl_repeat_of"},
    {"P(top 10)", "sl_p_top10"},
    {"action", "sl_action"},
    {"findings", "sl_findings"},
    {"reason", "sl_reason"},
    {"your evidence", "sl_evidence"},
    {"the supplier's answer", "sl_challenge"},
}};

void require_same_datasets(const publish::RunRecord& record, const reference::Catalogue& catalogue)
{
    for (const auto& dataset : record.datasets) {
        if (dataset.restricted) {
            continue;  // the user's own, compared by require_same_methodology()
        }
        const auto found = catalogue.find(dataset.id);
        if (!found || catalogue.manifest(*found).sha256 != dataset.sha256) {
            throw Error{
                Errc::kDatasetInvalid,
                fmt::format("dataset {} is not the one of this run (edition {}); install the "
                            "version that made it, or pass --allow-changed",
                            dataset.id, dataset.edition)};
        }
    }
}

/// A methodology, or the user's national estimates, that changed since the run.
void require_same_methodology(const publish::RunRecord& record, const Engine& engine)
{
    const auto& methodology = engine.methodology();
    if (methodology.sha256 != record.methodology_hash) {
        throw Error{Errc::kDatasetInvalid,
                    fmt::format("the methodology {} is not the one of this run (SHA-256 {:.12}, "
                                "now {:.12}); put its file back, or pass --allow-changed",
                                record.methodology_id, record.methodology_hash,
                                methodology.sha256)};
    }
    for (const auto& dataset : record.datasets) {
        if (dataset.restricted && dataset.sha256 != methodology.national.sha256) {
            throw Error{Errc::kDatasetInvalid,
                        fmt::format("the national estimates in {} are not those of this run; put "
                                    "the file back, or pass --allow-changed",
                                    methodology.national.file)};
        }
    }
}

SupplierBatch batch_of(const io::ColumnBatch& columns, const publish::RunRecord& record,
                       std::int64_t row)
{
    SupplierBatch batch;
    batch.first_row = row;
    batch.rows = 1;
    // By number, not by name: two inputs may have one base name.
    std::int64_t last = 0;
    std::int64_t before = 0;
    for (std::size_t i = 0; i < record.inputs.size(); ++i) {
        last += record.inputs[i].rows;
        if (row > last) {
            before = last;
            continue;
        }
        const auto mapping = ingest::parse_mapping(record.inputs[i].mapping, "run.json");
        batch.file = i;
        batch.first_file_row = row - before;
        const auto applied = ingest::apply_mapping(mapping, columns.names()).mapping;
        batch.columns = ingest::supplier_columns(columns, applied);
        batch.shape_radius_km = ingest::shape_radii(columns);
        batch.spend_unit = ingest::spend_unit(columns.names(), applied);
        return batch;
    }
    throw Error{Errc::kInputUnreadable,
                fmt::format("run.json counts {} rows, so row {} is of no input; the files of the "
                            "folder do not belong together",
                            last, row)};
}

/// A cell of the result for readers: numbers as such, all else as it stands.
std::string shown(std::string_view cell)
{
    if (const auto whole = parse_whole<std::int64_t>(cell)) {
        return publish::count_text(*whole);
    }
    const auto number = parse_whole<double>(cell);
    return number ? publish::number_text(*number) : std::string{cell};
}

/// How near the layers are: each number with the two behind it, its interval.
void add_layers(const io::ColumnBatch& columns, publish::ReceiptHead& head)
{
    const auto names = columns.names();
    const auto cell = [&columns](std::size_t i) { return shown(columns.text(i)[0]); };
    for (std::size_t i = 0; i + 2 < names.size(); ++i) {
        if (names[i].starts_with("sl_near_") && !columns.text(i)[0].empty()) {
            head.emplace_back(names[i], fmt::format("{} (90 % interval {} to {})", cell(i),
                                                    cell(i + 1), cell(i + 2)));
        }
        i += names[i].starts_with("sl_near_") ? 2U : 0U;
    }
}

publish::ReceiptHead head_of(const io::ColumnBatch& columns, const SupplierBatch& batch,
                             const assess::AssessedSupplier& scored,
                             const std::vector<publish::ReceiptAnswer>& answers)
{
    publish::ReceiptHead head;
    head.emplace_back("supplier", std::string{batch.cell(Field::kName, 0)});
    if (const auto id = publish::joined_cells(columns, ingest::own_id_columns(columns.names()), 0);
        !id.empty()) {
        head.emplace_back("own ID", id);
    }
    for (const auto& answer : answers) {
        // One sentence says why a row was not scored: the reason below.
        if (answer.withheld != scored.reason) {
            head.emplace_back(answer.label, publish::answer_text(answer));
        }
    }
    for (const auto& [label, name] : kHead) {
        const auto column = columns.find(name);
        if (!column || columns.text(*column)[0].empty()) {
            continue;
        }
        const std::string cell{columns.text(*column)[0]};
        const auto share = std::find(kShares.begin(), kShares.end(), name) == kShares.end()
                               ? std::nullopt
                               : parse_whole<double>(cell);
        head.emplace_back(label, share ? publish::percent_digits(*share, 3) + " %" : shown(cell));
    }
    add_layers(columns, head);
    return head;
}

/// What the receipt says beyond its lines: what would move the band, where the spread comes from
/// and, if asked for, the score without each source.
void add_why(const Engine& engine, const config::Settings& settings, const ExplainRequest& request,
             const Scored& scored, const SupplierBatch& batch, const assess::StatedByRow& stated,
             assess::Receipt& receipt)
{
    const auto& assessor = engine.assessor();
    const auto question = assessor.question(batch, scored.resolved, scored.matches, 0, stated);
    if (!question || !receipt.band) {
        return;
    }
    receipt.changes = assess::band_changes(assessor.model(), *question, *receipt.band,
                                           assessor.entities(), assessor.model().sampler().count());
    auto options = run_options(settings);
    options.draws = std::min(options.draws, request.sensitivity ? kFullDraws : kQuickDraws);
    const assess::GroupModels models{engine.reference(), engine.methodology(), options};
    assess::add_uncertainty(assess::uncertainty_of(assess::site_shares(models, *question)),
                            receipt);
    if (request.sensitivity) {
        assess::add_without_sources(assessor, options, *question, receipt);
    }
}

}  // namespace

Explanation run_explain(const ExplainRequest& request, ProgressSink& sink)
{
    const std::filesystem::path folder{request.folder};
    if (!std::filesystem::exists(folder / "run.json")) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}: is no result folder of assess, it has no run.json; name the "
                                "folder that was given as --out",
                                request.folder)};
    }
    const auto record = publish::read_run_record((folder / "run.json").string());
    const auto table = (folder / "suppliers.parquet").string();
    if (!std::filesystem::exists(table)) {
        throw Error{
            Errc::kInputUnreadable,
            fmt::format("{}: explain needs this file; run assess with the format parquet", table)};
    }
    const auto found = find_supplier(table, request.supplier, request.own_id);
    const auto& columns = found.columns;
    const auto settings = recorded_settings(record);
    const Engine engine{request.folders, settings};
    for (const auto& note : engine.cache_notes()) {
        sink.warning(note);
    }
    const Proximity proximity{settings, engine.reference()};
    if (!request.allow_changed) {
        require_same_datasets(record, engine.reference().catalogue);
        require_same_methodology(record, engine);
        proximity.require_same(record.layers);
    }
    const auto batch = batch_of(columns, record, found.row);
    const EvidenceBook evidence{kept_evidence(request.folder, record, request.allow_changed),
                                engine.methodology(), engine.reference().as_of};
    const auto stated = evidence.of(batch, columns, ingest::own_id_columns(columns.names()));
    auto scored = engine.score(batch, stated);
    if (!engine.methodology().anchored) {
        assess::hide_levels(scored.assessed);
    }
    auto receipt = engine.assessor().receipt(batch, scored.resolved, scored.matches, 0, stated);
    add_citations(
        engine.citer().cite(batch, 0, scored.resolved.places.front(), scored.resolved.activity(0)),
        receipt);
    proximity.add_terms(scored.resolved.places.front(), receipt);
    name_cells(input_file(record.inputs[batch.file]), batch.first_file_row, receipt);
    add_why(engine, settings, request, scored, batch, stated, receipt);
    publish::SourceNotes notes{engine.reference().catalogue};
    const auto answers = publish::receipt_answers(scored.assessed.front());
    const auto head = head_of(columns, batch, scored.assessed.front(), answers);
    if (request.json) {
        return {publish::json_text(publish::receipt_json(receipt, head, answers, notes)),
                found.note};
    }
    const auto command =
        fmt::format("sourcelight explain {} {} --full", shell_word(request.folder), found.row);
    return {request.full || request.sensitivity
                ? publish::receipt_text(receipt, head, notes)
                : publish::receipt_short(receipt, head, notes, command),
            found.note};
}

}  // namespace sourcelight::pipeline
