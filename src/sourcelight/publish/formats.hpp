// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sourcelight::publish {

/// The result files that a run may leave out. findings.csv, totals.json and run.json are always
/// written.
enum class Format : std::uint8_t {
    kParquet,
    kCsv,
    kGeoPackage,
    kWorkbook,
    kMatches,
    kReport,
    kMaps
};

/// Names as in --formats, in the order of Format.
inline constexpr std::array<std::string_view, 7> kFormatNames{
    "parquet", "csv", "gpkg", "workbook", "matches", "report", "maps"};

/// Above this number of rows the default leaves out what nobody opens at that size.
inline constexpr std::int64_t kManyRows = 200000;

class FormatSet {
public:
    void add(Format format) noexcept { m_bits |= bit(format); }
    void remove(Format format) noexcept { m_bits &= ~bit(format); }
    [[nodiscard]] bool has(Format format) const noexcept { return (m_bits & bit(format)) != 0; }
    bool operator==(const FormatSet&) const = default;

private:
    static constexpr std::uint32_t bit(Format format) noexcept
    {
        return 1U << static_cast<std::uint32_t>(format);
    }
    std::uint32_t m_bits = 0;
};

/// All formats; above kManyRows only Parquet and the report.
[[nodiscard]] FormatSet default_formats(std::int64_t rows) noexcept;

/// Reads "csv,parquet"; also by file ending (xlsx, html, geopackage). "all" is every format.
/// Throws Error kConfigInvalid naming the unknown word and the nearest known one.
[[nodiscard]] FormatSet parse_formats(std::string_view text);

}  // namespace sourcelight::publish
