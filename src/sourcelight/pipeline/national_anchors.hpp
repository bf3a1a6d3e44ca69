// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/methodology.hpp"

#include <string>

namespace sourcelight::pipeline {

/// Reads national estimates of the user's own (docs/anchors.md): a table of any kind that suppliers
/// may come in with the columns country, unit, value, lo90, hi90, forms, year, published, source
/// and licence; others are not read.
///
/// @throws Error kInputUnreadable if the file cannot be read, kNoUsableColumn if a column or every
///         row is missing, kConfigInvalid listing every problem with file and line
[[nodiscard]] assess::NationalAnchors read_national_anchors(const std::string& path);

}  // namespace sourcelight::pipeline
