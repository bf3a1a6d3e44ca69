// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "new_folder.hpp"
#include "output.hpp"

#include "sourcelight/core/wrap.hpp"
#include "sourcelight/pipeline/assess_run.hpp"
#include "sourcelight/pipeline/preview.hpp"
#include "sourcelight/publish/headline.hpp"
#include "sourcelight/publish/number_text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <string_view>

namespace sourcelight::cli {
namespace {

/// Options of `assess` beyond the shared ones.
struct AssessOptions {
    std::vector<std::string> files;
    std::string out;
    std::string mapping;
    std::vector<std::string> evidence;
    std::string formats;
    bool dry_run = false;
    bool strict = false;
    bool force = false;
    bool sensitivity = false;
    std::string since;
};

pipeline::AssessRequest request_of(const SharedOptions& shared, const AssessOptions& options)
{
    pipeline::AssessRequest request;
    request.files = options.files;
    request.out = options.out;
    request.mapping = options.mapping;
    request.evidence = options.evidence;
    request.force = options.force;
    request.sensitivity = options.sensitivity;
    request.since = options.since;
    request.settings = settings_of(shared);
    request.folders = folders_of(shared, request.settings);
    if (!options.formats.empty()) {
        request.settings.formats = options.formats;
    }
    return request;
}

/// What to open first, among the files that --formats left in.
std::string_view first_file(const std::filesystem::path& out)
{
    constexpr std::array<std::string_view, 5> kBestFirst{
        "report.html", "workbook.xlsx", "suppliers.csv", "suppliers.parquet", "suppliers.gpkg"};
    const auto* found =
        std::find_if(kBestFirst.begin(), kBestFirst.end(),
                     [&out](std::string_view name) { return std::filesystem::exists(out / name); });
    return found == kBestFirst.end() ? "totals.json" : *found;
}

/// Said first: a listed name outweighs every estimate.
std::string match_sentence(const pipeline::AssessSummary& summary, const std::string& out)
{
    if (summary.matched_rows == 0) {
        return "No row matches a name on an official list, which is no clearance. " +
               summary.listed_names;
    }
    const bool one = summary.matched_rows == 1;
    const bool file = std::filesystem::exists(std::filesystem::path{out} / "matches.csv");
    return fmt::format("{} {} a name on an official list{}. {}", summary.matched_rows,
                       one ? "row matches" : "rows match",
                       file ? ": see " + out + "/matches.csv" : "", summary.listed_names);
}

/// "3 errors", " and 14 warnings" as parts of a list.
void append_count(std::string& out, std::int64_t count, std::string_view one, std::string_view more)
{
    if (count > 0) {
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, count == 1 ? one : more);
    }
}

/// "17 rows", " and 2 lines of your evidence" as parts of a list.
void append_part(std::string& out, std::int64_t count, std::string_view one, std::string_view more)
{
    if (count > 0) {
        out += fmt::format("{}{} {}", out.empty() ? "" : " and ", count, count == 1 ? one : more);
    }
}

/// "17 rows and 2 lines of your evidence need you: 5 errors, 14 warnings; see "Rows to fix" in
/// r/report.html and r/findings.csv".
std::string to_fix_sentence(const pipeline::AssessSummary& summary, const std::string& out)
{
    const auto& rows = summary.rows_to_fix;
    const auto& evidence = summary.evidence_to_fix;
    std::string what;
    append_part(what, rows.all(), "row", "rows");
    append_part(what, evidence.all(), "line of your evidence", "lines of your evidence");
    std::string kinds;
    append_count(kinds, rows.errors + evidence.errors, "error", "errors");
    append_count(kinds, rows.warnings + evidence.warnings, "warning", "warnings");
    append_count(kinds, rows.not_scored, "not scored", "not scored");
    const std::filesystem::path folder{out};
    std::string where;
    if (rows.all() > 0 && std::filesystem::exists(folder / "report.html")) {
        where = "\"Rows to fix\" in " + out + "/report.html";
    }
    if (std::filesystem::exists(folder / "findings.csv") && (where.empty() || evidence.all() > 0)) {
        where += (where.empty() ? "" : " and ") + out + "/findings.csv";
    }
    return fmt::format("{} {} you: {}; see {}", what,
                       rows.all() + evidence.all() == 1 ? "needs" : "need", kinds,
                       where.empty() ? "the column sl_findings" : where);
}

/// "Since the run as of 2025-10-01: 12 suppliers are new, 30 changed, 4 are gone."
std::string since_sentence(const publish::SinceCounts& since)
{
    return fmt::format("Since the run as of {}: {} {} new, {} changed, {} gone.",
                       to_string(since.as_of), publish::count_text(since.fresh),
                       since.fresh == 1 ? "supplier is" : "suppliers are",
                       publish::count_text(since.changed), publish::count_text(since.gone));
}

/// The first few of a reviewer's week, near-duplicates as one line. Without anchors there is an
/// order, but no probability: it is withheld, which is another thing than no data.
void print_first(const std::vector<pipeline::FirstLine>& lines, bool anchored)
{
    constexpr std::string_view kWithheld = "withheld: no anchors";
    constexpr std::size_t kLines = 5;
    constexpr std::size_t kName = 32;
    constexpr int kDigits = 2;
    for (std::size_t i = 0; i < std::min(kLines, lines.size()); ++i) {
        const auto& line = lines[i];
        print_line(fmt::format(
            "{:>4} {}  {}  {}{}", line.rank, clip(printable(line.name), kName), line.place,
            anchored ? publish::percent_text(line.site_probability, kDigits)
                     : std::string{kWithheld},
            line.since == publish::Since::kNotAsked || line.since == publish::Since::kSame
                ? std::string{}
                : fmt::format("  {}", publish::since_name(line.since))));
        if (line.more > 0) {
            print_line(fmt::format("     and {} more {}", publish::count_text(line.more),
                                   line.kind == publish::GroupKind::kSite ? "at the same site"
                                   : line.kind == publish::GroupKind::kCompany
                                       ? "of the same company in this country"
                                       : "in the same cell"));
        }
    }
}

void print_summary(const pipeline::AssessSummary& summary, const AssessOptions& options, bool json)
{
    if (json) {
        print_line(summary.totals_text);
        return;
    }
    print_line(wrap(match_sentence(summary, options.out), 0));
    for (const auto& sentence : publish::headline(summary.totals)) {
        print_line(wrap(sentence, 0));
    }
    if (!summary.evidence.empty()) {
        print_line(wrap(summary.evidence, 0));
    }
    if (summary.since) {
        print_line(wrap(since_sentence(*summary.since), 0));
    }
    print_first(summary.first, summary.totals.anchored);
    if (summary.rows_to_fix.all() + summary.evidence_to_fix.all() > 0) {
        print_line(wrap(to_fix_sentence(summary, options.out), 0));
    }
    if (summary.errors > 0) {
        print_line(wrap("The first error: " + summary.first_error, 0));
    }
    print_line(fmt::format("look here first: {}/{}", options.out, first_file(options.out)));
}

void print_preview(const pipeline::AssessRequest& request, bool json)
{
    if (json) {
        print_text(pipeline::preview_json(request));
        return;
    }
    for (const auto& line : pipeline::preview_assess(request)) {
        print_line(wrap(line, kFieldIndent));
    }
}

ExitCode run(const SharedOptions& shared, const AssessOptions& options)
{
    ConsoleSink sink{console_mode(shared.json, shared.quiet)};
    const auto request = request_of(shared, options);
    if (const auto warning = pipeline::late_as_of(request); !warning.empty()) {
        sink.warning(warning);
    }
    if (options.dry_run) {
        print_preview(request, shared.json);
        return 0;
    }
    require_other_folder(options.out);
    const auto summary = pipeline::run_assess(request, sink);
    print_summary(summary, options, shared.json);
    return options.strict && summary.errors > 0 ? 1 : 0;
}

}  // namespace

void add_assess(CLI::App& app, SharedOptions& shared, ExitCode& code)
{
    auto* command = app.add_subcommand("assess", "Supplier lists -> scores, map, report");
    auto options = std::make_shared<AssessOptions>();
    command
        ->add_option("FILE", options->files, "CSV, TSV, XLSX, XLS, ODS, Parquet, GeoPackage, ...")
        ->required();
    auto* out = command->add_option("--out", options->out, "Result folder");
    command->add_option("--map", options->mapping, "Mapping of columns (YAML)");
    command->add_option("--evidence", options->evidence, "Evidence of your own (CSV, YAML)")
        ->allow_extra_args(false);
    command->add_option("--formats", options->formats, "Such as csv,parquet; all by default");
    command->add_option("--since", options->since, "Earlier result folder: say what is new");
    command->add_flag("--dry-run", options->dry_run, "Only show mapping and first rows");
    command->add_flag("--strict", options->strict, "Exit with 1 if a finding is an error");
    command->add_flag("--force", options->force, "Replace an existing result folder");
    command->add_flag("--sensitivity", options->sensitivity,
                      "Say where the spread of the totals comes from");
    add_shared(*command, shared);
    command->footer("Example: sourcelight assess suppliers.xlsx --out result");
    command->callback([&shared, &code, options, out] {
        if (!options->dry_run && (out->count() == 0 || options->out.empty())) {
            throw CLI::RequiredError("--out");
        }
        code = run(shared, *options);
    });
}

}  // namespace sourcelight::cli
