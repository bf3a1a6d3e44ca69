// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/aggregate/hexagons.hpp"
#include "sourcelight/core/date.hpp"
#include "sourcelight/io/writers.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace sourcelight::publish {

/// How a column of the hexagons reads its cell; an empty answer is null.
using HexCountGetter = std::int64_t (*)(const aggregate::HexagonRow&);
using HexNumberGetter = std::optional<double> (*)(const aggregate::HexagonRow&);
using HexTextGetter = std::string (*)(const aggregate::HexagonRow&);

/// One column of the layer sl_hexagons, declared once: file and generated docs come from it.
struct HexagonColumn {
    std::string_view name;
    std::string_view meaning;
    std::variant<HexCountGetter, HexNumberGetter, HexTextGetter> get;
};
[[nodiscard]] std::span<const HexagonColumn> hexagon_columns() noexcept;
/// "int64", "float32" or "text".
[[nodiscard]] std::string_view column_type_name(const HexagonColumn& column) noexcept;

/// The layer sl_hexagons of suppliers.gpkg with its style: classes of expected persons in the
/// colours of the bands, hatched grey where nothing is scored.
[[nodiscard]] io::AreaLayer hexagon_layer(std::span<const aggregate::HexagonRow> rows);

}  // namespace sourcelight::publish
