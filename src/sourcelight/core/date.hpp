// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sourcelight {

/// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
struct Date {
    std::int32_t days = 0;

    auto operator<=>(const Date&) const = default;
};

/// The date of a year, month (1-12) and day (1-31); nothing if there is no such day.
[[nodiscard]] std::optional<Date> make_date(int year, int month, int day) noexcept;

/// Reads "2022-09-28". A month ("2022-09") or a year ("2022") means its last day: a fact
/// known only to the month is not treated as public before the month is over.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text) noexcept;

/// "2022-09-28".
[[nodiscard]] std::string to_string(Date date);

/// The calendar year of a date.
[[nodiscard]] int year_of(Date date) noexcept;

/// Years between two dates, 365.25 days each; negative if `to` is earlier.
[[nodiscard]] inline double years_between(Date from, Date to) noexcept
{
    return (to.days - from.days) / 365.25;
}

}  // namespace sourcelight
