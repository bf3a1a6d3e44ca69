// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/evidence_file.hpp"

#include "sourcelight/config/yaml.hpp"
#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/core/wrap.hpp"
#include "sourcelight/ingest/findings.hpp"
#include "sourcelight/ingest/header_words.hpp"
#include "sourcelight/ingest/table_lines.hpp"
#include "sourcelight/io/writers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace sourcelight::ingest {
namespace {

using Sources = std::array<std::optional<std::size_t>, kEvidenceFieldCount>;

constexpr std::array kNeeded{EvidenceField::kSupplier, EvidenceField::kKind, EvidenceField::kDate};

std::optional<std::size_t> field_of(std::string_view header)
{
    auto key = header_key(header);
    std::replace(key.begin(), key.end(), ' ', '_');
    const auto* const found =
        std::find(kEvidenceFieldNames.begin(), kEvidenceFieldNames.end(), key);
    return found == kEvidenceFieldNames.end()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(found - kEvidenceFieldNames.begin())};
}

std::vector<std::string> known_names()
{
    return {kEvidenceFieldNames.begin(), kEvidenceFieldNames.end()};
}

/// "it is not read; did you mean cluster?".
std::string unknown_name_text(std::string_view name)
{
    const auto near = config::nearest(header_key(name), known_names());
    return near.empty() ? fmt::format("it is not read; those that are: {}",
                                      fmt::join(kEvidenceFieldNames, ", "))
                        : fmt::format("it is not read; did you mean {}?", near);
}

Sources sources_of(const std::string& path, EvidenceFile& out)
{
    Sources sources;
    for (std::size_t i = 0; i < out.columns.size(); ++i) {
        const auto field = field_of(out.columns[i]);
        if (field && !sources[*field]) {
            sources[*field] = i;
        } else {
            out.findings.push_back({{0, &kEvidenceColumnUnknown, out.columns[i], "",
                                     field ? "the file has this column twice; the first is read"
                                           : unknown_name_text(out.columns[i])}});
        }
    }
    for (const auto field : kNeeded) {
        if (!sources[static_cast<std::size_t>(field)]) {
            throw Error{
                Errc::kNoUsableColumn,
                fmt::format("{}: has no column \"{}\"; its columns are {}. An evidence file needs "
                            "supplier, kind and date; docs/evidence.md has an example",
                            path, kEvidenceFieldNames[static_cast<std::size_t>(field)],
                            printable(fmt::format("{}", fmt::join(out.columns, ", "))))};
        }
    }
    return sources;
}

/// The evidence.csv of a result keeps a spreadsheet from reading formulas by an apostrophe, which
/// is no part of the cell.
void remove_guards(EvidenceRow& row)
{
    for (auto& cell : row.cells) {
        if (cell.starts_with('\'') && io::csv_guard_needed(std::string_view{cell}.substr(1))) {
            cell.erase(0, 1);
        }
    }
}

void add_rows(const io::ColumnBatch& batch, const Sources& sources, TableLines& lines,
              EvidenceFile& out)
{
    std::vector<TextColumn> columns;
    for (std::size_t i = 0; i < batch.columns(); ++i) {
        columns.push_back(batch.text(i));
    }
    for (std::size_t row = 0; row < batch.rows(); ++row) {
        bool blank = true;
        for (const auto& column : columns) {
            blank = blank && trim(column[row]).empty();
        }
        EvidenceRow read;
        std::tie(read.line, read.where) = lines.take();
        for (std::size_t field = 0; field < kEvidenceFieldCount; ++field) {
            if (sources[field]) {
                read.cells[field] = printable(columns[*sources[field]][row]);
            }
        }
        if (!read[EvidenceField::kFromFile].empty()) {
            remove_guards(read);
        }
        if (!blank) {
            out.rows.push_back(std::move(read));
        }
    }
}

void read_table_of(const std::string& path, const io::ReadLimits& limits, EvidenceFile& out)
{
    const auto reader =
        io::open_table(path, limits, [](const std::vector<std::string>& cells) -> std::size_t {
            return static_cast<std::size_t>(std::count_if(
                cells.begin(), cells.end(), [](const auto& c) { return field_of(c).has_value(); }));
        });
    out.format = reader->info().format;
    out.columns = reader->info().columns;
    const auto sources = sources_of(path, out);
    TableLines lines{reader->info(), path};
    while (const auto batch = reader->next()) {
        add_rows(*batch, sources, lines, out);
    }
    for (auto& finding : reader->take_findings()) {
        const auto row = std::exchange(finding.row, 0);
        if (row > 0) {
            finding.message = fmt::format("data row {}: {}", row, finding.message);
        }
        out.findings.push_back({std::move(finding), row});
    }
}

void add_item(const YAML::Node& node, EvidenceFile& out)
{
    EvidenceRow read;
    read.line = node.Mark().line + 1;
    read.where = fmt::format("line {}", read.line);
    if (!node.IsMap()) {
        out.findings.push_back({{0, &kEvidenceNoItem, "", "",
                                 fmt::format("{} of {}: expected supplier, kind and date by name",
                                             read.where, out.file)},
                                read.line});
        return;
    }
    std::set<std::size_t> seen;
    for (const auto& entry : node) {
        const auto name = entry.first.IsScalar() ? entry.first.Scalar() : std::string{};
        const auto line = entry.first.Mark().line + 1;
        const auto field = field_of(name);
        if (!field || !(entry.second.IsScalar() || entry.second.IsNull())) {
            out.findings.push_back(
                {{0, &kEvidenceColumnUnknown, printable(name), "",
                  fmt::format("line {} of {}: {}", line, out.file,
                              field ? "it is a list or a mapping; expected one value, so it is "
                                      "not read"
                                    : unknown_name_text(name))},
                 line});
        } else if (!seen.insert(*field).second) {
            out.findings.push_back({{0, &kEvidenceColumnUnknown, printable(name), "",
                                     fmt::format("line {} of {}: it stands twice in this item; the "
                                                 "first is read",
                                                 line, out.file)},
                                    line});
        } else if (!entry.second.IsNull()) {
            read.cells[*field] = printable(entry.second.Scalar());
        }
    }
    out.rows.push_back(std::move(read));
}

void read_yaml(const std::string& path, EvidenceFile& out)
{
    const auto root = config::load_yaml(path, Errc::kInputUnreadable);
    const auto list = root.IsMap() ? root["evidence"] : YAML::Node{YAML::NodeType::Undefined};
    if (!list.IsDefined() || !list.IsSequence()) {
        throw Error{Errc::kNoUsableColumn,
                    fmt::format("{}:{}: has no list \"evidence\"; expected `evidence:` with one "
                                "item a dash; docs/evidence.md has an example",
                                path, root.Mark().line + 1)};
    }
    for (const auto& entry : root) {
        const auto name = entry.first.IsScalar() ? entry.first.Scalar() : std::string{};
        if (name != "evidence") {
            const auto line = entry.first.Mark().line + 1;
            out.findings.push_back(
                {{0, &kEvidenceColumnUnknown, printable(name), "",
                  fmt::format("line {} of {}: only the list \"evidence\" is read", line, out.file)},
                 line});
        }
    }
    out.format = "YAML";
    out.columns = known_names();
    for (const auto& node : list) {
        add_item(node, out);
    }
}

}  // namespace

EvidenceFile read_evidence_file(const std::string& path, const io::ReadLimits& limits)
{
    EvidenceFile out;
    out.file = std::filesystem::path{path}.filename().string();
    const auto ending = fold(std::filesystem::path{path}.extension().string());
    if (ending == "yaml" || ending == "yml") {
        read_yaml(path, out);
    } else {
        read_table_of(path, limits, out);
    }
    if (out.rows.empty()) {
        throw Error{Errc::kNoUsableColumn,
                    fmt::format("{}: holds no item of evidence; leave --evidence out if there is "
                                "none",
                                path)};
    }
    out.sha256 = sha256_file(path);
    return out;
}

}  // namespace sourcelight::ingest
