// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sourcelight::reference {

/// What a column of a dataset may hold.
enum class ColumnKind : std::uint8_t { kText, kDate, kInteger, kReal, kBoolean, kBinary };

struct ManifestColumn {
    std::string name;
    ColumnKind kind = ColumnKind::kText;
    std::string unit;
    std::string meaning;
    bool required = false;
    std::optional<double> min;
    std::optional<double> max;
    std::vector<std::string> allowed;  ///< the only texts that may stand there; empty = any
};

/// A check on the data that the manifest states: one cell, or a count of rows.
struct ManifestAssertion {
    std::vector<std::pair<std::string, std::string>> where;  ///< column = value, all must hold
    std::string column;                                      ///< with `equals`; empty for a count
    std::string equals;
    std::optional<std::int64_t> min;  ///< bounds of a count
    std::optional<std::int64_t> max;
    std::string reason;
};

/// dataset.yaml as a value: everything that must be known to use and to cite a dataset.
struct Manifest {
    std::string id;      ///< "usdol/list_of_goods", equal to its folder
    std::string folder;  ///< absolute or relative path of the folder it was read from
    std::string title;
    std::string publisher;
    bool official = false;
    std::string landing_page;
    std::string edition;
    Date published;
    Date retrieved;
    std::string licence;
    std::string licence_url;
    bool redistributable = true;
    std::string attribution;
    std::string citation;
    std::string read_from;
    std::string compiled_by;
    std::string how;
    std::vector<std::string> known_gaps;
    std::string file;
    std::string sha256;
    std::int64_t rows_min = 0;
    std::int64_t rows_max = 0;
    std::vector<std::string> key;
    std::vector<ManifestColumn> columns;
    std::vector<ManifestAssertion> assertions;
};

/// Reads one dataset.yaml. Throws Error kDatasetInvalid naming file, line and key.
[[nodiscard]] Manifest read_manifest(const std::string& path);

}  // namespace sourcelight::reference
