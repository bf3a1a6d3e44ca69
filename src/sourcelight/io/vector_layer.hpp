// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"
#include "sourcelight/io/table_reader.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::io {

inline constexpr FindingKind kLayerNoPosition{
    "layer-no-position", Severity::kWarning,
    "A feature of an evidence layer has no place on earth (no geometry, 0/0, no number, or beyond "
    "the poles); it was left out.",
    "Correct the feature's coordinates, or delete it from the layer."};
inline constexpr FindingKind kLayerOtherGeometry{
    "layer-other-geometry", Severity::kWarning,
    "A feature of an evidence layer is of another kind than the settings say; it was left out.",
    "Set `kind` to what the layer holds, or save points and areas as two layers."};
inline constexpr FindingKind kLayerShapeRepaired{
    "layer-shape-repaired", Severity::kWarning,
    "An area of an evidence layer crosses itself; it was made valid, which may change its outline.",
    "Look at the feature in a map program and repair it there."};
inline constexpr FindingKind kLayerNoSystem{
    "layer-no-system", Severity::kWarning,
    "An evidence layer states no reference system, or one that is not known; its coordinates were "
    "read as longitude and latitude (WGS 84).",
    "Give the layer's reference system by `crs`, such as EPSG:4326, once you know it."};
inline constexpr FindingKind kLayerCellUnreadable{
    "layer-cell-unreadable", Severity::kWarning,
    "A feature of an evidence layer has a weight or date that cannot be read; it was left out.",
    "Write the weight as a number of at least 0 and the date as 2023-06-01."};
inline constexpr FindingKind kLayerRead{
    "layer-read", Severity::kNote,
    "An evidence layer was read; the message counts what was used and what was left out.",
    "Nothing, unless the numbers surprise you."};
inline constexpr FindingKind kLayerNotPublic{
    "layer-not-public", Severity::kWarning,
    "An evidence layer, or part of it, was published after the as-of date and was not used.",
    "Set as_of to the day of the layer or later, or use an earlier edition of the layer."};

/// The kinds that evidence layers can give rise to, for docs/errors.md.
[[nodiscard]] std::span<const FindingKind* const> layer_finding_kinds() noexcept;

/// Degrees WGS 84.
struct Position {
    double lon = 0.0;
    double lat = 0.0;
};

/// Which layer of a file to read, and how.
struct LayerRequest {
    std::string path;
    std::string layer;  ///< its name in the file; empty = the first with shapes
    std::string crs;    ///< "EPSG:32723" stands before what the file states; empty = as stated
    bool areas = false;
    std::string lon_column, lat_column;  ///< of tables; empty = by the usual words
    /// Empty = none; key and name are then looked for by the usual words.
    std::string weight_column, date_column, key_column, name_column;
    std::uint64_t most_bytes = std::uint64_t{1} << 32U;  ///< of the file
    std::int64_t most_vertices = 5'000'000;              ///< points and corners
    ReadLimits table;
    /// What messages put before the names of the settings above: "--weight-" makes --weight-crs and
    /// --weight-column; empty = they are settings of a layer (crs, weight_column).
    std::string option_prefix;
    bool is_list = false;  ///< a supplier list, which no setting goes with
    std::span<const std::string_view> weight_words;  ///< folded; looked for without a weight_column
};

/// What messages call a setting of the request: "crs", "weight_column".
[[nodiscard]] std::string option(const LayerRequest& request, std::string_view setting);

/// Cells of a feature that are carried along, as text: views.
struct LayerCells {
    std::string_view weight, date, key, name;
};

/// The cells of many items in one text: 24 bytes an item beside their letters.
class LayerTexts {
public:
    /// Copies them.
    void add(const LayerCells& cells);
    /// Valid until the next add().
    [[nodiscard]] LayerCells operator[](std::size_t item) const;
    [[nodiscard]] std::size_t size() const noexcept { return m_spans.size(); }

private:
    struct Span {
        std::uint64_t begin = 0;
        std::array<std::uint32_t, 4> sizes{};
    };
    std::string m_bytes;
    std::vector<Span> m_spans;
};

/// A layer in memory: one entry an item, which is one point or one feature's areas.
struct LayerShapes {
    struct Ring {
        std::uint32_t item = 0;
        std::vector<Position> corners;
    };
    std::string file;           ///< base name
    std::string format;         ///< "GeoPackage, layer mills, EPSG:32723 brought to WGS 84"
    std::string weight_column;  ///< that was read; empty = none
    std::vector<std::int64_t> features;  ///< number of the item's feature in the file, from 1
    LayerTexts cells;
    std::vector<Position> points;  ///< one an item if points were asked for
    std::vector<Ring> rings;       ///< by item if areas were asked for
    std::int64_t read = 0;         ///< features in the file
    std::int64_t left_out = 0;
    std::vector<Finding> findings;  ///< about the file as a whole, each naming its feature
};

/// Reads points or areas from GeoPackage, GeoJSON, FlatGeobuf, Shapefile (by geometry) or from
/// CSV, spreadsheets and Parquet (by columns of longitude and latitude, else by a WKB or WKT column
/// called geometry, geom, wkb or wkt). Brings other reference systems to WGS 84.
///
/// Reads on, feature by feature: memory grows with the points and corners only. A GeoJSON that is
/// one large object is refused.
///
/// @throws Error kInputUnreadable: not there, empty, no layer, damaged, or coordinates that the
///         reference system cannot mean; kNoUsableColumn: a column or layer is not there, or
///         no feature can be used; kLimitExceeded: the file or its shapes are too large
[[nodiscard]] LayerShapes read_layer(const LayerRequest& request);

}  // namespace sourcelight::io
