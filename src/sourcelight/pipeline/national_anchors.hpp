// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/methodology.hpp"

#include <string>

namespace sourcelight::pipeline {

/// Reads national estimates of the user's own (docs/anchors.md): a CSV file with the columns
/// country, unit, value, lo90, hi90, forms, year, published, source and licence.
///
/// @throws Error kDatasetInvalid if the file cannot be read, kConfigInvalid listing every problem
///         with file and line
[[nodiscard]] assess::NationalAnchors read_national_anchors(const std::string& path);

}  // namespace sourcelight::pipeline
