// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/result_writer.hpp"

#include "sourcelight/io/writers.hpp"
#include "sourcelight/publish/csv_guard_count.hpp"
#include "sourcelight/publish/findings_file.hpp"
#include "sourcelight/publish/hexagon_layer.hpp"
#include "sourcelight/publish/layer_style.hpp"
#include "sourcelight/publish/maps/company_map.hpp"
#include "sourcelight/publish/maps/mapnik_canvas.hpp"
#include "sourcelight/publish/maps/mapnik_fonts.hpp"
#include "sourcelight/publish/matches_file.hpp"
#include "sourcelight/publish/report.hpp"
#include "sourcelight/publish/result_table.hpp"
#include "sourcelight/publish/run_collector.hpp"
#include "sourcelight/publish/totals_file.hpp"
#include "sourcelight/publish/workbook.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <future>
#include <utility>
#include <vector>

namespace sourcelight::publish {

struct ResultWriter::Files {
    const io::OutputFolder& folder;
    const RunNames& names;
    const reference::Reference& reference;
    WriterOptions options;
    FindingsFile findings;
    std::unique_ptr<MatchesFile> matches = nullptr;
    std::vector<std::unique_ptr<io::TableWriter>> tables = {};
    std::unique_ptr<io::GeoPackageWriter> package = nullptr;
    std::unique_ptr<CsvGuardCount> guard = nullptr;
    std::unique_ptr<Workbook> workbook = nullptr;
    std::unique_ptr<RunCollector> collector = nullptr;  ///< for report and workbook
    std::size_t codes_column = 0;                       ///< of sl_findings in every table
};

namespace {

const io::PointColumns kPoint{"sl_lon", "sl_lat"};

std::vector<std::unique_ptr<io::TableWriter>> open_tables(const io::OutputFolder& folder,
                                                          const io::ColumnBatch& layout,
                                                          const WriterOptions& options)
{
    std::vector<std::unique_ptr<io::TableWriter>> tables;
    if (options.formats.has(Format::kParquet)) {
        io::ParquetOptions parquet;
        parquet.point = kPoint;
        tables.push_back(
            io::make_parquet_writer(folder.file("suppliers.parquet"), layout, parquet));
    }
    if (options.formats.has(Format::kCsv)) {
        tables.push_back(io::make_csv_writer(folder.file("suppliers.csv"), layout));
    }
    return tables;
}

/// The print maps of the run; reads const values only, so that it runs beside the other pages.
void write_maps(const io::OutputFolder& folder, const RunOutcome& outcome, const RunCollection& run,
                const reference::Catalogue& catalogue)
{
    constexpr std::array<std::pair<maps::Picture, const char*>, 3> kPictures{
        {{maps::Picture::kSvg, "svg"}, {maps::Picture::kPdf, "pdf"}, {maps::Picture::kPng, "png"}}};
    const auto pages = maps::company_maps(outcome, run, catalogue);
    std::vector<std::future<void>> work;
    for (const auto& page : pages) {
        work.push_back(std::async(std::launch::async, [&] {
            for (const auto& [picture, ending] : kPictures) {
                folder.write(fmt::format("maps/{}.{}", page.name, ending),
                             maps::draw(page.scene, picture, outcome.record.as_of));
            }
        }));
    }
    for (auto& done : work) {
        done.get();
    }
}

std::unique_ptr<io::GeoPackageWriter> open_package(const io::OutputFolder& folder,
                                                   const io::ColumnBatch& layout,
                                                   const WriterOptions& options)
{
    if (!options.formats.has(Format::kGeoPackage)) {
        return nullptr;
    }
    io::GeoPackageOptions package;
    package.point = kPoint;
    package.as_of = options.as_of;
    const auto& style = supplier_layer_style();
    package.style_name = style.name;
    package.style_qml = style.qml;
    package.style_sld = style.sld;
    return io::make_geopackage_writer(folder.file("suppliers.gpkg"), layout, package);
}

}  // namespace

ResultWriter::ResultWriter(const io::OutputFolder& folder, const RunNames& names,
                           const reference::Reference& reference, const io::ColumnBatch& own,
                           WriterOptions options)
    : m_files{new Files{folder, names, reference, std::move(options),
                        FindingsFile{folder.file("findings.csv")}}}
{
    auto& files = *m_files;
    if (files.options.formats.has(Format::kMaps)) {
        // Missing fonts are told now, not when all else is written.
        static_cast<void>(maps::face_names(maps::Weight::kRegular));
    }
    const auto layout = result_layout(own, names.extra);
    files.codes_column = *layout.find("sl_findings");
    files.tables = open_tables(folder, layout, files.options);
    files.package = open_package(folder, layout, files.options);
    if (files.options.formats.has(Format::kMatches)) {
        files.matches = std::make_unique<MatchesFile>(folder.file("matches.csv"));
    }
    if (files.options.formats.has(Format::kCsv)) {
        files.guard = std::make_unique<CsvGuardCount>();
    }
    if (files.options.formats.has(Format::kWorkbook)) {
        files.workbook = std::make_unique<Workbook>(
            WorkbookOptions{folder.file("workbook.xlsx"), folder.scratch("workbook"),
                            files.options.title, files.options.as_of},
            names, reference, layout);
    }
    if (files.workbook || files.options.formats.has(Format::kReport) ||
        files.options.formats.has(Format::kMaps)) {
        files.collector = std::make_unique<RunCollector>(files.options.rows);
    }
}

ResultWriter::~ResultWriter() = default;

void ResultWriter::write_file_findings(std::span<const Finding> findings, std::string_view file)
{
    for (const auto& finding : findings) {
        m_files->findings.append(finding, file);
        if (m_files->collector) {
            m_files->collector->add_file_finding(finding, file);
        }
    }
}

std::int64_t ResultWriter::receipts() const noexcept
{
    return m_files->options.formats.has(Format::kReport) ? kReceiptRows : 0;
}

io::ColumnBatch ResultWriter::table(const BatchResults& batch) const
{
    return result_table(m_files->names, batch, RowFindings{batch});
}

void ResultWriter::write(const BatchResults& batch, const io::ColumnBatch& table)
{
    auto& files = *m_files;
    for (const auto& writer : files.tables) {
        writer->write(table);
    }
    if (files.package) {
        files.package->write(table);
    }
    const auto& file = files.names.files[batch.suppliers->file];
    const RowFindings findings{batch};
    for (const auto* finding : findings.all()) {
        files.findings.append(*finding, file);
    }
    if (files.matches) {
        for (const auto& match : batch.matches) {
            const auto row = static_cast<std::size_t>(match.row - batch.suppliers->first_row);
            files.matches->append(match, files.names.entities[match.entity], file,
                                  batch.assessed[row].answer);
        }
    }
    if (files.guard) {
        files.guard->add(*batch.own, batch.suppliers->first_row);
    }
    if (files.workbook) {
        files.workbook->write(batch, table, findings);
    }
    if (files.collector) {
        files.collector->add(files.names, batch, findings, table.text(files.codes_column));
    }
}

void ResultWriter::write_pages(const RunOutcome& outcome)
{
    auto& files = *m_files;
    if (!files.collector) {
        return;
    }
    const auto run = files.collector->finish();
    std::future<void> maps;
    if (files.options.formats.has(Format::kMaps)) {
        maps = std::async(std::launch::async, write_maps, std::cref(files.folder),
                          std::cref(outcome), std::cref(run), std::cref(files.reference.catalogue));
    }
    if (files.workbook) {
        files.workbook->finish(outcome, run);
    }
    if (files.options.formats.has(Format::kReport)) {
        write_report(files.folder.file("report.html"), files.options.report_template,
                     {outcome, run, files.names, files.reference, files.options.title});
    }
    if (maps.valid()) {
        maps.get();
    }
}

void ResultWriter::finish(RunOutcome outcome)
{
    auto& files = *m_files;
    for (const auto& writer : files.tables) {
        writer->finish();
    }
    if (files.package) {
        if (!outcome.hexagons.empty()) {
            files.package->add_areas(hexagon_layer(outcome.hexagons));
        }
        files.package->finish();
    }
    if (files.matches) {
        files.matches->close();
    }
    if (files.guard) {
        write_file_findings(files.guard->findings(), {});
    }
    if (files.workbook) {
        write_file_findings(files.workbook->findings(), {});
    }
    files.findings.close();
    files.folder.write("totals.json", totals_text(outcome));
    write_pages(outcome);

    auto& record = outcome.record;
    record.findings = files.findings.counts();
    record.outputs.clear();
    for (auto& [file, sha256] : files.folder.digests()) {
        record.outputs.push_back({file, sha256});
    }
    files.folder.write("run.json", run_record_text(record));
}

}  // namespace sourcelight::publish
