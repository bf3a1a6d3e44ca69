// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/table_reader.hpp"

#include <string>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// Looks at the directory of a ZIP file (XLSX, ODS) before anything is unpacked.
/// Throws Error kInputUnreadable if it is damaged, kLimitExceeded if it would unpack to more than
/// the limits allow: a small file that grows a thousandfold is an attack, not a list.
void check_zip(const std::string& path, const ReadLimits& limits);

}  // namespace sourcelight::io
