// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/validate_run.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/io/output_folder.hpp"
#include "sourcelight/pipeline/outcome.hpp"
#include "sourcelight/publish/number_text.hpp"
#include "sourcelight/publish/validation_page.hpp"
#include "sourcelight/validate/backtest.hpp"
#include "sourcelight/validate/protocol.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <vector>

namespace sourcelight::pipeline {
namespace {

/// An id without its underscores.
std::string in_words(std::string id)
{
    std::replace(id.begin(), id.end(), '_', ' ');
    return id;
}

ValidateSummary summary_of(const validate::Protocol& protocol, const validate::Backtest& backtest)
{
    ValidateSummary summary;
    summary.parts.push_back(
        {fmt::format("{} positives ({} pairs) over {} origins; at least {} asked",
                     backtest.positives, backtest.distinct_positives, backtest.origins.size(),
                     protocol.least_positives),
         backtest.positives >= static_cast<std::size_t>(protocol.least_positives)});
    summary.parts.push_back(
        {fmt::format(
             "beats its rival, {}, on average precision and log score at {} of {} origins; {} "
             "asked",
             in_words(protocol.rival), backtest.won, backtest.origins.size(),
             protocol.origins_to_win),
         backtest.won >= protocol.origins_to_win});
    const auto& slope = backtest.calibration_slope;
    summary.parts.push_back(
        {fmt::format("calibration slope {:.2f} ({:.2f} to {:.2f}); {} to {} asked", slope.value,
                     slope.lo90, slope.hi90, protocol.calibration_slope[0],
                     protocol.calibration_slope[1]),
         slope.value >= protocol.calibration_slope[0] &&
             slope.value <= protocol.calibration_slope[1]});
    return summary;
}

/// Every protocol in the order in which they were frozen: the last one is in force.
std::vector<validate::Protocol> load_protocols(const std::string& configs)
{
    std::vector<validate::Protocol> protocols;
    for (const auto* file : {"validation/protocol.yaml", "validation/protocol-2.yaml"}) {
        protocols.push_back(
            validate::load_protocol((std::filesystem::path{configs} / file).string()));
    }
    return protocols;
}

/// What was public at the days of all protocols, each day loaded once.
validate::Days shared_days(const std::vector<validate::Protocol>& protocols,
                           const validate::ReferenceAt& at, const assess::Methodology& methodology,
                           const assess::RunOptions& options)
{
    std::set<Date> needed;
    for (const auto& protocol : protocols) {
        needed.merge(validate::days_of(protocol));
    }
    return {needed, at, methodology, options};
}

/// Draws whose table is compared with its margins.
constexpr int kMarginDraws = 200;

void add_calibration(const ValidateRequest& request, const assess::Methodology& methodology,
                     const reference::Reference& newest, publish::ValidationContents& contents,
                     ProgressSink& sink)
{
    constexpr int kPrevalenceWorlds = 1000;
    constexpr int kHazardWorlds = 60;
    constexpr int kSites = 200000;
    const auto options = run_options(request.settings);
    sink.progress("calibration", 0, 0);
    contents.coverage.push_back(
        validate::calibrate_prevalence(newest, methodology, options, kPrevalenceWorlds));
    const auto hazard = [&](const validate::Protocol& protocol) {
        return validate::calibrate_hazard(newest, protocol, contents.backtest.origins.front().cases,
                                          kHazardWorlds, options.seed);
    };
    for (auto& earlier : contents.earlier) {
        earlier.coverage = hazard(earlier.protocol);
    }
    contents.coverage.push_back(hazard(contents.protocol));
    contents.sites = validate::calibrate_sites(methodology, kSites, options.seed);
}

void add_parts(const publish::ValidationContents& contents, ValidateSummary& summary)
{
    constexpr double kPercent = 100.0;
    constexpr double kMost = 0.02;
    constexpr double kMargin = 1e-10;
    for (const auto& part : contents.coverage) {
        const bool ok =
            std::fabs(part.within_50 - 0.5) <= kMost && std::fabs(part.within_90 - 0.9) <= kMost;
        summary.parts.push_back(
            {fmt::format("{}: 50 % intervals hold {:.1f} %, 90 % intervals {:.1f} % of {} truths; "
                         "within 2 points asked",
                         part.part, part.within_50 * kPercent, part.within_90 * kPercent,
                         publish::count_text(static_cast<std::int64_t>(part.cases))),
             ok});
    }
    const auto met = std::count_if(contents.anchors.begin(), contents.anchors.end(),
                                   [](const auto& anchor) { return anchor.ok; });
    const auto all = static_cast<std::ptrdiff_t>(contents.anchors.size());
    summary.parts.push_back({fmt::format("{} of {} published totals met", met, all), met == all});
    const auto inside = std::count_if(contents.surveys.begin(), contents.surveys.end(),
                                      [](const auto& survey) { return survey.anchor.ok; });
    const auto surveys = static_cast<std::ptrdiff_t>(contents.surveys.size());
    std::string outside;
    for (const auto& [anchor, definition, day] : contents.surveys) {
        if (!anchor.ok) {
            outside += fmt::format("{} {} ({:.1f} % against {:.1f} %, {:.1f} to {:.1f})",
                                   outside.empty() ? "; outside:" : ",", in_words(anchor.id),
                                   kPercent * anchor.published, kPercent * anchor.estimate,
                                   kPercent * anchor.lo90, kPercent * anchor.hi90);
        }
    }
    summary.parts.push_back(
        {fmt::format("{} of {} published surveys within the 90 % interval of the day before{}",
                     inside, surveys, outside),
         inside == surveys});
    summary.parts.push_back({fmt::format("tables of {} draws differ from their margins by {:.1e} "
                                         "at most; 1e-10 asked",
                                         kMarginDraws, contents.margin_error),
                             contents.margin_error <= kMargin});
    for (const auto& oracle : contents.oracles) {
        // What is sampled is counted in its own standard errors.
        const bool sampled = oracle.tolerance >= 1.0;
        summary.parts.push_back(
            {fmt::format("worked example, {}: ", in_words(oracle.id)) +
                 (sampled ? fmt::format("within {:.1f} standard errors, {:.0f} allowed",
                                        oracle.max_error, oracle.tolerance)
                          : fmt::format("largest difference {:.1e}, {:.1e} allowed",
                                        oracle.max_error, oracle.tolerance)),
             oracle.ok()});
    }
}

}  // namespace

ValidateSummary run_validate(const ValidateRequest& request, ProgressSink& sink)
{
    io::OutputFolder folder{request.out, request.force};
    publish::ValidationContents contents;
    const auto protocols = load_protocols(request.folders.configs);
    contents.protocol = protocols.back();
    const auto newest = reference_of(request.folders, request.settings);
    const auto methodology = methodology_of(request.folders, request.settings, newest);
    if (!methodology.anchored) {
        throw Error{Errc::kConfigInvalid,
                    fmt::format("the methodology {} has no anchors, and validate compares with "
                                "published totals; name one with anchors, such as "
                                "--set methodology=default",
                                methodology.id)};
    }
    sink.progress("backtest", 0, 0);
    const validate::ReferenceAt at = [&](Date day) {
        return reference::load_reference(request.folders.datasets, day);
    };
    const auto options = run_options(request.settings);
    const auto days = shared_days(protocols, at, methodology, options);
    for (std::size_t i = 0; i + 1 < protocols.size(); ++i) {
        contents.earlier.push_back(
            {protocols[i], validate::run_backtest(protocols[i], days, newest, options), {}});
    }
    contents.backtest = validate::run_backtest(contents.protocol, days, newest, options);
    contents.oracles = validate::run_oracles();
    contents.anchors = validate::check_totals(newest, methodology);
    contents.surveys = validate::check_surveys(at, newest, methodology, options);
    contents.margin_error = validate::largest_margin_error(
        newest, methodology, run_options(request.settings), kMarginDraws);
    add_calibration(request, methodology, newest, contents, sink);
    auto summary = summary_of(contents.protocol, contents.backtest);
    add_parts(contents, summary);
    contents.verdicts = summary.parts;
    folder.write("validation.json", publish::validation_text(contents, newest));
    folder.write("validation.html", publish::validation_page(contents, newest));
    auto record = run_record(newest, methodology, request.settings);
    for (auto& [file, sha256] : folder.digests()) {
        record.outputs.push_back({file, sha256});
    }
    folder.write("run.json", publish::run_record_text(record));
    folder.commit();
    return summary;
}

}  // namespace sourcelight::pipeline
