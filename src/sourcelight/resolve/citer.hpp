// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/geo/gazetteer.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/resolver.hpp"
#include "sourcelight/resolve/types.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sourcelight::resolve {

/// What a citation is about.
enum class CitedPart : std::uint8_t { kCountry, kRegion, kActivity };

/// A row of a shipped dataset by which a cell was read, or the other readings of the cell.
struct Citation {
    CitedPart part{};
    std::string what;   ///< "name of the country", "words of the lexicon"
    std::string value;  ///< `"Bangladesh" (en), spelled "Bangladsh" in the list`
    SourceRef source;   ///< unknown for other readings; kWhole with `rows` for several rows
    std::string rows;   ///< which rows of a whole dataset, as `data show --row` takes it
};

/// Finds the rows of names, boundaries, gazetteer, lexicon and concordances that turned the cells
/// of a supplier into codes. The resolvers keep no trace of them, which would cost every row of a
/// run: the texts are read once more, for the few rows that get a receipt.
class Citer {
public:
    /// All must outlive the citer. Loads nothing before the first receipt needs it.
    Citer(const reference::Reference& reference, const Resolver& resolver,
          const geo::Gazetteer& gazetteer);
    ~Citer();
    Citer(const Citer&) = delete;
    Citer& operator=(const Citer&) = delete;
    Citer(Citer&&) = delete;
    Citer& operator=(Citer&&) = delete;

    /// The citations of a row, in order of part, and the other readings with their probabilities.
    /// `place` and `activity` are what the resolver made of it. Safe to call from several threads.
    /// Throws Error kDatasetInvalid if a dataset is missing or damaged.
    /// Cost: some milliseconds; the first call that needs the gazetteer's table reads it.
    [[nodiscard]] std::vector<Citation> cite(const SupplierBatch& batch, std::size_t row,
                                             const ResolvedPlace& place,
                                             const ResolvedActivity& activity) const;

private:
    struct Tables;

    void cite_country(const SupplierBatch& batch, std::size_t row, const ResolvedPlace& place,
                      std::vector<Citation>& out) const;
    void cite_region(const SupplierBatch& batch, std::size_t row, const ResolvedPlace& place,
                     std::vector<Citation>& out) const;
    void cite_polygon(const ResolvedPlace& place, std::vector<Citation>& out) const;
    [[nodiscard]] bool cite_settlement(const SupplierBatch& batch, std::size_t row,
                                       const ResolvedPlace& place,
                                       std::vector<Citation>& out) const;
    void cite_region_name(const SupplierBatch& batch, std::size_t row, const ResolvedPlace& place,
                          std::vector<Citation>& out) const;
    void cite_postcode(const SupplierBatch& batch, std::size_t row, const ResolvedPlace& place,
                       std::vector<Citation>& out) const;
    void cite_codes(const SupplierBatch& batch, std::size_t row, std::vector<Citation>& out) const;
    void cite_good(const SupplierBatch& batch, std::size_t row, const ResolvedActivity& activity,
                   std::vector<Citation>& out) const;
    void cite_words(std::string_view text, std::vector<Citation>& out) const;
    [[nodiscard]] std::string node_text(NodeId node) const;
    [[nodiscard]] SourceRef ref(std::string_view dataset, std::size_t row) const;

    const reference::Reference& m_reference;
    const Resolver& m_resolver;
    const geo::Gazetteer& m_gazetteer;
    std::unique_ptr<Tables> m_tables;
};

}  // namespace sourcelight::resolve
