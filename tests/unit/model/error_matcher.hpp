// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/error.hpp"

#include <catch2/catch.hpp>

#include <string>

/// Matches an Error by its code.
inline auto has_code(sourcelight::Errc code)
{
    return Catch::Matchers::Predicate<sourcelight::Error>(
        [code](const sourcelight::Error& e) { return e.code() == code; },
        "has code " + std::string{sourcelight::errc_name(code)});
}
