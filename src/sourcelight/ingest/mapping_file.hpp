// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/ingest/mapping.hpp"

#include <span>
#include <string>
#include <vector>

namespace sourcelight::ingest {

/// One line of a mapping file.
struct MappingLine {
    Field field{};
    std::vector<std::string> columns;  ///< empty: the field is not to be used
    CellPart part = CellPart::kWhole;
    int line = 0;            ///< 1-based
    std::string value = {};  ///< the same text for every row
};

/// A mapping file (mapping.yaml): field names with the user's column names.
/// ```
/// name: Vendor Name
/// address: [Street, House number]       # joined with ", "
/// latitude: {column: GPS, part: first}  # or second
/// product: {value: palm oil}            # the same for every row
/// spend: null                           # no column, do not guess
/// guess: false                          # fields that are not named stay without column
/// ```
struct MappingFile {
    std::string path;
    std::vector<MappingLine> lines;
    bool guess = true;
};

/// Reads a mapping file. Throws Error kConfigInvalid with every problem and its line: an unknown
/// field with the nearest known one, a field named twice, a value of the wrong form.
[[nodiscard]] MappingFile load_mapping(const std::string& path);

/// The same from text (YAML, or the JSON of a run record); `name` stands in messages.
[[nodiscard]] MappingFile parse_mapping(const std::string& text, const std::string& name);

/// The mapping as it holds for a file with these headers. A column matches byte by byte, else by
/// header_key(); lines whose columns the file does not have say nothing of it.
[[nodiscard]] StatedMapping apply_mapping(const MappingFile& file,
                                          const std::vector<std::string>& headers);

/// Throws Error kConfigInvalid naming line, column and the nearest one there is, for each column
/// that none of the inputs has.
void require_mapped_columns(const MappingFile& file,
                            std::span<const std::vector<std::string>> headers_of_inputs);

}  // namespace sourcelight::ingest
