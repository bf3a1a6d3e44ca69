// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/ingest/column_profile.hpp"
#include "sourcelight/ingest/header_words.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace sourcelight::ingest {

/// Which half of a cell that holds both coordinates.
enum class CellPart : std::uint8_t { kWhole, kFirst, kSecond };

/// Who says what a column is.
enum class Origin : std::uint8_t { kStated, kHeader, kContent };

/// Where the cells of one field come from.
struct FieldSource {
    Field field{};
    std::vector<std::size_t> columns;  ///< of the file, in order; several are joined with ", "
    CellPart part = CellPart::kWhole;
    double score = 1.0;  ///< how sure the guess is; 1 if stated
    Origin origin = Origin::kHeader;
    std::string why;         ///< one clause: `the header is "vendor name"`
    std::string value = {};  ///< the same text for every row, when there are no columns
};

/// How the columns of one file are understood, fields in the order of Field.
struct Mapping {
    std::vector<FieldSource> fields;

    /// The source of a field, or null.
    [[nodiscard]] const FieldSource* find(Field field) const noexcept;
    [[nodiscard]] bool has(Field field) const noexcept { return find(field) != nullptr; }
};

/// What a mapping file says of one input file.
struct StatedMapping {
    Mapping mapping;
    std::vector<Field> closed;  ///< fields that no column may serve
    bool guess_rest = true;     ///< whether the other fields are guessed
};

/// Guesses the mapping from headers and content. Each column serves one field, each field one
/// column; parts of an address are joined to it. What is stated stands.
[[nodiscard]] Mapping guess_mapping(const std::vector<std::string>& headers,
                                    std::span<const ColumnProfile> profiles,
                                    const HeaderWords& words, const StatedMapping& stated = {});

/// Where a field comes from, for the reader: `"Street", "House number"`, `first part of "GPS"` or
/// `"palm oil" for every row`.
[[nodiscard]] std::string describe_source(const FieldSource& source,
                                          const std::vector<std::string>& columns);

/// The columns that no field comes from and that hold no own IDs, for the reader: `"Phone", "Buyer"
/// and 3 more`; empty if every column is used.
[[nodiscard]] std::string describe_unused(const Mapping& mapping,
                                          const std::vector<std::string>& columns);

/// The mapping as a JSON object in the form of a mapping file ({"name": "Mill Name", "address":
/// ["Street", "House number"], "latitude": {"column": "GPS", "part": "first"}}), so that a run
/// record can be read back by parse_mapping().
[[nodiscard]] std::string mapping_json(const Mapping& mapping,
                                       const std::vector<std::string>& columns);

}  // namespace sourcelight::ingest
