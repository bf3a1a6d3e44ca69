// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/date.hpp"

#include "sourcelight/core/parse_whole.hpp"

#include <fmt/format.h>

#include <chrono>

namespace sourcelight {
namespace {

std::optional<int> parse_digits(std::string_view text) noexcept
{
    const auto value = parse_whole<int>(text);
    return value && text[0] != '-' ? value : std::nullopt;
}

Date from_chrono(std::chrono::year_month_day ymd) noexcept
{
    const auto days = std::chrono::sys_days{ymd}.time_since_epoch().count();
    return Date{static_cast<std::int32_t>(days)};
}

}  // namespace

std::optional<Date> make_date(int year, int month, int day) noexcept
{
    if (month < 1 || day < 1 || year < 1 || year > 9999) {
        return std::nullopt;
    }
    const std::chrono::year_month_day ymd{std::chrono::year{year},
                                          std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
    return ymd.ok() ? std::optional{from_chrono(ymd)} : std::nullopt;
}

std::optional<Date> parse_date(std::string_view text) noexcept
{
    const auto year = parse_digits(text.substr(0, 4));
    if (!year || text.size() < 4) {
        return std::nullopt;
    }
    if (text.size() == 4) {
        return make_date(*year, 12, 31);
    }
    const auto month =
        text.size() >= 7 && text[4] == '-' ? parse_digits(text.substr(5, 2)) : std::nullopt;
    if (!month || *month < 1 || *month > 12 || *year < 1) {
        return std::nullopt;
    }
    if (text.size() == 7) {
        return from_chrono(std::chrono::year{*year} / *month / std::chrono::last);
    }
    const auto day =
        text.size() == 10 && text[7] == '-' ? parse_digits(text.substr(8, 2)) : std::nullopt;
    return day ? make_date(*year, *month, *day) : std::nullopt;
}

std::string to_string(Date date)
{
    const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{date.days}}};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                       static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

int year_of(Date date) noexcept
{
    const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{date.days}}};
    return static_cast<int>(ymd.year());
}

}  // namespace sourcelight
