// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/validate_run.hpp"

#include "sourcelight/io/output_folder.hpp"
#include "sourcelight/publish/validation_file.hpp"
#include "sourcelight/validate/backtest.hpp"
#include "sourcelight/validate/protocol.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace sourcelight::pipeline {
namespace {

ValidateSummary summary_of(const validate::Protocol& protocol, const validate::Backtest& backtest)
{
    ValidateSummary summary;
    summary.parts.push_back(
        {fmt::format("{} positives ({} pairs) over {} origins; at least {} asked",
                     backtest.positives, backtest.distinct_positives, backtest.origins.size(),
                     protocol.least_positives),
         backtest.positives >= static_cast<std::size_t>(protocol.least_positives)});
    summary.parts.push_back(
        {fmt::format("beats {} on average precision and log score at {} of {} origins; {} asked",
                     protocol.rival, backtest.won, backtest.origins.size(),
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

}  // namespace

ValidateSummary run_validate(const ValidateRequest& request, ProgressSink& sink)
{
    io::OutputFolder folder{request.out, request.force};
    const auto path = std::filesystem::path{request.folders.configs} / "validation/protocol.yaml";
    publish::ValidationContents contents;
    contents.protocol = validate::load_protocol(path.string());
    const auto methodology = methodology_of(request.folders, request.settings);
    const auto newest = reference_of(request.folders, request.settings);
    sink.progress("backtest", 0, 0);
    const validate::ReferenceAt at = [&](Date day) {
        return reference::load_reference(request.folders.datasets, day);
    };
    contents.backtest = validate::run_backtest(contents.protocol, at, newest, methodology,
                                               run_options(request.settings));
    folder.write("validation.json", publish::validation_text(contents, newest));
    folder.commit();
    return summary_of(contents.protocol, contents.backtest);
}

}  // namespace sourcelight::pipeline
