// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sourcelight {

/// A number as people write it into a list.
struct Quantity {
    double value = 0.0;
    bool estimated = false;  ///< a range (its middle), a bound, or "about"
    double factor = 1.0;     ///< that the cell itself names: 1000 for "1.2k"
    std::string currency;    ///< ISO 4217 code or the code of an unmistakable sign beside it
};

/// Reads "1,234", "1.2k", "350万", "2,5 Mio", "5.500,-", "120-", "~300", "200-300", "500+", "<50",
/// "EUR 1.200", "1 200 Mitarbeiter" and digits of any script. A range is its middle, "<50" half of
/// the bound, "500+" the bound. A minus behind the number or brackets around it mean less than
/// nothing, as in exports of accounts.
/// @param point_groups  whether "1.500" is thousands
/// Nothing if words are left that are no unit, factor or currency. Cost: that of parse_number()
/// for a plain number.
[[nodiscard]] std::optional<Quantity> parse_quantity(std::string_view text, bool point_groups);

}  // namespace sourcelight
