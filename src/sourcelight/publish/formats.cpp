// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/formats.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

namespace sourcelight::publish {
namespace {

/// What people write for a format besides its name.
constexpr std::array<std::pair<std::string_view, Format>, 4> kAliases{
    {{"xlsx", Format::kWorkbook},
     {"html", Format::kReport},
     {"geopackage", Format::kGeoPackage},
     {"geoparquet", Format::kParquet}}};

std::optional<Format> find_format(std::string_view word)
{
    for (std::size_t i = 0; i < kFormatNames.size(); ++i) {
        if (word == kFormatNames[i]) {
            return static_cast<Format>(i);
        }
    }
    const auto* alias = std::find_if(kAliases.begin(), kAliases.end(),
                                     [word](const auto& pair) { return pair.first == word; });
    return alias == kAliases.end() ? std::nullopt : std::optional{alias->second};
}

std::string_view nearest_name(std::string_view word)
{
    constexpr std::size_t kFar = 32;
    return *std::min_element(kFormatNames.begin(), kFormatNames.end(),
                             [word](std::string_view a, std::string_view b) {
                                 return edit_distance(word, a, kFar) < edit_distance(word, b, kFar);
                             });
}

FormatSet all_formats() noexcept
{
    FormatSet set;
    for (std::size_t i = 0; i < kFormatNames.size(); ++i) {
        set.add(static_cast<Format>(i));
    }
    return set;
}

}  // namespace

FormatSet default_formats(std::int64_t rows) noexcept
{
    if (rows <= kManyRows) {
        return all_formats();
    }
    FormatSet set;
    set.add(Format::kParquet);
    set.add(Format::kReport);
    return set;
}

FormatSet parse_formats(std::string_view text)
{
    FormatSet set;
    for (const auto piece : split(text, ',')) {
        const auto word = trim(piece);
        if (word == "all") {
            return all_formats();
        }
        const auto format = find_format(word);
        if (!format) {
            throw Error{Errc::kConfigInvalid,
                        fmt::format("unknown format \"{}\" in --formats; did you mean {}? Known: "
                                    "{}, all",
                                    word, nearest_name(word), fmt::join(kFormatNames, ", "))};
        }
        set.add(*format);
    }
    return set;
}

}  // namespace sourcelight::publish
