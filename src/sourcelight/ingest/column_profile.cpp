// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/column_profile.hpp"

#include "sourcelight/core/quantity.hpp"
#include "sourcelight/core/text.hpp"

#include <unicode/locid.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_set>

namespace sourcelight::ingest {
namespace {

using Words = std::unordered_set<std::string>;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

Words make_country_codes()
{
    Words codes;
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
        codes.insert(*code);
        codes.insert(icu::Locale{"", *code}.getISO3Country());
    }
    codes.erase("");
    return codes;
}

/// Names as ICU prints them in the languages whose lists are most common.
Words make_country_names()
{
    Words names;
    for (const char* language : {"en", "de", "fr", "es", "pt", "it", "nl", "tr", "vi", "zh",
                                 "zh_TW", "ja", "ko", "ru", "ar", "pl", "id", "th"}) {
        const icu::Locale shown{language};
        for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
            icu::UnicodeString name;
            icu::Locale{"", *code}.getDisplayCountry(shown, name);
            std::string text;
            names.insert(fold(name.toUTF8String(text)));
        }
    }
    // Spellings of lists and customs forms that ICU does not print.
    for (const char* name :
         {"usa", "uk", "prc", "south korea", "korea", "hong kong", "taiwan", "burma",
          "russian federation", "viet nam", "p r china", "czech republic", "ivory coast", "macau",
          "uae", "great britain", "england", "turkey"}) {
        names.insert(name);
    }
    return names;
}

Words make_currencies()
{
    Words codes;
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration* all = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status);
    while (const char* code = uenum_next(all, nullptr, &status)) {
        codes.insert(code);
    }
    uenum_close(all);
    return codes;
}

bool is_country_code(std::string_view cell)
{
    static const Words codes = make_country_codes();
    std::string upper{cell};
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return (cell.size() == 2 || cell.size() == 3) && codes.contains(upper);
}

bool is_short_letters(std::string_view cell) noexcept
{
    constexpr std::size_t kMost = 3;
    return cell.size() <= kMost &&
           std::all_of(cell.begin(), cell.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_country_name(std::string_view cell)
{
    static const Words names = make_country_names();
    return cell.size() < 60 && names.contains(fold(cell));
}

/// A number with what lists put around it: "$", "EUR", "%", "万".
std::optional<double> loose_number(std::string_view cell)
{
    const auto body = cell.ends_with('%') ? cell.substr(0, cell.size() - 1) : cell;
    const auto read = parse_quantity(body, false);
    return read && !read->estimated ? std::optional{read->value} : std::nullopt;
}

/// Degrees as written with signs or letters: 12°34'56"N, 12.5 N.
bool is_degrees(std::string_view cell)
{
    return cell.size() < 40 && is_digit(cell.front()) &&
           (cell.find("\xC2\xB0") != std::string_view::npos ||
            std::string_view{"NSEW"}.find(cell.back()) != std::string_view::npos);
}

std::size_t decimals(std::string_view cell) noexcept
{
    const auto point = cell.find_last_of(".,");
    if (point == std::string_view::npos) {
        return 0;
    }
    const auto behind = cell.substr(point + 1);
    return std::all_of(behind.begin(), behind.end(), is_digit) ? behind.size() : 0;
}

bool only(std::string_view cell, std::string_view allowed) noexcept
{
    return cell.find_first_not_of(allowed) == std::string_view::npos &&
           std::any_of(cell.begin(), cell.end(), is_digit);
}

/// Counts of one column, before they are divided.
struct Counts {
    ColumnProfile sums;
    std::unordered_set<std::string_view> distinct;

    void add(std::string_view raw)
    {
        const auto cell = trim(without_formula(raw));
        if (cell.empty()) {
            return;
        }
        sums.filled += 1;
        distinct.insert(cell);
        add_number(cell);
        add_pair(cell);
        sums.country_code += is_country_code(cell) ? 1.0 : 0.0;
        sums.country_name += is_country_name(cell) ? 1.0 : 0.0;
        sums.short_letters += is_short_letters(cell) ? 1.0 : 0.0;
        sums.currency += is_currency_code(cell) ? 1.0 : 0.0;
        sums.digits += only(cell, "0123456789. ") ? 1.0 : 0.0;
        sums.dotted_code += is_dotted_code(cell) ? 1.0 : 0.0;
        sums.count_like += parse_quantity(cell, true) ? 1.0 : 0.0;
        sums.formula_text += cell.data() != trim(raw).data() ? 1.0 : 0.0;
    }

    void add_number(std::string_view cell)
    {
        const auto number = loose_number(cell);
        const bool degrees = is_degrees(cell);
        sums.number += number ? 1.0 : 0.0;
        sums.fraction += number && decimals(cell) >= 2 ? 1.0 : 0.0;
        sums.latitude += degrees || (number && std::abs(*number) <= 90.0) ? 1.0 : 0.0;
        sums.longitude += degrees || (number && std::abs(*number) <= 180.0) ? 1.0 : 0.0;
    }

    void add_pair(std::string_view cell)
    {
        const auto pair = coordinate_pair(cell);
        if (!pair) {
            return;
        }
        sums.pair += 1.0;
        const auto first = parse_number(pair->first);
        const bool point = cell.front() == 'P' || cell.front() == 'p';
        sums.pair_swapped += point || (first && std::abs(*first) > 90.0) ? 1.0 : 0.0;
    }

    static bool is_dotted_code(std::string_view cell) noexcept
    {
        return (cell.size() == 7 || cell.size() == 10) && cell[4] == '.' &&
               only(cell, "0123456789.") && (cell.size() == 7 || cell[7] == '.');
    }
};

}  // namespace

bool is_currency_code(std::string_view text)
{
    static const Words codes = make_currencies();
    return text.size() == 3 && codes.contains(std::string{text});
}

std::string_view without_formula(std::string_view cell) noexcept
{
    const auto text = trim(cell);
    const bool wrapped = text.size() >= 3 && text.starts_with("=\"") && text.back() == '"';
    return wrapped ? text.substr(2, text.size() - 3) : cell;
}

std::optional<std::pair<std::string_view, std::string_view>> coordinate_pair(
    std::string_view cell) noexcept
{
    auto text = trim(cell);
    if (text.starts_with("POINT") || text.starts_with("Point") || text.starts_with("point")) {
        text = trim(text.substr(5));
    }
    if (!text.empty() && (text.front() == '(' || text.front() == '[') &&
        (text.back() == ')' || text.back() == ']')) {
        text = trim(text.substr(1, text.size() - 2));
    }
    for (const std::string_view separators : {";", ",", " ", "/", "|"}) {
        const auto at = text.find(separators);
        if (at == std::string_view::npos ||
            text.find(separators, at + 1) != std::string_view::npos) {
            continue;
        }
        const auto first = trim(text.substr(0, at));
        const auto second = trim(text.substr(at + 1));
        const auto x = parse_number(first);
        const auto y = parse_number(second);
        // A comma may also be the decimal sign of one number: both parts need a point then.
        const bool apart = separators != "," || (first.find('.') != std::string_view::npos &&
                                                 second.find('.') != std::string_view::npos);
        if (x && y && apart && std::abs(*x) <= 180.0 && std::abs(*y) <= 180.0) {
            return std::pair{first, second};
        }
    }
    return std::nullopt;
}

ColumnProfile profile_column(const TextColumn& cells, std::size_t limit)
{
    Counts counts;
    for (std::size_t i = 0; i < std::min(cells.size(), limit); ++i) {
        counts.add(cells[i]);
    }
    auto profile = counts.sums;
    const auto filled = static_cast<double>(std::max<std::size_t>(profile.filled, 1));
    profile.distinct = static_cast<double>(counts.distinct.size()) / filled;
    for (double ColumnProfile::*share :
         {&ColumnProfile::number, &ColumnProfile::fraction, &ColumnProfile::latitude,
          &ColumnProfile::longitude, &ColumnProfile::pair, &ColumnProfile::pair_swapped,
          &ColumnProfile::country_code, &ColumnProfile::country_name, &ColumnProfile::short_letters,
          &ColumnProfile::currency, &ColumnProfile::dotted_code, &ColumnProfile::digits,
          &ColumnProfile::count_like, &ColumnProfile::formula_text}) {
        profile.*share /= filled;
    }
    return profile;
}

}  // namespace sourcelight::ingest
