// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/report.hpp"

#include "sourcelight/publish/page.hpp"
#include "sourcelight/publish/report_blocks.hpp"

namespace sourcelight::publish {
namespace {

constexpr std::int64_t kDataFormat = 4;

/// What the top of the page shows.
void write_opening(JsonStream& out, const ReportInputs& in)
{
    out.key("format").integer(kDataFormat);
    write_run_facts(out.key("run"), in);
    write_report_counts(out.key("counts"), in);
    write_report_totals(out.key("totals"), in);
    write_bands(out.key("bands"), in);
    write_grades(out.key("grades"), in);
    write_map(out.key("map"), in);
}

/// What stands below the first screen.
void write_sections(JsonStream& out, const ReportInputs& in, const ReportSources& sources)
{
    write_rollups(out.key("rollups"), in);
    write_legal(out.key("legal"), in, sources);
    write_actions(out.key("actions"), in);
    write_finding_groups(out.key("findings"), in);
    write_file_findings(out.key("file_findings"), in);
    write_unresolved(out.key("unresolved"), in);
    write_method(out.key("method"));
    write_limits(out.key("limits"), in);
    write_datasets(out.key("datasets"), in.reference.catalogue, in.outcome.record.datasets);
}

void write_data(PageBlocks& blocks, const ReportInputs& in)
{
    ReportSources sources{in.reference.catalogue, in.outcome.record};
    ReportTerms terms{sources};
    const auto cells = used_cells(in.run);
    blocks.add("data", [&in](JsonStream& out) { write_opening(out, in); });
    blocks.add("points", [&in](JsonStream& out) { write_points(out.key("points"), in); });
    blocks.add("suppliers",
               [&](JsonStream& out) { write_suppliers(out.key("suppliers"), in, cells); });
    blocks.add("regions", [&in](JsonStream& out) { write_regions(out.key("regions"), in); });
    blocks.add("sections", [&](JsonStream& out) { write_sections(out, in, sources); });
    blocks.add("receipts", [&](JsonStream& out) {
        write_cells(out.key("cells"), in, cells, terms);
        write_receipts(out.key("receipts"), in, terms);
        terms.write(out.key("terms"));
    });
}

}  // namespace

void write_report(const std::string& path, const std::string& template_path,
                  const ReportInputs& inputs)
{
    write_page(path, template_path, [&inputs](PageBlocks& blocks) { write_data(blocks, inputs); });
}

}  // namespace sourcelight::publish
