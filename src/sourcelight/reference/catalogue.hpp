// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/data_table.hpp"
#include "sourcelight/core/date.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/reference/manifest.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::reference {

/// The facts of one dataset that were public at the as-of date.
///
/// Rows whose `published` column (or, without one, the manifest's date) lies after the as-of
/// date are not in `table`: nothing later can leak into a run.
struct Dataset {
    std::uint16_t index = 0xFFFF;            ///< index of its manifest in the catalogue
    DataTable table;                         ///< empty, but with columns, when all is later
    std::vector<std::uint32_t> source_rows;  ///< row of the file for each row of the table
    std::int64_t refused = 0;                ///< rows left out as published later

    [[nodiscard]] SourceRef ref(std::size_t row) const { return {index, source_rows[row]}; }
};

/// The shipped datasets: their manifests, read once and const.
class Catalogue {
public:
    /// Reads every dataset.yaml below `folder`, sorted by id.
    /// Throws Error kDatasetInvalid naming the folder if there is none.
    [[nodiscard]] static Catalogue open(const std::string& folder);

    [[nodiscard]] std::span<const Manifest> manifests() const noexcept { return m_manifests; }
    [[nodiscard]] const Manifest& manifest(std::uint16_t index) const { return m_manifests[index]; }
    [[nodiscard]] std::optional<std::uint16_t> find(std::string_view id) const noexcept;
    [[nodiscard]] bool has(std::string_view id) const noexcept { return find(id).has_value(); }

    /// Loads one dataset, checking its SHA-256. `exempt` keeps every row whatever the date
    /// (boundaries, names and classifications). Throws Error kDatasetInvalid if it is unknown
    /// or differs from its manifest. Safe to call from several threads.
    [[nodiscard]] Dataset load(std::string_view id, Date as_of, bool exempt = false) const;

    /// The youngest publication among the outside sources: the default as-of date. Tables of our
    /// own (lexicon, concordances, countries) say nothing new about the world.
    [[nodiscard]] Date newest() const noexcept;

private:
    std::vector<Manifest> m_manifests;
};

/// Whether the dataset is compiled or coded by this project rather than published by others.
[[nodiscard]] bool is_own(const Manifest& manifest) noexcept;

/// All that is wrong with a dataset against its manifest, one sentence each; empty = sound.
/// Checks hash, row count, columns, types, ranges, required cells, white space at the ends of
/// cells, key and assertions.
[[nodiscard]] std::vector<std::string> verify(const Manifest& manifest);

/// The whole file of a dataset, whatever its dates and hash; for verification and receipts.
[[nodiscard]] DataTable read_whole(const Manifest& manifest);

/// The key cells of a data row, such as "iso2=KP, edition_year=2023", for receipts.
[[nodiscard]] std::string row_key(const Manifest& manifest, const DataTable& whole_table,
                                  std::size_t row);

}  // namespace sourcelight::reference
