// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/screen/types.hpp"

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace sourcelight::screen {

/// The entities of the shipped lists that were public at the as-of date: import orders that name
/// a company (uscbp/orders) and the UFLPA Entity List (usdhs/uflpa_entities).
[[nodiscard]] std::vector<ListedEntity> load_entities(const reference::Reference& reference);

/// Compares supplier names with the names and aliases of listed entities.
///
/// A candidate is an equal name after fold() (similarity 1) or after normalized_name()
/// (similarity .97). The probability that both are the same entity is .95 if the countries agree,
/// .6 if one is unknown, .2 if they differ; names of one short word count half, unless the whole
/// legal name of three words or more is equal in the same country. A candidate is "auto" at .8 and
/// above, else "review". Const and safe to call from several threads.
class Screener {
public:
    explicit Screener(std::vector<ListedEntity> entities);

    [[nodiscard]] std::span<const ListedEntity> entities() const noexcept { return m_entities; }

    /// Candidates of the batch's names and parents, by row, then by list and entity.
    /// @param batch      suppliers
    /// @param countries  resolved country of each row, empty code = unknown
    [[nodiscard]] std::vector<Match> screen(const SupplierBatch& batch,
                                            std::span<const CountryCode> countries) const;

private:
    struct Alias {
        std::uint32_t entity = 0;
        std::string text;  ///< as the list writes it
        std::string folded;
    };

    void match_name(std::string_view name, CountryCode country, std::int64_t row, bool parent,
                    std::vector<Match>& out) const;

    std::vector<ListedEntity> m_entities;
    std::unordered_map<std::string, std::vector<Alias>> m_by_name;  ///< by normalized_name()
};

}  // namespace sourcelight::screen
