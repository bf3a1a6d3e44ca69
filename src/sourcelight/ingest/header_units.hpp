// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sourcelight::ingest {

/// The ISO 4217 code that a header names: "Spend (EUR)", "TEUR", "金额（万元）"; empty if it names
/// none, or a sign that several currencies have.
[[nodiscard]] std::string currency_in(std::string_view header);

/// What one unit of a column of amounts is worth by its header: 1000 for "Umsatz in TEUR" and
/// "Spend (000s)", 10000 for "金额（万元）", 1 where it says nothing.
[[nodiscard]] double unit_in(std::string_view header);

}  // namespace sourcelight::ingest
