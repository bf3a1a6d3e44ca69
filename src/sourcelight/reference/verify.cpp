// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/reference/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <unordered_set>

namespace sourcelight::reference {
namespace {

using Complaints = std::vector<std::string>;

/// The cell as the manifest's assertions write it.
std::string cell_text(const DataTable& table, const std::string& column, std::size_t row)
{
    for (const auto& name : table.columns()) {
        if (name == column) {
            try {
                return std::string{table.text(column)[row]};
            } catch (const Error&) {
                const double value = table.number(column)[row];
                return std::isnan(value) ? std::string{} : fmt::format("{}", value);
            }
        }
    }
    throw Error{Errc::kDatasetInvalid, fmt::format("there is no column \"{}\"", column)};
}

void check_number(const ManifestColumn& column, double value, std::size_t row, Complaints& out)
{
    if (std::isnan(value)) {
        if (column.required) {
            out.push_back(fmt::format("row {}: {} is empty", row + 1, column.name));
        }
        return;
    }
    const bool whole = column.kind != ColumnKind::kInteger || value == std::floor(value);
    if (!whole || value < column.min.value_or(value) || value > column.max.value_or(value)) {
        out.push_back(
            fmt::format("row {}: {} is {}, outside its range", row + 1, column.name, value));
    }
}

void check_text(const ManifestColumn& column, std::string_view cell, std::size_t row,
                Complaints& out)
{
    if (cell.empty()) {
        if (column.required) {
            out.push_back(fmt::format("row {}: {} is empty", row + 1, column.name));
        }
        return;
    }
    if (!column.allowed.empty() &&
        std::find(column.allowed.begin(), column.allowed.end(), cell) == column.allowed.end()) {
        out.push_back(fmt::format("row {}: {} is \"{}\", not one of the allowed texts", row + 1,
                                  column.name, cell));
    }
    if (column.kind == ColumnKind::kDate && !parse_date(cell)) {
        out.push_back(fmt::format("row {}: {} is \"{}\", not a date", row + 1, column.name, cell));
    }
    if (column.kind == ColumnKind::kBoolean && cell != "true" && cell != "false") {
        out.push_back(
            fmt::format("row {}: {} is \"{}\", not true or false", row + 1, column.name, cell));
    }
    if (column.kind == ColumnKind::kBinary) {
        return;
    }
    if (!is_utf8(cell)) {
        out.push_back(fmt::format("row {}: {} is not UTF-8", row + 1, column.name));
    }
    if (trim(cell).size() != cell.size()) {
        out.push_back(
            fmt::format("row {}: {} begins or ends with white space", row + 1, column.name));
    }
}

void check_columns(const Manifest& manifest, const DataTable& table, Complaints& out)
{
    if (table.columns().size() != manifest.columns.size()) {
        out.push_back(fmt::format("the file has {} columns, the manifest {}",
                                  table.columns().size(), manifest.columns.size()));
    }
    for (const auto& column : manifest.columns) {
        const bool number = column.kind == ColumnKind::kInteger || column.kind == ColumnKind::kReal;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            if (number) {
                check_number(column, table.number(column.name)[row], row, out);
            } else {
                check_text(column, table.text(column.name)[row], row, out);
            }
        }
    }
}

void check_key(const Manifest& manifest, const DataTable& table, Complaints& out)
{
    if (manifest.key.empty()) {
        out.emplace_back("the manifest names no key");
        return;
    }
    std::unordered_set<std::string> seen;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto key = row_key(manifest, table, row);
        if (!seen.insert(key).second) {
            out.push_back(fmt::format("row {}: the key {} occurs twice", row + 1, key));
        }
    }
}

bool matches(const DataTable& table, const ManifestAssertion& assertion, std::size_t row)
{
    return std::all_of(assertion.where.begin(), assertion.where.end(), [&](const auto& entry) {
        return cell_text(table, entry.first, row) == entry.second;
    });
}

void check_assertion(const DataTable& table, const ManifestAssertion& assertion, Complaints& out)
{
    std::int64_t found = 0;
    bool holds = !assertion.column.empty();
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (matches(table, assertion, row)) {
            ++found;
            holds = holds && cell_text(table, assertion.column, row) == assertion.equals;
        }
    }
    const bool sound = assertion.column.empty() ? found >= assertion.min.value_or(found) &&
                                                      found <= assertion.max.value_or(found)
                                                : holds && found > 0;
    if (!sound) {
        out.push_back(
            fmt::format("an assertion fails ({} rows match): {}", found, assertion.reason));
    }
}

void check_licence(const Manifest& manifest, Complaints& out)
{
    if (!manifest.redistributable) {
        out.emplace_back("it may not be redistributed, so it must not ship");
    }
    if (manifest.licence.empty() || manifest.citation.empty()) {
        out.emplace_back("licence and citation are required");
    }
    const auto folder = std::filesystem::path{manifest.folder};
    const auto id = (folder.parent_path().filename() / folder.filename()).string();
    if (id != manifest.id) {
        out.push_back(fmt::format("the id {} differs from the folder {}", manifest.id, id));
    }
}

}  // namespace

std::vector<std::string> verify(const Manifest& manifest)
{
    Complaints out;
    check_licence(manifest, out);
    try {
        const auto path = (std::filesystem::path{manifest.folder} / manifest.file).string();
        if (sha256_file(path) != manifest.sha256) {
            out.emplace_back("the SHA-256 of the file differs from the manifest");
        }
        const auto table = read_whole(manifest);
        const auto rows = static_cast<std::int64_t>(table.rows());
        if (rows < manifest.rows_min || rows > manifest.rows_max) {
            out.push_back(fmt::format("{} rows; expected {} to {}", rows, manifest.rows_min,
                                      manifest.rows_max));
        }
        check_columns(manifest, table, out);
        check_key(manifest, table, out);
        for (const auto& assertion : manifest.assertions) {
            check_assertion(table, assertion, out);
        }
    } catch (const Error& problem) {
        out.emplace_back(problem.what());
    }
    return out;
}

}  // namespace sourcelight::reference
