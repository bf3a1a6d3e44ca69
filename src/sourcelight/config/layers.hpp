// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace YAML {
class Node;
}

namespace sourcelight::config {

class Problems;

enum class LayerKind : std::uint8_t { kPoints, kAreas };

/// One entry of the settings' list `proximity`: a layer of places whose distance to suppliers is
/// shown. Texts stand as the user wrote them; docs/proximity.md says what each means.
struct ProximityLayer {
    std::string name;     ///< of the columns: "conflict" -> sl_near_conflict
    std::string file;     ///< the user's own copy; empty if `dataset` is given
    std::string dataset;  ///< id of a shipped dataset with columns lon and lat
    std::string layer;    ///< within a file of several layers; empty = the first with shapes
    LayerKind kind = LayerKind::kPoints;
    std::string kernel;         ///< exponential, gaussian or step
    double scale_km = 0.0;      ///< of the kernel; that of a step is its reach
    double reach_km = 0.0;      ///< nothing beyond counts
    std::string kernel_source;  ///< why this kernel, in words
    std::string lon_column, lat_column;
    std::string weight_column, date_column, key_column, name_column;
    std::optional<double> half_life;  ///< years in which an item's weight halves
    std::string crs;                  ///< "EPSG:32723" where the file states none
    std::string source, licence, edition, date;
    std::vector<std::string> covers;  ///< countries (ISO 3166-1) searched in full; "world" = all

    bool operator==(const ProximityLayer&) const = default;
};

/// What a layer adds to the column's name, in the order of the result.
inline constexpr std::array<std::string_view, 6> kLayerColumns{"_km", "_km_lo90", "_km_hi90",
                                                               "",    "_lo90",    "_hi90"};

/// "points" or "areas".
[[nodiscard]] std::string_view kind_name(LayerKind kind) noexcept;

/// Reads the list `proximity`; what is wrong is added to `problems` with its line. Names become
/// lower case with underscores; two layers of one column name are a problem.
[[nodiscard]] std::vector<ProximityLayer> read_layers(const YAML::Node& list, Problems& problems);

/// The entry as (key, value) pairs that are not empty, lists joined by commas, for run.json.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> layer_texts(
    const ProximityLayer& layer);

/// The inverse of layer_texts(). Throws Error kConfigInvalid naming `where` and what is wrong.
[[nodiscard]] ProximityLayer layer_of_texts(
    std::span<const std::pair<std::string, std::string>> texts, const std::string& where);

}  // namespace sourcelight::config
