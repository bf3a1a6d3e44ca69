// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/vector_layer.hpp"

#include <string>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// Throws what is to be said of a path that can be no layer before anything reads it: Error
/// kInputUnreadable for a folder, an empty file, an archive, KML or a web page, kLimitExceeded for
/// a file larger than the limit; each with the command that makes a layer of it.
void require_layer_file(const LayerRequest& request);

/// GDAL reads the features of a FeatureCollection one by one, any other GeoJSON as a whole, at some
/// 25 times its size. Throws Error kLimitExceeded for a large file of that kind.
/// Cost: the file up to its "type", which nearly always stands first.
void require_streamable(const LayerRequest& request, const std::string& driver);

}  // namespace sourcelight::io
