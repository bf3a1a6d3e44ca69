// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/result_folder.hpp"

#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/ingest/mapping_file.hpp"
#include "sourcelight/ingest/own_id.hpp"
#include "sourcelight/ingest/supplier_columns.hpp"
#include "sourcelight/io/read_table.hpp"
#include "sourcelight/io/table_reader.hpp"
#include "sourcelight/pipeline/evidence_findings.hpp"
#include "sourcelight/pipeline/evidence_rows.hpp"
#include "sourcelight/publish/batch_results.hpp"
#include "sourcelight/publish/text_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <utility>

namespace sourcelight::pipeline {
namespace {

constexpr const char* kTable = "suppliers.parquet";
constexpr const char* kTotals = "totals.json";

std::size_t required(const io::ColumnBatch& columns, const std::string& name,
                     const std::string& folder)
{
    const auto found = columns.find(name);
    if (!found) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}/{}: has no column {}; run assess again with this version",
                                folder, kTable, name)};
    }
    return *found;
}

publish::RunHead::Total total_of(const nlohmann::json& value)
{
    publish::RunHead::Total total;
    for (const auto* part : {"median", "lo50", "hi50", "lo90", "hi90", "mc_error"}) {
        if (value.at(part).is_null()) {
            return total;
        }
    }
    total.estimate = Estimate{value.at("median").get<double>(), value.at("lo50").get<double>(),
                              value.at("hi50").get<double>(), value.at("lo90").get<double>(),
                              value.at("hi90").get<double>()};
    total.mc_error = value.at("mc_error").get<double>();
    return total;
}

/// Whether an item counted in its run, or would have with another date or list: one with a fault
/// never does.
bool can_count(std::string_view state)
{
    return state == "counted" || state == kEvidenceLater.code ||
           state == kEvidenceSupplierUnknown.code;
}

}  // namespace

TextColumn own_ids(const io::ColumnBatch& columns)
{
    const auto positions = ingest::own_id_columns(columns.names());
    if (positions.size() < 2) {
        return positions.empty() ? TextColumn{} : columns.text(positions.front());
    }
    std::vector<std::string> cells;
    cells.reserve(columns.rows());
    for (std::size_t row = 0; row < columns.rows(); ++row) {
        cells.push_back(publish::joined_cells(columns, positions, row));
    }
    return TextColumn::of(cells);
}

publish::SupplierState ResultChunk::state(std::size_t row) const
{
    publish::SupplierState out;
    out.row = suppliers.first_row + static_cast<std::int64_t>(row);
    for (std::size_t f = 0; f < figures.size(); ++f) {
        const auto& [median, low, high] = figures[f];
        if (!numbers.missing(f * 3, row) && std::isfinite(median[row])) {
            out.figures[f] = publish::Published{median[row], low[row], high[row]};
        }
    }
    out.band = text(ResultText::kBand, row);
    out.grade = text(ResultText::kGrade, row);
    if (!numbers.missing(priority, row)) {
        out.priority = numbers.integers(priority)[row];
    }
    out.repeats = !numbers.missing(repeat_of, row);
    return out;
}

ResultFolder::ResultFolder(std::string folder) : m_folder{std::move(folder)}
{
    const std::filesystem::path path{m_folder};
    if (!std::filesystem::exists(path / "run.json")) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}: is no result folder of assess, it has no run.json; name the "
                                "folder that was given as --out",
                                m_folder)};
    }
    m_record = publish::read_run_record((path / "run.json").string());
    for (const auto* name : {kTotals, kTable}) {
        check_file(name);
    }
    read_head();
}

void ResultFolder::check_file(const std::string& name) const
{
    const auto path = std::filesystem::path{m_folder} / name;
    const auto listed =
        std::find_if(m_record.outputs.begin(), m_record.outputs.end(),
                     [&name](const publish::OutputRecord& output) { return output.file == name; });
    if (listed == m_record.outputs.end()) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}: its run wrote no {}; run assess with the format parquet",
                                m_folder, name)};
    }
    if (!std::filesystem::exists(path)) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}: is missing, though run.json lists it; take the whole folder, "
                                "or run assess again",
                                path.string())};
    }
    if (sha256_file(path.string()) != listed->sha256) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}: is not the file that the run wrote (its SHA-256 differs from "
                                "the one in run.json); run assess again",
                                path.string())};
    }
}

void ResultFolder::read_head()
{
    const auto path = (std::filesystem::path{m_folder} / kTotals).string();
    try {
        const auto totals = nlohmann::json::parse(publish::read_text_file(path));
        m_head.rows = totals.at("rows").get<std::int64_t>();
        m_head.assessed = totals.at("assessed").get<std::int64_t>();
        m_head.expected_sites = total_of(totals.at("expected_sites"));
        if (totals.contains("residual_sites")) {
            m_head.residual_sites = total_of(totals.at("residual_sites"));
        }
        m_head.at_least_one = total_of(totals.at("at_least_one"));
        m_head.expected_persons = total_of(totals.at("expected_persons"));
    } catch (const nlohmann::json::exception& problem) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}: is no totals.json of assess: {}", path, problem.what())};
    }
    m_head.as_of = m_record.as_of;
    m_head.version = m_record.version;
    m_head.methodology = m_record.methodology_id;
    m_head.draws = m_record.draws;
    m_head.record_sha256 = sha256_file((std::filesystem::path{m_folder} / "run.json").string());
    for (const auto& input : m_record.inputs) {
        m_head.files.push_back(input.file);
    }
}

void ResultFolder::read_evidence()
{
    if (m_record.evidence.empty()) {
        return;
    }
    check_file(kEvidenceName);
    m_evidence = kept_evidence(m_folder, m_record, false);
    const std::array<io::ColumnType, 1> columns{{{"state"}}};
    const auto table = io::read_table((std::filesystem::path{m_folder} / kEvidenceName).string(),
                                      columns, kEvidenceName);
    const auto& states = table.text("state");
    for (const auto& file : m_evidence) {
        for (std::size_t i = 0; i < std::min(file.rows.size(), table.rows()); ++i) {
            if (!is_answer(file.rows[i]) && can_count(states[i])) {
                m_evidence_keys.add(file.rows[i][ingest::EvidenceField::kSupplier], i);
            }
        }
    }
}

std::span<const std::size_t> ResultFolder::evidence_of(std::int64_t row) const
{
    const auto found = m_evidence_of.find(row);
    return found == m_evidence_of.end() ? std::span<const std::size_t>{} : found->second;
}

void ResultFolder::read_rows()
{
    const auto path = (std::filesystem::path{m_folder} / kTable).string();
    io::ReadLimits limits;
    limits.columns = std::numeric_limits<std::size_t>::max();
    limits.cell_bytes = std::numeric_limits<std::size_t>::max();
    const auto reader = io::open_table(path, limits, [](const auto&) { return std::size_t{1}; });
    std::size_t file = 0;
    std::int64_t last = m_record.inputs.empty() ? 0 : m_record.inputs.front().rows;
    while (const auto batch = reader->next()) {
        for (std::size_t from = 0; from < batch->rows();) {
            while (m_rows >= last && file + 1 < m_record.inputs.size()) {
                last += m_record.inputs[++file].rows;
            }
            if (m_rows >= last) {
                throw Error{
                    Errc::kInputUnreadable,
                    fmt::format("{}: has more rows than the {} that run.json counts", path, last)};
            }
            const auto count =
                std::min(batch->rows() - from, static_cast<std::size_t>(last - m_rows));
            add(batch->slice(from, count), file, last - m_record.inputs[file].rows);
            from += count;
        }
    }
}

void ResultFolder::add(const io::ColumnBatch& columns, std::size_t file, std::int64_t rows_before)
{
    const auto mapping = ingest::apply_mapping(
        ingest::parse_mapping(m_record.inputs[file].mapping, "run.json"), columns.names());
    ResultChunk chunk;
    chunk.suppliers.first_row = m_rows + 1;
    chunk.suppliers.rows = columns.rows();
    chunk.suppliers.file = file;
    chunk.suppliers.first_file_row = m_rows + 1 - rows_before;
    chunk.suppliers.columns = ingest::supplier_columns(columns, mapping.mapping);
    chunk.suppliers.shape_radius_km = ingest::shape_radii(columns);
    chunk.suppliers.spend_unit = ingest::spend_unit(columns.names(), mapping.mapping);
    chunk.own_ids = own_ids(columns);
    m_has_ids = m_has_ids || !chunk.own_ids.empty();
    for (std::size_t i = 0; i < kResultTexts.size(); ++i) {
        chunk.texts[i] = columns.text(required(columns, kResultTexts[i], m_folder));
    }
    std::vector<std::size_t> numbers;
    for (const auto name : publish::kFigureColumns) {
        for (const auto* ending : {"", "_lo90", "_hi90"}) {
            numbers.push_back(required(columns, fmt::format("sl_{}{}", name, ending), m_folder));
        }
    }
    chunk.priority = numbers.size();
    numbers.push_back(required(columns, "sl_priority", m_folder));
    chunk.repeat_of = numbers.size();
    numbers.push_back(required(columns, "sl_repeat_of", m_folder));
    chunk.numbers = columns.select(numbers);
    for (std::size_t f = 0; f < publish::kFigureCount; ++f) {
        for (std::size_t part = 0; part < 3; ++part) {
            chunk.figures[f][part] = chunk.numbers.reals32(f * 3 + part);
        }
    }
    auto items =
        m_evidence_keys.of(chunk.suppliers, columns, ingest::own_id_columns(columns.names()));
    for (std::size_t row = 0; row < items.size(); ++row) {
        if (!items[row].empty()) {
            m_evidence_of[m_rows + 1 + static_cast<std::int64_t>(row)] = std::move(items[row]);
        }
    }
    m_rows += static_cast<std::int64_t>(columns.rows());
    m_chunks.push_back(std::move(chunk));
}

std::pair<const ResultChunk*, std::size_t> ResultFolder::find(std::int64_t row) const
{
    const auto after =
        std::partition_point(m_chunks.begin(), m_chunks.end(), [row](const ResultChunk& chunk) {
            return chunk.suppliers.first_row <= row;
        });
    const auto& chunk = *std::prev(after);
    return {&chunk, static_cast<std::size_t>(row - chunk.suppliers.first_row)};
}

config::Settings recorded_settings(const publish::RunRecord& record)
{
    config::Settings settings;
    for (const auto& [name, value] : record.configuration) {
        config::set_setting(settings, name, value, "run.json");
    }
    for (const auto& layer : record.layers) {
        settings.proximity.push_back(config::layer_of_texts(layer.setting, "run.json"));
    }
    settings.as_of = to_string(record.as_of);
    return settings;
}

}  // namespace sourcelight::pipeline
