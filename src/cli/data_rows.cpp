// SPDX-License-Identifier: Apache-2.0
#include "data_rows.hpp"

#include "output.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/core/wrap.hpp"
#include "sourcelight/reference/catalogue.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace sourcelight::cli {
namespace {

using nlohmann::ordered_json;
using reference::ColumnKind;
using reference::Manifest;

/// More rows than a reader of a terminal looks through; JSON has them all.
constexpr std::size_t kMostRows = 20;

bool is_number(const reference::ManifestColumn& column)
{
    return column.kind == ColumnKind::kInteger || column.kind == ColumnKind::kReal;
}

/// A cell as receipts write it in keys.
std::string cell_text(const DataTable& table, const reference::ManifestColumn& column,
                      std::size_t row)
{
    if (!is_number(column)) {
        return std::string{table.text(column.name)[row]};
    }
    const double value = table.number(column.name)[row];
    return std::isnan(value) ? std::string{} : fmt::format("{}", value);
}

using Wanted = std::vector<std::pair<const reference::ManifestColumn*, std::string>>;

/// Reads "iso2=CN, name=Works, Ltd.": a comma starts a new pair only before a column's name. Keys
/// as receipts cite them, "rows with ..." and "all rows", may be pasted whole.
Wanted read_key(const Manifest& manifest, std::string_view key)
{
    constexpr std::string_view kCited = "rows with ";
    Wanted wanted;
    key = trim(key);
    if (key == "all rows") {
        return wanted;
    }
    if (key.starts_with(kCited)) {
        key.remove_prefix(kCited.size());
    }
    for (const auto part : split(key, ',')) {
        const auto at = part.find('=');
        const auto name = trim(part.substr(0, at));
        const auto column =
            std::find_if(manifest.columns.begin(), manifest.columns.end(),
                         [name](const auto& candidate) { return candidate.name == name; });
        if (at != std::string_view::npos && column != manifest.columns.end()) {
            wanted.emplace_back(&*column, std::string{part.substr(at + 1)});
        } else if (!wanted.empty() && at == std::string_view::npos) {
            wanted.back().second += "," + std::string{part};
        } else {
            throw Error{Errc::kDatasetInvalid,
                        fmt::format("--row: {} has no column \"{}\"; write it like {}=...",
                                    manifest.id, name,
                                    manifest.key.empty() ? "column" : manifest.key.front())};
        }
    }
    for (auto& [column, value] : wanted) {
        value = trim(value);
    }
    return wanted;
}

bool selected(const Manifest& manifest, const DataTable& table, std::size_t row,
              const Wanted& wanted, const std::string& folded)
{
    const bool equal = std::all_of(wanted.begin(), wanted.end(), [&](const auto& pair) {
        return cell_text(table, *pair.first, row) == pair.second;
    });
    return equal &&
           (folded.empty() ||
            std::any_of(manifest.columns.begin(), manifest.columns.end(), [&](const auto& column) {
                return column.kind != ColumnKind::kBinary &&
                       fold(cell_text(table, column, row)).find(folded) != std::string::npos;
            }));
}

ordered_json row_json(const Manifest& manifest, const DataTable& table, std::size_t row)
{
    ordered_json cells = ordered_json::object();
    for (const auto& column : manifest.columns) {
        if (column.kind == ColumnKind::kBinary) {
            continue;
        }
        if (!is_number(column)) {
            cells[column.name] = std::string{table.text(column.name)[row]};
        } else {
            const double value = table.number(column.name)[row];
            cells[column.name] = std::isnan(value) ? ordered_json(nullptr) : ordered_json(value);
        }
    }
    return {{"row", row}, {"cells", cells}};
}

void print_row(const Manifest& manifest, const DataTable& table, std::size_t row)
{
    print_line(wrap(reference::row_key(manifest, table, row), 2));
    for (const auto& column : manifest.columns) {
        if (column.kind == ColumnKind::kBinary) {
            continue;
        }
        if (const auto cell = cell_text(table, column, row); !cell.empty()) {
            print_line(wrap(fmt::format("  {:<18} {}", column.name, printable(cell)), 21));
        }
    }
}

}  // namespace

void print_rows(const Manifest& manifest, const RowQuery& query, bool json)
{
    const auto table = reference::read_whole(manifest);
    const auto wanted = query.key.empty() ? Wanted{} : read_key(manifest, query.key);
    const auto folded = fold(query.text);
    auto found = ordered_json::array();
    std::size_t count = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (!selected(manifest, table, row, wanted, folded)) {
            continue;
        }
        ++count;
        if (json) {
            found.push_back(row_json(manifest, table, row));
        } else if (count <= kMostRows) {
            print_row(manifest, table, row);
        }
    }
    if (json) {
        print_line(
            ordered_json{{"id", manifest.id}, {"rows", table.rows()}, {"found", found}}.dump());
        return;
    }
    print_line(fmt::format(
        "{} of {} rows{}", count, table.rows(),
        count > kMostRows ? fmt::format("; the first {} are shown, --json prints all", kMostRows)
                          : std::string{}));
}

}  // namespace sourcelight::cli
