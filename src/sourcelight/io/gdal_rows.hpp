// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <string>
#include <vector>

// Only for the .cpp files of io/: this header is not installed.
namespace sourcelight::io {

/// The rows of one OGR layer as texts, with the point of its geometry if wanted.
class LayerRows {
public:
    /// @param points  whether to add latitude and longitude (WGS 84) as the last two cells
    LayerRows(OGRLayer& layer, bool points);

    /// The names of the layer's fields, then "latitude" and "longitude" if points are added.
    [[nodiscard]] std::vector<std::string> names() const;
    /// Fills `cells` with the next row; false at the end.
    [[nodiscard]] bool next(std::vector<std::string>& cells);
    void rewind();

private:
    void add_point(const OGRGeometry* geometry, std::vector<std::string>& cells) const;

    struct DestroyTransform {
        void operator()(OGRCoordinateTransformation* transform) const noexcept
        {
            OGRCoordinateTransformation::DestroyCT(transform);
        }
    };

    OGRLayer* m_layer;
    bool m_points;
    std::unique_ptr<OGRCoordinateTransformation, DestroyTransform>
        m_to_wgs84;  ///< null = none needed
};

/// A number as spreadsheets store it ("10.199999999999999") as they show it ("10.2"); any other
/// text as it is.
[[nodiscard]] std::string tidy_stored_number(std::string text);

}  // namespace sourcelight::io
