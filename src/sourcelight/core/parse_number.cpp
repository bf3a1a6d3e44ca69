// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"

#include <algorithm>
#include <cmath>

namespace sourcelight {
namespace {

std::optional<double> plain_number(std::string_view text) noexcept
{
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
        if (text.starts_with('-')) {
            return std::nullopt;  // what follows would read it as the number's own sign
        }
    }
    const auto value = parse_whole<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Whether `mark` groups thousands: every group after the first mark has three digits.
bool groups_thousands(std::string_view digits, char mark) noexcept
{
    const auto first = digits.find(mark);
    if (first == 0 || first > 3 || first == std::string_view::npos) {
        return false;
    }
    for (auto at = first; at < digits.size(); at += 4) {
        const auto group = digits.substr(at);
        if (group.front() != mark || group.size() < 4 ||
            !std::all_of(group.begin() + 1, group.begin() + 4, is_digit)) {
            return false;
        }
    }
    return true;
}

/// Which of the two marks is the decimal point; '\0' if there is none.
char decimal_mark(std::string_view digits) noexcept
{
    const auto comma = digits.rfind(',');
    const auto point = digits.rfind('.');
    if (comma == std::string_view::npos) {
        const bool several = point != std::string_view::npos && digits.find('.') != point;
        return several ? '\0' : '.';
    }
    if (point != std::string_view::npos) {
        return comma > point ? ',' : '.';
    }
    return groups_thousands(digits, ',') ? '\0' : ',';
}

}  // namespace

bool may_group_by_point(std::string_view text) noexcept
{
    text = trim(text);
    constexpr std::size_t kGroup = 4;  // a point and three digits
    const auto point = text.find('.');
    return point != std::string_view::npos && point + kGroup == text.size() &&
           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(point), is_digit) &&
           groups_thousands(text, '.');
}

std::optional<double> parse_number(std::string_view text) noexcept
{
    text = trim(text);
    constexpr std::size_t kLongest = 40;
    if (text.empty() || text.size() > kLongest) {
        return std::nullopt;
    }
    if (text.find_first_of(", '") == std::string_view::npos && text.find('.') == text.rfind('.')) {
        return plain_number(text);
    }
    const auto sign = text.front() == '-' || text.front() == '+' ? std::size_t{1} : std::size_t{0};
    const char mark = decimal_mark(text.substr(sign));
    std::string plain;
    for (const char c : text) {
        if (c == mark) {
            plain.push_back('.');
        } else if (c != ',' && c != '.' && c != ' ' && c != '\'') {
            plain.push_back(c);
        }
    }
    return plain_number(plain);
}

std::optional<double> parse_share(std::string_view text) noexcept
{
    text = trim(text);
    constexpr double kPercent = 100.0;
    const bool percent = !text.empty() && text.back() == '%';
    if (percent) {
        text.remove_suffix(1);
    }
    auto value = parse_number(text);
    if (value && (percent || *value > 1.0)) {
        *value /= kPercent;
    }
    return value && *value >= 0.0 && *value <= 1.0 ? value : std::nullopt;
}

}  // namespace sourcelight
