// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/batch_results.hpp"
#include "sourcelight/publish/run_collector.hpp"
#include "sourcelight/publish/run_outcome.hpp"

#include <string>

namespace sourcelight::publish {

/// What the page is made of; a view.
struct ReportInputs {
    const RunOutcome& outcome;
    const RunCollection& run;
    const RunNames& names;
    const reference::Reference& reference;
    const std::string& title;
};

/// Writes report.html: the template with the data of the run in place of its marker line, streamed
/// into the file. The page is described in web/DATA.md; outside text is data, never markup.
/// @throws Error kInternal if the template lacks its marker line, kInputUnreadable if it cannot be
///         read, kOutputUnwritable as TextFile does
void write_report(const std::string& path, const std::string& template_path,
                  const ReportInputs& inputs);

}  // namespace sourcelight::publish
