// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"
#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/io/column_batch.hpp"
#include "sourcelight/reference/activity_tree.hpp"
#include "sourcelight/reference/goods.hpp"
#include "sourcelight/resolve/types.hpp"
#include "sourcelight/screen/types.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sourcelight::publish {

/// What the suppliers of a group have in common.
enum class GroupKind : std::uint8_t { kNone, kSite, kCompany, kCell };
/// "site", "company", "cell"; empty for none.
[[nodiscard]] std::string_view group_kind_name(GroupKind kind) noexcept;

/// What became of a supplier since an earlier run.
enum class Since : std::uint8_t { kNotAsked, kNew, kChanged, kSame };
/// "new", "changed", "same"; empty if no earlier run was named.
[[nodiscard]] std::string_view since_name(Since since) noexcept;

/// The place of a supplier in the order of the whole run; known only when every row was read.
struct Rank {
    /// 1 = look here first; empty = not scored, or another row has the supplier's place
    std::optional<std::int64_t> priority;
    std::optional<float> p_top10;  ///< share of draws among the first ten, 0 to 1
    /// The row that has the place of a supplier that the list names more than once.
    std::optional<std::int64_t> repeat_of = {};
    bool spend_again = false;  ///< an earlier row has the same spend on the same product
    bool repeated = false;     ///< other rows name the supplier again, and this one has its place
    /// The smallest row of the suppliers that this one is a near-duplicate of; empty = none.
    std::optional<std::int64_t> group = {};
    GroupKind group_kind = GroupKind::kNone;
    Since since = Since::kNotAsked;
};

/// A column that this run adds behind those of columns.hpp: distances to a layer.
struct ExtraColumn {
    std::string name;
    std::string meaning;  ///< one line for the workbook's notes
};

/// What the rows of every batch refer to; must outlive the writer.
struct RunNames {
    std::vector<std::string> files;  ///< base names of the inputs, by SupplierBatch::file
    const reference::ActivityTree* tree = nullptr;
    const reference::Goods* goods = nullptr;
    std::span<const screen::ListedEntity> entities;
    std::string name_column = {};  ///< of the supplier's name in the results; empty if none
    std::vector<ExtraColumn> extra = {};
    std::vector<std::size_t> own_ids = {};  ///< positions of the user's columns with supplier IDs
};

/// One batch with everything the stages made of it; entry i of each span belongs to row i.
/// A view: nothing is owned.
struct BatchResults {
    const io::ColumnBatch* own = nullptr;  ///< the user's columns under their names in the output
    const SupplierBatch* suppliers = nullptr;
    const resolve::ResolvedBatch* resolved = nullptr;
    std::span<const assess::AssessedSupplier> assessed;
    std::span<const Rank> ranks;
    std::span<const screen::Match> matches;     ///< of this batch, by row
    std::span<const Finding> findings;          ///< of the other stages, rows of this batch
    std::span<const assess::Receipt> receipts;  ///< of some rows (the first priorities), by row
    std::span<const std::vector<float>> extra = {};  ///< by RunNames::extra; NaN = missing
};

/// The findings of a batch from every stage, in order of row, then of stage (the other stages,
/// resolve, assess); none is copied. of(i) are those of row i of the batch.
class RowFindings {
public:
    explicit RowFindings(const BatchResults& batch);

    [[nodiscard]] std::span<const Finding* const> all() const noexcept { return m_sorted; }
    [[nodiscard]] std::span<const Finding* const> of(std::size_t row) const noexcept
    {
        return std::span{m_sorted}.subspan(m_first[row], m_first[row + 1] - m_first[row]);
    }

private:
    std::vector<const Finding*> m_sorted;
    std::vector<std::size_t> m_first;  ///< rows + 1 entries
};

/// Rows that need the user, by the severest of their findings.
struct RowsToFix {
    std::int64_t errors = 0;
    std::int64_t warnings = 0;
    std::int64_t not_scored = 0;  ///< without a finding above a note

    /// Counts the row if it needs the user: not scored, or read against what the file says (a
    /// finding above a note).
    /// @return whether it does
    bool add(std::span<const Finding* const> findings, bool scored);
    [[nodiscard]] std::int64_t all() const noexcept { return errors + warnings + not_scored; }
};

/// The cells of these columns that are not empty, joined by ", ".
[[nodiscard]] std::string joined_cells(const io::ColumnBatch& batch,
                                       std::span<const std::size_t> columns, std::size_t row);

/// The screening candidates of a row of the batch, a part of batch.matches.
[[nodiscard]] std::span<const screen::Match> matches_of(const BatchResults& batch,
                                                        std::size_t row) noexcept;

/// Whether the row was scored and has a place in the order; without anchors it has no band.
[[nodiscard]] inline bool is_scored(const assess::AssessedSupplier& supplier) noexcept
{
    return supplier.priority_key != 0;
}

}  // namespace sourcelight::publish
