// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/table_reader.hpp"

#include <memory>
#include <string>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// Reads Parquet row group by row group, the columns with the types they have; see open_table().
[[nodiscard]] std::unique_ptr<TableReader> open_parquet(const std::string& path,
                                                        const ReadLimits& limits);

}  // namespace sourcelight::io
