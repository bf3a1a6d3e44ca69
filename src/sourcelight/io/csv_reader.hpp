// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/table_reader.hpp"

#include <memory>
#include <string>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// Reads separated text (comma, semicolon, TAB, bar) in any encoding; see open_table().
[[nodiscard]] std::unique_ptr<TableReader> open_csv(const std::string& path,
                                                    const ReadLimits& limits,
                                                    const HeaderJudge& judge);

}  // namespace sourcelight::io
