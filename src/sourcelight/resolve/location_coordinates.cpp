// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/location_coordinates.hpp"

#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace sourcelight::resolve {
namespace {

constexpr double kLatLimit = 90.0;
constexpr double kLonLimit = 180.0;
constexpr double kMinutes = 60.0;
constexpr double kSeconds = 3600.0;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Numbers and the hemisphere of an angle text.
struct Parts {
    std::array<double, 3> values{};
    std::array<int, 3> decimals{};
    std::size_t count = 0;
    bool negative = false;
    bool valid = true;
};

/// Takes one number, with point or comma as decimal mark, and returns how many bytes it had.
std::size_t take_number(std::string_view text, Parts& parts)
{
    std::string plain;
    std::size_t at = 0;
    int decimals = -1;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        const bool mark = (c == '.' || c == ',') && decimals < 0 && at + 1 < text.size() &&
                          is_digit(text[at + 1]);
        if (is_digit(c)) {
            plain.push_back(c);
            decimals += decimals >= 0 ? 1 : 0;
        } else if (mark) {
            plain.push_back('.');
            decimals = 0;
        } else {
            break;
        }
    }
    const auto value = parse_whole<double>(plain);
    if (parts.count == parts.values.size() || !value) {
        parts.valid = false;
        return at;
    }
    parts.values.at(parts.count) = *value;
    parts.decimals.at(parts.count++) = std::max(decimals, 0);
    return at;
}

/// Degree, minute and second signs in their many shapes, and blanks.
bool is_filler(std::string_view text, std::size_t at, std::size_t& size)
{
    static constexpr std::array<std::string_view, 11> kSigns{"°", "º", "˚", "'", "\"",      "′",
                                                             "″", "’", "”", " ", "\xC2\xA0"};
    for (const auto sign : kSigns) {
        if (text.substr(at, sign.size()) == sign) {
            size = sign.size();
            return true;
        }
    }
    return false;
}

/// The bytes of the plus or minus that the text begins with, 0 for none.
std::size_t sign_size(std::string_view text) noexcept
{
    if (text.starts_with('-') || text.starts_with('+')) {
        return 1;
    }
    constexpr std::string_view kMinus = "\xE2\x88\x92";
    return text.starts_with(kMinus) ? kMinus.size() : 0;
}

Parts take_apart(std::string_view text)
{
    Parts parts;
    bool lettered = false;
    bool has_sign = false;
    for (std::size_t at = 0; at < text.size() && parts.valid;) {
        const char c = text[at];
        std::size_t size = sign_size(text.substr(at));
        if (is_digit(c) || ((c == '.' || c == ',') && parts.count == 0)) {
            size = take_number(text.substr(at), parts);
        } else if (size > 0 && parts.count == 0 && !has_sign) {
            parts.negative = c != '+';
            has_sign = true;
        } else if (std::string_view{"NSEWnsewOo"}.find(c) != std::string_view::npos && !lettered) {
            lettered = true;
            parts.negative = parts.negative || std::string_view{"SWsw"}.find(c) < 4;
        } else if (!is_filler(text, at, size)) {
            parts.valid = false;
        }
        at += std::max<std::size_t>(size, 1);
    }
    return parts;
}

bool says_nothing(std::string_view cell) noexcept
{
    const auto word = fold(cell);
    return word.empty() || word == "n a" || word == "na" || word == "null" || word == "none" ||
           word == "unknown";
}

}  // namespace

std::optional<Angle> read_angle(std::string_view cell) noexcept
{
    const auto text = trim(cell);
    constexpr std::size_t kLongest = 48;
    if (text.empty() || text.size() > kLongest) {
        return std::nullopt;
    }
    // Plain numbers, also in exponent form, which spreadsheets make of long decimals.
    const auto plain = parse_whole<double>(text);
    const auto parts = take_apart(text);
    if (plain) {
        if (!std::isfinite(*plain)) {
            return std::nullopt;
        }
        return Angle{*plain, std::pow(10.0, -(parts.valid ? parts.decimals[0] : 0))};
    }
    if (!parts.valid || parts.count == 0) {
        return std::nullopt;
    }
    const std::array<double, 3> unit{1.0, kMinutes, kSeconds};
    double degrees = 0.0;
    for (std::size_t i = 0; i < parts.count; ++i) {
        if (i > 0 && parts.values.at(i) >= kMinutes) {
            return std::nullopt;
        }
        degrees += parts.values.at(i) / unit.at(i);
    }
    const double step =
        std::pow(10.0, -parts.decimals.at(parts.count - 1)) / unit.at(parts.count - 1);
    return Angle{parts.negative ? -degrees : degrees, step};
}

bool Coordinates::in_range() const noexcept
{
    return std::abs(lat) <= kLatLimit && std::abs(lon) <= kLonLimit;
}

Coordinates read_coordinates(std::string_view latitude, std::string_view longitude)
{
    constexpr double kNearZero = 1e-4;
    constexpr double kMetres = 1000.0;
    Coordinates out;
    const bool no_lat = says_nothing(latitude);
    const bool no_lon = says_nothing(longitude);
    if (no_lat && no_lon) {
        return out;
    }
    if (no_lat || no_lon) {
        out.state = CoordinateState::kIncomplete;
        return out;
    }
    const auto lat = read_angle(latitude);
    const auto lon = read_angle(longitude);
    if (!lat || !lon) {
        out.state = CoordinateState::kUnreadable;
        return out;
    }
    out.lat = lat->degrees;
    out.lon = lon->degrees;
    out.step = std::max(lat->step, lon->step);
    const double larger = std::max(std::abs(out.lat), std::abs(out.lon));
    const double smaller = std::min(std::abs(out.lat), std::abs(out.lon));
    if (larger < kNearZero) {
        out.state = CoordinateState::kZero;
    } else if (smaller > kMetres) {
        out.state = CoordinateState::kProjected;
    } else if (larger > kLonLimit || smaller > kLatLimit) {
        out.state = CoordinateState::kOutOfRange;
    } else {
        out.state = CoordinateState::kUsable;
    }
    return out;
}

}  // namespace sourcelight::resolve
