// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/report.hpp"

#include "sourcelight/publish/page.hpp"
#include "sourcelight/publish/report_blocks.hpp"

namespace sourcelight::publish {
namespace {

constexpr std::int64_t kDataFormat = 2;

void write_data(JsonStream& out, const ReportInputs& in)
{
    ReportSources sources{in.reference.catalogue, in.outcome.record};
    ReportTerms terms{sources};
    const auto cells = used_cells(in.run);
    out.begin_object();
    out.key("format").integer(kDataFormat);
    write_run_facts(out.key("run"), in);
    write_report_counts(out.key("counts"), in);
    write_report_totals(out.key("totals"), in);
    write_bands(out.key("bands"), in);
    write_grades(out.key("grades"), in);
    write_suppliers(out.key("suppliers"), in, cells);
    write_cells(out.key("cells"), in, cells, terms);
    write_receipts(out.key("receipts"), in, terms);
    terms.write(out.key("terms"));
    write_rollups(out.key("rollups"), in);
    write_legal(out.key("legal"), in, sources);
    write_actions(out.key("actions"), in);
    write_finding_groups(out.key("findings"), in);
    write_file_findings(out.key("file_findings"), in);
    write_unresolved(out.key("unresolved"), in);
    write_method(out.key("method"));
    write_limits(out.key("limits"), in);
    write_datasets(out.key("datasets"), in.reference.catalogue, in.outcome.record.datasets);
    write_map(out.key("map"), in);
    out.end_object();
}

}  // namespace

void write_report(const std::string& path, const std::string& template_path,
                  const ReportInputs& inputs)
{
    write_page(path, template_path, [&inputs](JsonStream& out) { write_data(out, inputs); });
}

}  // namespace sourcelight::publish
