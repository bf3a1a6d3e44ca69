// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/estimate_classes.hpp"

#include <string>

namespace sourcelight::publish {

/// A QGIS style (QML) that shows band 1 of a surface in the classes of `scale`, cells without data
/// clear. Beside FILE.tif as FILE.qml, QGIS takes it by itself.
[[nodiscard]] std::string surface_qml(const EstimateScale& scale);

}  // namespace sourcelight::publish
