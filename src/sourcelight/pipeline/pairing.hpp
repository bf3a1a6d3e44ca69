// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/pipeline/result_folder.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace sourcelight::pipeline {

/// How a row of one list was found in the other, in the order of the attempts.
enum class PairedBy : std::uint8_t {
    kNobody,
    kOwnId,
    kContent,
    kNameCountryProduct,
    kNameCountry,
    kName,
};
inline constexpr std::array<std::string_view, 6> kPairedByNames{
    "", "own ID", "same cells", "name, country and product", "name and country", "name"};

/// What a supplier is recognised by: hashes, 0 = nothing to go by.
struct PairKeys {
    std::uint64_t id = 0;
    std::uint64_t content = 0;  ///< every mapped cell
    std::uint64_t product = 0;  ///< folded name, country and product
    std::uint64_t place = 0;    ///< folded city and address, or the point; refines the others
    std::uint64_t country = 0;  ///< folded name and country
    std::uint64_t name = 0;     ///< folded name
};
/// Keys of one row; `own_ids` as own_ids() gives them.
[[nodiscard]] PairKeys pair_keys(const SupplierBatch& suppliers, const TextColumn& own_ids,
                                 std::size_t row);
/// Keys of every row. Cost: some tenths of a second a million rows.
[[nodiscard]] std::vector<PairKeys> pair_keys(const ResultFolder& folder);

/// Which rows of two lists are one supplier.
struct Pairing {
    std::vector<std::uint32_t> before_of;  ///< by later row less 1: the earlier row, 0 = new
    std::vector<PairedBy> by;              ///< by later row less 1
    std::vector<std::uint32_t> gone;       ///< earlier rows without a later one, rising
    bool ids_replaced = false;  ///< both lists have IDs, but not one in common: they were left out
};

/// Pairs rows, each at most once. Where both rows have an own ID it decides; several rows of one
/// ID, or of one name, country and product, are told apart by their other cells, then by place,
/// then taken in order. Name and country alone, or the name alone, pair only what is left and
/// single in both lists. Deterministic: rows are taken in their order.
/// Cost: sorts of both lists, well under a second a million rows.
[[nodiscard]] Pairing pair_rows(const std::vector<PairKeys>& before,
                                const std::vector<PairKeys>& after);

}  // namespace sourcelight::pipeline
