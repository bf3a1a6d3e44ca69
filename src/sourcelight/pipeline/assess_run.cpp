// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/assess_run.hpp"

#include "sourcelight/assess/company_shares.hpp"
#include "sourcelight/assess/rank_shift.hpp"
#include "sourcelight/ingest/inputs.hpp"
#include "sourcelight/ingest/own_id.hpp"
#include "sourcelight/io/output_folder.hpp"
#include "sourcelight/pipeline/evidence_book.hpp"
#include "sourcelight/pipeline/evidence_rows.hpp"
#include "sourcelight/pipeline/findings.hpp"
#include "sourcelight/pipeline/first_pass.hpp"
#include "sourcelight/pipeline/layer_reach.hpp"
#include "sourcelight/pipeline/ordered.hpp"
#include "sourcelight/pipeline/outcome.hpp"
#include "sourcelight/pipeline/preview.hpp"
#include "sourcelight/pipeline/proximity.hpp"
#include "sourcelight/pipeline/ranks.hpp"
#include "sourcelight/pipeline/second_pass.hpp"
#include "sourcelight/pipeline/since.hpp"
#include "sourcelight/publish/formats.hpp"
#include "sourcelight/publish/held_names.hpp"
#include "sourcelight/publish/maps/mapnik_fonts.hpp"
#include "sourcelight/publish/result_writer.hpp"
#include "sourcelight/publish/totals_file.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <utility>

namespace sourcelight::pipeline {
namespace {

/// Draws of each set behind the shares of variance.
constexpr int kShareDraws = 256;

publish::RunNames run_names(const Engine& engine, ingest::Inputs& inputs,
                            const Proximity& proximity)
{
    publish::RunNames names;
    for (const auto& file : inputs.files()) {
        names.files.push_back(file.file);
    }
    if (const auto* name = inputs.files().front().mapping.find(Field::kName);
        name != nullptr && !name->columns.empty()) {
        names.name_column = inputs.files().front().output_names[name->columns.front()];
    }
    names.own_ids = ingest::own_id_columns(inputs.layout().names());
    names.tree = &engine.reference().tree;
    names.goods = &engine.reference().goods;
    names.entities = engine.screener().entities();
    names.extra = proximity.columns();
    return names;
}

publish::WriterOptions writer_options(const AssessRequest& request, std::int64_t rows, Date as_of)
{
    publish::WriterOptions options;
    options.formats = request.settings.formats.empty()
                          ? publish::default_formats(rows)
                          : publish::parse_formats(request.settings.formats);
    options.rows = rows;
    options.as_of = as_of;
    options.report_template = request.folders.report_template;
    return options;
}

/// Maps that nobody asked for are left out where the fonts are missing.
void leave_out_maps(const AssessRequest& request, publish::FormatSet& formats, ProgressSink& sink)
{
    if (!request.settings.formats.empty() || !formats.has(publish::Format::kMaps)) {
        return;
    }
    if (const auto missing = publish::maps::missing_fonts(); !missing.empty()) {
        sink.message("no maps/: " + missing);
        formats.remove(publish::Format::kMaps);
    }
}

/// What was found about files, layers and the run as a whole.
void write_run_findings(ingest::Inputs& inputs, const Proximity& proximity, const Engine& engine,
                        const config::Settings& settings, publish::ResultWriter& writer)
{
    for (const auto& [file, finding] : inputs.take_file_findings()) {
        writer.write_file_findings(std::span{&finding, 1}, inputs.files()[file].file);
    }
    for (const auto& [file, finding] : proximity.findings()) {
        writer.write_file_findings(std::span{&finding, 1}, file);
    }
    const auto& reference = engine.reference();
    if (auto late = late_as_of(reference.as_of, reference.catalogue); !late.empty()) {
        const Finding finding{0, &kDataEnd, {}, settings.as_of, std::move(late)};
        writer.write_file_findings(std::span{&finding, 1}, {});
    }
    const Finding partial{
        0,
        &kListsPartial,
        "name",
        {},
        publish::held_names_text(engine.screener().entities(), reference.catalogue)};
    writer.write_file_findings(std::span{&partial, 1}, {});
}

/// How bad the findings about the user's evidence were.
struct EvidenceErrors {
    std::int64_t errors = 0;
    std::string first_error;
    EvidenceToFix to_fix;
};

/// Counts each line once, by the worst that was found there.
EvidenceToFix count_lines(const std::vector<EvidenceFinding>& findings)
{
    std::map<std::pair<std::size_t, std::int64_t>, Severity> worst;
    for (const auto& finding : findings) {
        const auto severity = finding.finding.kind->severity;
        auto& known = worst.try_emplace({finding.position, finding.line}, severity).first->second;
        known = std::max(known, severity);
    }
    EvidenceToFix out;
    for (const auto& [place, severity] : worst) {
        out.errors += severity == Severity::kError ? 1 : 0;
        out.warnings += severity == Severity::kWarning ? 1 : 0;
    }
    return out;
}

/// evidence.csv and the findings about the evidence files.
EvidenceErrors write_evidence(const EvidenceBook& evidence, const FirstPass& first,
                              const SpillFiles& spill, const ingest::Inputs& inputs,
                              const io::OutputFolder& folder, publish::ResultWriter& writer)
{
    EvidenceErrors out;
    if (evidence.empty()) {
        return out;
    }
    folder.write(kEvidenceName, evidence_csv(evidence, first.evidence));
    auto findings = evidence.findings();
    for (auto& more : evidence_findings(evidence, first, spill.columns, inputs.files())) {
        findings.push_back(std::move(more));
    }
    sort_by_line(findings);
    out.to_fix = count_lines(findings);
    for (const auto& [file, finding, position, line] : findings) {
        writer.write_file_findings(std::span{&finding, 1}, file);
        if (finding.kind->severity == Severity::kError && out.errors++ == 0) {
            out.first_error = finding.message;
        }
    }
    return out;
}

/// The models that tell where spreads come from; null unless asked for.
std::unique_ptr<const assess::GroupModels> group_models(const Engine& engine,
                                                        const AssessRequest& request)
{
    if (!request.sensitivity) {
        return nullptr;
    }
    auto options = run_options(request.settings);
    options.draws = std::min(options.draws, kShareDraws);
    return std::make_unique<const assess::GroupModels>(engine.reference(), engine.methodology(),
                                                       options);
}

/// Says where the spread of the company's figures comes from.
void add_uncertainty(const assess::GroupModels& models, const Engine& engine,
                     const assess::Exposures& exposures, assess::Totals& totals)
{
    if (totals.assessed > 0) {
        const auto shares = assess::company_shares(models, engine.assessor(), exposures);
        totals.sites_uncertainty = assess::uncertainty_of(shares.sites);
        totals.persons_uncertainty = assess::uncertainty_of(shares.persons);
        totals.rank_shift = assess::rank_shift(models, engine.assessor(), exposures);
    }
}

/// Each group once, by its best rank.
std::vector<FirstLine> first_lines(const std::vector<FirstPlace>& places)
{
    std::vector<FirstLine> lines;
    std::set<std::pair<std::int64_t, publish::GroupKind>> told;
    for (const auto& place : places) {
        if (place.group == 0 || told.emplace(place.group, place.kind).second) {
            lines.push_back({place.rank, place.name, place.place, place.site_probability,
                             std::max<std::int64_t>(place.members - 1, 0), place.kind,
                             place.since});
        }
    }
    return lines;
}

std::optional<publish::SinceCounts> since_counts(const SinceRun* since, const FindingCounts& counts)
{
    if (since == nullptr) {
        return std::nullopt;
    }
    auto out = counts.since;
    out.as_of = since->head().as_of;
    out.gone = since->gone();
    return out;
}

AssessSummary summary_of(const Engine& engine, const publish::RunOutcome& outcome,
                         const FindingCounts& counts, const EvidenceErrors& of_evidence,
                         std::string evidence)
{
    return {outcome.totals,
            publish::totals_text(outcome),
            counts.errors + of_evidence.errors,
            of_evidence.errors > 0 ? of_evidence.first_error : counts.first_error,
            counts.rows_to_fix,
            of_evidence.to_fix,
            first_lines(counts.first),
            outcome.since,
            counts.matched_rows,
            std::move(evidence),
            publish::held_names_text(engine.screener().entities(), engine.reference().catalogue)};
}

}  // namespace

ingest::IngestOptions ingest_options(const AssessRequest& request)
{
    ingest::IngestOptions options;
    options.files = request.files;
    options.header_words = request.folders.configs + "/ingest/header_words.csv";
    options.mapping_file = request.mapping;
    const auto& settings = request.settings;
    options.limits.cell_bytes = static_cast<std::size_t>(settings.limits_cell_bytes);
    options.limits.columns = static_cast<std::size_t>(settings.limits_columns);
    options.limits.unzipped_bytes = static_cast<std::uint64_t>(settings.limits_unpacked_bytes);
    return options;
}

AssessSummary run_assess(const AssessRequest& request, ProgressSink& sink)
{
    const auto threads = threads_of(request.settings);
    // Cheap refusals first: a formats typo or an existing folder must not cost a minute.
    static_cast<void>(writer_options(request, 0, {}));
    io::OutputFolder folder{request.out, request.force};
    const auto since = request.since.empty() ? nullptr : std::make_unique<SinceRun>(request.since);
    ingest::Inputs inputs{ingest_options(request)};
    auto evidence_files = read_evidence(request.evidence, ingest_options(request).limits);
    const Engine engine{request.folders, request.settings};
    for (const auto& note : engine.cache_notes()) {
        sink.warning(note);
    }
    guess_products(inputs, engine);
    tell_mappings(inputs, request.settings.activity_default, sink);
    const Proximity proximity{request.settings, engine.reference()};
    const EvidenceBook evidence{std::move(evidence_files), engine.methodology(),
                                engine.reference().as_of};

    const SpillFiles spill{folder.scratch("suppliers.arrow"), folder.scratch("resolved")};
    auto first = run_first_pass(inputs, engine, evidence, {spill, threads, since != nullptr}, sink);
    if (since != nullptr) {
        since->pair(first.pair_keys, static_cast<int>(request.settings.draws));
    }
    const auto shares = engine.assessor().top_shares(first.exposures);
    const Ranks ranks{std::move(first.keys)};

    const auto names = run_names(engine, inputs, proximity);
    auto options = writer_options(request, first.rows, engine.reference().as_of);
    leave_out_maps(request, options.formats, sink);
    const auto formats = options.formats;
    publish::ResultWriter writer{folder, names, engine.reference(), inputs.layout(), options};
    write_run_findings(inputs, proximity, engine, request.settings, writer);
    const auto of_evidence = write_evidence(evidence, first, spill, inputs, folder, writer);
    aggregate::HexagonBuilder hexagons;
    const bool with_hexagons = formats.has(publish::Format::kGeoPackage);
    LayerReach reach{proximity.layers()};
    const auto models = group_models(engine, request);
    const auto counts = run_second_pass(
        {first, ranks, shares, inputs.files(), spill.columns, threads,
         proximity.empty() ? nullptr : &proximity, with_hexagons ? &hexagons : nullptr,
         evidence.empty() ? nullptr : &evidence, proximity.empty() ? nullptr : &reach, models.get(),
         since.get(), request.settings.triage_sites},
        engine, writer, sink);
    for (const auto& [file, finding] : reach.findings()) {
        writer.write_file_findings(std::span{&finding, 1}, file);
    }

    stop_if_asked(sink);
    auto record = run_record(engine, request.settings, inputs);
    record.layers = proximity.records();
    record.evidence = evidence_records(evidence);
    record.since = since == nullptr ? std::string{} : since->head().record_sha256;
    auto outcome = run_outcome(engine, first, request.settings.triage_sites, std::move(record));
    if (models != nullptr) {
        add_uncertainty(*models, engine, first.exposures, outcome.totals);
    }
    outcome.hexagons = hexagons.finish(engine.assessor());
    outcome.since = since_counts(since.get(), counts);
    auto summary = summary_of(engine, outcome, counts, of_evidence,
                              evidence_sentence(evidence, first.evidence));
    writer.finish(std::move(outcome));
    stop_if_asked(sink);
    folder.commit();
    return summary;
}

}  // namespace sourcelight::pipeline
