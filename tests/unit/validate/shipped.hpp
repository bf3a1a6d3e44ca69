// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/reference/reference.hpp"

#include <optional>
#include <string>

[[nodiscard]] inline std::string source_path(const std::string& path)
{
    return std::string{SOURCELIGHT_SOURCE_DIR} + "/" + path;
}

/// The shipped data as they were public at a day; empty = all.
[[nodiscard]] inline sourcelight::reference::Reference shipped_at(const std::string& day)
{
    return sourcelight::reference::load_reference(
        source_path("datasets"), day.empty() ? std::nullopt : sourcelight::parse_date(day));
}

/// All that is shipped, loaded once for all tests of the program.
[[nodiscard]] inline const sourcelight::reference::Reference& newest()
{
    static const auto kNewest = shipped_at("");
    return kNewest;
}

[[nodiscard]] inline const sourcelight::assess::Methodology& shipped_methodology()
{
    static const auto kMethodology =
        sourcelight::assess::load_methodology(source_path("configs/methodology/default.yaml"));
    return kMethodology;
}

[[nodiscard]] inline sourcelight::Date day(const std::string& text)
{
    return sourcelight::parse_date(text).value();
}

[[nodiscard]] inline std::pair<sourcelight::CountryCode, sourcelight::GoodId> pair_of(
    const std::string& country, const std::string& good)
{
    return {sourcelight::CountryCode{country}, newest().goods.find(good).value()};
}
