// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gdal_priv.h>

#include <memory>
#include <string>

// Only for the .cpp files of io/: this header is not installed.
namespace sourcelight::io {

/// Opens a file with one driver, for reading. Throws Error kInputUnreadable naming the file.
/// @param complaint  receives what GDAL said first about a file that it opened nevertheless
[[nodiscard]] std::unique_ptr<GDALDataset> open_dataset(const std::string& path,
                                                        const std::string& driver,
                                                        std::string* complaint = nullptr);

}  // namespace sourcelight::io
