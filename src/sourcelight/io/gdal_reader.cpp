// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/gdal_reader.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/batch_builder.hpp"
#include "sourcelight/io/finding_log.hpp"
#include "sourcelight/io/findings.hpp"
#include "sourcelight/io/gdal_dataset.hpp"
#include "sourcelight/io/gdal_rows.hpp"
#include "sourcelight/io/gdal_session.hpp"
#include "sourcelight/io/header_row.hpp"
#include "sourcelight/io/zip_guard.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <utility>

namespace sourcelight::io {
namespace {

using DatasetPointer = std::unique_ptr<GDALDataset>;

bool is_spreadsheet(const std::string& driver)
{
    return driver == "XLSX" || driver == "XLS" || driver == "ODS";
}

/// A sheet or layer that may hold the list.
struct Candidate {
    OGRLayer* layer = nullptr;
    bool points = false;
    HeaderChoice header;  ///< row = number of rows to skip less one, for spreadsheets
    std::string first_cell;
};

bool names_a_point(const std::vector<std::string>& names)
{
    static constexpr std::array<std::string_view, 6> kWords{"lat",       "latitude", "lon",
                                                            "longitude", "lng",      "long"};
    return std::any_of(names.begin(), names.end(), [](const std::string& name) {
        return std::find(kWords.begin(), kWords.end(), fold(name)) != kWords.end();
    });
}

Candidate look_at_sheet(OGRLayer& layer, const HeaderJudge& judge)
{
    Candidate candidate{&layer, false, {}, {}};
    LayerRows rows{layer, false};
    rows.rewind();
    std::vector<std::vector<std::string>> first;
    std::vector<std::string> cells;
    bool any = false;
    while (first.size() < 2 * kHeaderRows && rows.next(cells)) {
        any = any || !is_blank_row(cells);
        first.push_back(cells);
    }
    if (any) {
        candidate.header = choose_header(first, judge);
        candidate.first_cell = first[0].empty() ? std::string{} : first[0].front();
    }
    return candidate;
}

Candidate look_at_layer(OGRLayer& layer, const HeaderJudge& judge)
{
    const auto names = LayerRows{layer, false}.names();
    const bool points = layer.GetGeomType() != wkbNone && !names_a_point(names);
    Candidate candidate{&layer, points, {}, {}};
    candidate.header = {true, 0, judge ? judge(names) : 0, LayerRows{layer, points}.names()};
    return candidate;
}

/// The first sheet with two header words, else the one with the most.
Candidate& best_of(std::vector<Candidate>& candidates)
{
    auto best = std::find_if(candidates.begin(), candidates.end(),
                             [](const Candidate& c) { return c.header.words >= 2; });
    if (best == candidates.end()) {
        best = std::max_element(
            candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.header.words < b.header.words; });
    }
    return *best;
}

class GdalReader final : public TableReader {
public:
    GdalReader(const std::string& path, const std::string& driver, const ReadLimits& limits,
               const HeaderJudge& judge);

    [[nodiscard]] const TableInfo& info() const noexcept override { return m_info; }
    [[nodiscard]] std::optional<ColumnBatch> next() override;
    [[nodiscard]] std::vector<Finding> take_findings() override { return m_log.take(); }

private:
    void choose(const HeaderJudge& judge);
    void take(Candidate candidate);
    void note_shapes(OGRLayer& layer);
    void log_shape();
    void add_row();
    void close();

    std::string m_path;
    std::string m_driver;
    std::string m_complaint;  ///< of GDAL about a file that it opened nevertheless
    ReadLimits m_limits;
    DatasetPointer m_dataset;
    TableInfo m_info;
    FindingLog m_log;
    std::optional<LayerRows> m_rows;
    std::optional<BatchBuilder> m_builder;
    std::vector<std::string> m_cells;
    std::vector<std::string_view> m_views;
    std::int64_t m_row = 0;
    std::size_t m_blank = 0;
    bool m_closed = false;
};

GdalReader::GdalReader(const std::string& path, const std::string& driver, const ReadLimits& limits,
                       const HeaderJudge& judge)
    : m_path{path}, m_driver{driver}, m_limits{limits}
{
    if (driver == "XLSX" || driver == "ODS") {
        check_zip(path, limits);
    }
    m_dataset = open_dataset(path, driver, &m_complaint);
    m_info.file = std::filesystem::path{path}.filename().string();
    choose(judge);
    if (m_info.columns.size() > limits.columns) {
        throw Error{Errc::kLimitExceeded, fmt::format("{}: has {} columns, the limit is {}", path,
                                                      m_info.columns.size(), limits.columns)};
    }
    m_builder.emplace(m_info.columns, limits);
}

void GdalReader::choose(const HeaderJudge& judge)
{
    const GdalMessages messages;
    std::vector<Candidate> candidates;
    for (int i = 0; i < m_dataset->GetLayerCount(); ++i) {
        auto* layer = m_dataset->GetLayer(i);
        auto candidate =
            is_spreadsheet(m_driver) ? look_at_sheet(*layer, judge) : look_at_layer(*layer, judge);
        if (!candidate.header.names.empty()) {
            candidates.push_back(std::move(candidate));
        }
    }
    if (candidates.empty()) {
        throw Error{
            Errc::kInputUnreadable,
            m_path + ": holds no rows; expected a table with a header and rows" +
                (messages.last_failure().empty() ? "" : " (" + messages.last_failure() + ")")};
    }
    auto& best = best_of(candidates);
    std::string others;
    for (const auto& candidate : candidates) {
        if (candidate.layer != best.layer) {
            others += (others.empty() ? "" : ", ") + std::string{candidate.layer->GetName()};
        }
    }
    if (!others.empty()) {
        m_log.add({0, &kOtherSheets, "", others,
                   fmt::format("\"{}\" was read; not read: {}", best.layer->GetName(), others)});
    }
    take(std::move(best));
}

void GdalReader::take(Candidate candidate)
{
    m_info.format =
        fmt::format("{}, {} \"{}\"", m_driver, is_spreadsheet(m_driver) ? "sheet" : "layer",
                    candidate.layer->GetName());
    m_info.columns = std::move(candidate.header.names);
    m_info.header_line = 0;
    m_rows.emplace(*candidate.layer, candidate.points);
    m_rows->rewind();
    if (candidate.points) {
        m_rows->place_shapes(m_path);
        note_shapes(*candidate.layer);
    }
    if (!is_spreadsheet(m_driver)) {
        return;
    }
    const auto& header = candidate.header;
    for (std::size_t i = 0; i < header.row + (header.found ? 1 : 0); ++i) {
        static_cast<void>(m_rows->next(m_cells));
    }
    const auto line = static_cast<std::int64_t>(header.row) + 1;
    m_info.header_line = header.found ? line : 0;
    m_info.first_line = line + (header.found ? 1 : 0);
    if (!header.found) {
        m_log.add({0, &kNoHeader, "", candidate.first_cell,
                   "no row looks like a header; the columns are called \"column 1\" and so on"});
    } else if (header.row > 0) {
        m_log.add({0, &kLinesBeforeHeader, "", candidate.first_cell,
                   fmt::format("the header is row {}; {} row(s) above it are not suppliers; data "
                               "row 1 is row {} of the sheet",
                               line, header.row, m_info.first_line)});
    }
}

void GdalReader::note_shapes(OGRLayer& layer)
{
    m_log.add({0, &kPointsAdded, "latitude", "",
               m_rows->only_points()
                   ? "the points of the layer are read as columns latitude and longitude (WGS 84)"
                   : "the shapes of the layer are read as columns latitude and longitude (WGS 84): "
                     "points as they are, others by their middle and by how far they reach from "
                     "it, in column shape_radius_km"});
    const bool unknown = m_complaint.starts_with("PROJ: ");
    if (unknown || layer.GetSpatialRef() == nullptr) {
        m_log.add({0, &kListNoSystem, "latitude", "",
                   fmt::format("the layer states {}; its coordinates were read as longitude and "
                               "latitude (WGS 84)",
                               unknown ? "a reference system that is not known"
                                       : "no reference system")});
    }
}

void GdalReader::log_shape()
{
    if (m_rows->shapes() == nullptr) {
        return;
    }
    for (const auto& note : m_rows->shapes()->notes()) {
        m_log.add({m_row, note.kind, "latitude", "", note.message});
    }
}

void GdalReader::add_row()
{
    ++m_row;
    if (is_blank_row(m_cells)) {
        // Held back, since empty rows at the end are no rows; but never more than a batch of them.
        if (m_builder->rows() + ++m_blank >= m_builder->max_rows()) {
            m_builder->append_blank(std::exchange(m_blank, 0));
        }
        return;
    }
    m_builder->append_blank(std::exchange(m_blank, 0));
    log_shape();
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        if (m_cells[i].size() > m_limits.cell_bytes) {
            throw Error{Errc::kLimitExceeded,
                        fmt::format("{}, data row {}, column {}: the cell is larger than {} bytes; "
                                    "shorten it, or raise limits.cell_bytes",
                                    m_path, m_row, i + 1, m_limits.cell_bytes)};
        }
    }
    m_views.assign(m_cells.begin(), m_cells.end());
    m_builder->append(m_views);
}

std::optional<ColumnBatch> GdalReader::next()
{
    const GdalMessages messages;
    while (!m_builder->full()) {
        if (!m_rows->next(m_cells)) {
            close();
            break;
        }
        add_row();
    }
    if (!messages.last_failure().empty()) {
        throw Error{Errc::kInputUnreadable, fmt::format("{}, near data row {}: {}", m_path, m_row,
                                                        messages.last_failure())};
    }
    if (m_row == static_cast<std::int64_t>(m_blank)) {
        throw Error{Errc::kNoUsableColumn,
                    m_path + ": has a header but no rows below it; expected at least one row"};
    }
    if (m_builder->rows() == 0) {
        return std::nullopt;
    }
    return m_builder->finish();
}

void GdalReader::close()
{
    if (std::exchange(m_closed, true)) {
        return;
    }
    if (m_rows->shapes() != nullptr) {
        m_rows->shapes()->require_lengths();
    }
    if (m_blank > 0) {
        m_log.add({0, &kBlankRowsAtEnd, "", "",
                   fmt::format("{} empty rows at the end of the sheet were left out", m_blank)});
    }
    m_log.close();
}

}  // namespace

std::unique_ptr<GDALDataset> open_dataset(const std::string& path, const std::string& driver,
                                          std::string* complaint)
{
    register_gdal_drivers();
    const GdalMessages messages;
    const auto absolute = std::filesystem::absolute(path).string();
    if (absolute.starts_with("/vsi")) {
        throw Error{Errc::kInputUnreadable, path + ": virtual paths of GDAL are not read"};
    }
    const std::array<const char*, 2> drivers{driver.c_str(), nullptr};
    std::unique_ptr<GDALDataset> dataset{
        GDALDataset::Open(absolute.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data())};
    if (dataset == nullptr) {
        throw Error{
            Errc::kInputUnreadable,
            fmt::format("{}: looks like {} but cannot be read as such ({}); open it, save it "
                        "again under a name that ends with the kind of file, or export CSV",
                        path, driver,
                        messages.first_failure().empty() ? "no details"
                                                         : messages.first_failure())};
    }
    if (complaint != nullptr) {
        *complaint = messages.first_failure();
    }
    return dataset;
}

std::unique_ptr<TableReader> open_gdal(const std::string& path, const std::string& driver,
                                       const ReadLimits& limits, const HeaderJudge& judge)
{
    return std::make_unique<GdalReader>(path, driver, limits, judge);
}

}  // namespace sourcelight::io
