// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/xlsx_book.hpp"

#include <xlsxwriter.h>

#include <array>

// Only for xlsx_book.cpp and xlsx_style.cpp: this header is not installed.
namespace sourcelight::publish {

using CellFormats = std::array<lxw_format*, kCellStyles>;

/// Makes the format of every CellStyle in a workbook, which owns them.
[[nodiscard]] CellFormats make_formats(lxw_workbook* workbook);

}  // namespace sourcelight::publish
