// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/find_supplier.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/ingest/own_id.hpp"
#include "sourcelight/io/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {
namespace {

/// Rows named in a message.
constexpr std::size_t kNamedRows = 5;

/// What is looked for, and what was found so far.
struct Search {
    std::string_view wanted;
    std::int64_t row = 0;  ///< asked for by number; 0 = by ID alone
    std::int64_t passed = 0;
    std::optional<io::ColumnBatch> by_row;
    std::optional<io::ColumnBatch> by_id;  ///< the first row with the ID that repeats no other
    std::vector<std::int64_t> id_rows;     ///< without those that repeat another row
    std::vector<std::int64_t> all_rows;    ///< with them
    bool has_ids = false;
};

void search_ids(const io::ColumnBatch& batch, const std::vector<std::size_t>& ids, Search& search)
{
    std::vector<std::size_t> hits;
    for (const auto column : ids) {
        const auto cells = batch.text(column);
        for (std::size_t row = 0; row < batch.rows(); ++row) {
            if (trim(cells[row]) == search.wanted) {
                hits.push_back(row);
            }
        }
    }
    std::sort(hits.begin(), hits.end());
    hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
    const auto repeat_of = batch.find("sl_repeat_of");
    for (const auto row : hits) {
        search.all_rows.push_back(search.passed + static_cast<std::int64_t>(row) + 1);
        // The row that has the supplier's place stands for those that repeat it.
        if (repeat_of && !batch.missing(*repeat_of, row)) {
            continue;
        }
        if (!search.by_id) {
            search.by_id = batch.slice(row, 1);
        }
        search.id_rows.push_back(search.passed + static_cast<std::int64_t>(row) + 1);
    }
}

Search searched(const std::string& table, std::string_view supplier, bool by_id)
{
    Search search;
    search.wanted = trim(supplier);
    // Rows have no leading zeros, IDs do: "00012" is not row 12.
    const bool may_be_row = !by_id && !search.wanted.starts_with('0');
    search.row = may_be_row ? parse_whole<std::int64_t>(search.wanted).value_or(0) : 0;
    const auto reader = io::open_table(table, {}, [](const auto&) { return std::size_t{1}; });
    while (auto batch = reader->next()) {
        const auto ids = ingest::own_id_columns(batch->names());
        search.has_ids = !ids.empty();
        search_ids(*batch, ids, search);
        const auto rows = static_cast<std::int64_t>(batch->rows());
        if (search.row > search.passed && search.row <= search.passed + rows) {
            search.by_row =
                batch->slice(static_cast<std::size_t>(search.row - search.passed - 1), 1);
            if (ids.empty()) {
                break;
            }
        }
        search.passed += rows;
    }
    return search;
}

std::string rows_text(const std::vector<std::int64_t>& rows)
{
    std::string out = rows.size() == 1 ? "row " : "rows ";
    for (std::size_t i = 0; i < std::min(rows.size(), kNamedRows); ++i) {
        out += fmt::format("{}{}", i == 0 ? "" : ", ", rows[i]);
    }
    return rows.size() > kNamedRows ? out + " and more" : out;
}

Error not_there(const std::string& table, const Search& search)
{
    const auto rows = search.passed == 1 ? std::string{"1 row: name row 1"}
                                         : fmt::format("{} rows: name one from 1 to {}",
                                                       search.passed, search.passed);
    const auto* const ids = search.has_ids ? ", or a supplier's own ID (no supplier has this one)"
                                           : "; it has no column that is headed as supplier IDs";
    return Error{Errc::kInputUnreadable,
                 fmt::format("{}: there is no row {}; the list has {} (sl_row in the results, "
                             "\"row\" in the report){}",
                             table,
                             search.row != 0 ? std::to_string(search.row)
                                             : "\"" + std::string{search.wanted} + "\"",
                             rows, ids)};
}

}  // namespace

FoundSupplier find_supplier(const std::string& table, std::string_view supplier, bool by_id)
{
    auto search = searched(table, supplier, by_id);
    std::erase(search.id_rows, search.by_row ? search.row : 0);
    std::erase(search.all_rows, search.by_row ? search.row : 0);
    if (search.by_row) {
        std::string note;
        if (!search.id_rows.empty()) {
            note = fmt::format("{} is also the own ID of {}; for that supplier add --id",
                               search.wanted, rows_text(search.all_rows));
        }
        return {search.row, std::move(*search.by_row), std::move(note)};
    }
    if (!search.by_id) {
        throw not_there(table, search);
    }
    if (search.id_rows.size() > 1) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("{}: \"{}\" is the own ID of {}; name one of them", table,
                                search.wanted, rows_text(search.all_rows))};
    }
    return {search.id_rows.front(), std::move(*search.by_id), {}};
}

}  // namespace sourcelight::pipeline
