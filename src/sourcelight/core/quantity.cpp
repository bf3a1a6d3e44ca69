// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/quantity.hpp"

#include "sourcelight/core/text.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

namespace sourcelight {
namespace {

constexpr std::size_t kLongest = 80;  // bytes; a longer cell is prose

struct Word {
    std::string_view text;
    double factor = 1.0;
};

/// Factors, as the text is once it is in small letters.
constexpr std::array<Word, 48> kFactors{{
    {"k", 1e3},        {"tsd", 1e3},       {"tausend", 1e3},  {"thousand", 1e3}, {"thsd", 1e3},
    {"thd", 1e3},      {"tys", 1e3},       {"тыс", 1e3},      {"тысяч", 1e3},    {"ribu", 1e3},
    {"rb", 1e3},       {"bin", 1e3},       {"nghin", 1e3},    {"nghìn", 1e3},    {"千", 1e3},
    {"천", 1e3},       {"万", 1e4},        {"萬", 1e4},       {"만", 1e4},       {"lakh", 1e5},
    {"lakhs", 1e5},    {"lac", 1e5},       {"lacs", 1e5},     {"m", 1e6},        {"mm", 1e6},
    {"mn", 1e6},       {"mln", 1e6},       {"mio", 1e6},      {"mill", 1e6},     {"million", 1e6},
    {"millions", 1e6}, {"millionen", 1e6}, {"millones", 1e6}, {"milhoes", 1e6},  {"milhões", 1e6},
    {"milioni", 1e6},  {"milyon", 1e6},    {"млн", 1e6},      {"juta", 1e6},     {"trieu", 1e6},
    {"triệu", 1e6},    {"crore", 1e7},     {"cr", 1e7},       {"亿", 1e8},       {"億", 1e8},
    {"bn", 1e9},       {"mrd", 1e9},       {"млрд", 1e9},
}};

/// What may stand beside a head count or an amount and changes nothing.
constexpr std::array<std::string_view, 47> kUnits{"employees",
                                                  "employee",
                                                  "workers",
                                                  "worker",
                                                  "people",
                                                  "persons",
                                                  "person",
                                                  "staff",
                                                  "ppl",
                                                  "pax",
                                                  "fte",
                                                  "ftes",
                                                  "headcount",
                                                  "mitarbeiter",
                                                  "ma",
                                                  "personen",
                                                  "mitarbeitende",
                                                  "employés",
                                                  "salariés",
                                                  "personnes",
                                                  "personas",
                                                  "empleados",
                                                  "trabajadores",
                                                  "pessoas",
                                                  "funcionários",
                                                  "colaboradores",
                                                  "persone",
                                                  "dipendenti",
                                                  "addetti",
                                                  "kişi",
                                                  "çalışan",
                                                  "人",
                                                  "名",
                                                  "员工",
                                                  "人员",
                                                  "명",
                                                  "orang",
                                                  "karyawan",
                                                  "người",
                                                  "чел",
                                                  "человек",
                                                  "คน",
                                                  "عامل",
                                                  "موظف",
                                                  "p a",
                                                  "pa",
                                                  "元"};

constexpr std::array<std::string_view, 24> kAbout{
    "~",        "≈",  "ca",   "circa", "approx",   "approximately", "about",   "around",
    "appr",     "c",  "etwa", "rund",  "ungefähr", "env",           "environ", "aprox",
    "cerca de", "约", "約",   "大约",  "大約",     "około",         "около",   "khoảng"};

constexpr std::array<std::string_view, 12> kAtLeast{">",         ">=",      "≥",        "over",
                                                    "more than", "min",     "at least", "über",
                                                    "mehr als",  "plus de", "超过",     "逾"};

constexpr std::array<std::string_view, 10> kAtMost{"<",     "<=",  "≤",      "under", "less than",
                                                   "up to", "max", "bis zu", "unter", "fewer than"};

/// Behind the number: it is at least that.
constexpr std::array<std::string_view, 7> kAndMore{"+",    "plus", "or more", "and more",
                                                   "以上", "余",   "多"};

constexpr std::array<std::string_view, 12> kRangeMarks{
    "-", "~", " to ", " bis ", " a ", " à ", "至", "到", "〜", "..", " until ", " and "};

/// Signs that only one currency has; "$" and "kr" are several, and say nothing.
struct Sign {
    std::string_view text;
    std::string_view code;
};
constexpr std::array<Sign, 18> kSigns{{{"us$", "USD"},
                                       {"€", "EUR"},
                                       {"£", "GBP"},
                                       {"₹", "INR"},
                                       {"₫", "VND"},
                                       {"₩", "KRW"},
                                       {"₺", "TRY"},
                                       {"₽", "RUB"},
                                       {"฿", "THB"},
                                       {"₱", "PHP"},
                                       {"₴", "UAH"},
                                       {"₪", "ILS"},
                                       {"r$", "BRL"},
                                       {"zł", "PLN"},
                                       {"rmb", "CNY"},
                                       {"人民币", "CNY"},
                                       {"$", ""},
                                       {"¥", ""}}};

/// One plain character for what scripts and spreadsheets write in several ways.
void append_plain(UChar32 c, icu::UnicodeString& out)
{
    if (const auto digit = u_charDigitValue(c); digit >= 0) {
        out.append(static_cast<char16_t>(u'0' + digit));
        return;
    }
    switch (c) {
    case 0x00A0:
    case 0x2007:
    case 0x2009:
    case 0x202F:
    case 0x3000: out.append(u' '); return;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
    case 0xFF0D: out.append(u'-'); return;
    case 0xFF5E: out.append(u'~'); return;
    case 0x066B:
    case 0xFF0E: out.append(u'.'); return;
    case 0x066C:
    case 0x060C:
    case 0xFF0C: out.append(u','); return;
    case 0x2019: out.append(u'\''); return;
    case 0xFFE5: out.append(u'\u00A5'); return;
    default: break;
    }
    const bool invisible = (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF ||
                           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (!invisible) {
        out.append(u_tolower(c));
    }
}

std::string plain_form(std::string_view text)
{
    const auto wide =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < wide.length();) {
        const UChar32 c = wide.char32At(i);
        i += U16_LENGTH(c);
        append_plain(c, out);
    }
    std::string plain;
    return std::string{trim(out.toUTF8String(plain))};
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_letter(char c) noexcept { return c >= 'a' && c <= 'z'; }

/// Takes `word` off the front; a word of letters must end there.
bool take_front(std::string_view& text, std::string_view word)
{
    if (!text.starts_with(word)) {
        return false;
    }
    const auto rest = text.substr(word.size());
    if (is_letter(word.back()) && !rest.empty() && is_letter(rest.front())) {
        return false;
    }
    text = trim(rest);
    text = text.starts_with(". ") || (text.starts_with('.') && is_letter(word.back()))
               ? trim(text.substr(1))
               : text;
    return true;
}

/// Takes `word` off the end; a word of letters must begin there.
bool take_back(std::string_view& text, std::string_view word)
{
    auto body = text;
    if (body.size() > 1 && body.ends_with('.') && !is_digit(body[body.size() - 2])) {
        body.remove_suffix(1);
    }
    if (!body.ends_with(word) || body.size() == word.size()) {
        return false;
    }
    const auto rest = body.substr(0, body.size() - word.size());
    if (is_letter(word.front()) && is_letter(rest.back())) {
        return false;
    }
    text = trim(rest);
    return true;
}

bool take_any_front(std::string_view& text, std::span<const std::string_view> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&text](std::string_view word) { return take_front(text, word); });
}

bool take_any_back(std::string_view& text, std::span<const std::string_view> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&text](std::string_view word) { return take_back(text, word); });
}

/// What one pass over both ends of a text finds.
struct Reading {
    double factor = 1.0;
    bool negative = false;
    bool about = false;
    bool half = false;    ///< an upper bound
    bool groups = false;  ///< ",-" stands for no decimals, so points group thousands
    std::string currency;
};

bool take_sign(std::string_view& text, Reading& out)
{
    for (const auto& sign : kSigns) {
        if (take_front(text, sign.text) || take_back(text, sign.text)) {
            out.currency = out.currency.empty() ? std::string{sign.code} : out.currency;
            return true;
        }
    }
    return false;
}

/// Three letters in capitals at either end of the cell as written.
bool take_code(std::string_view& text, std::string_view written, Reading& out)
{
    constexpr std::size_t kCode = 3;
    const auto capitals = [](std::string_view code) {
        return std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    };
    written = trim(written);
    if (written.size() <= kCode) {
        return false;
    }
    for (const auto code : {written.substr(0, kCode), written.substr(written.size() - kCode)}) {
        std::string lower{code};
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](char c) { return static_cast<char>(c - 'A' + 'a'); });
        if (capitals(code) && (take_front(text, lower) || take_back(text, lower))) {
            out.currency = code;
            return true;
        }
    }
    return false;
}

bool take_factor(std::string_view& text, Reading& out)
{
    for (const auto& word : kFactors) {
        if (take_back(text, word.text)) {
            out.factor *= word.factor;
            return true;
        }
    }
    return false;
}

bool take_minus(std::string_view& text, Reading& out)
{
    const bool brackets = text.size() > 2 && text.front() == '(' && text.back() == ')';
    const bool behind = text.size() > 1 && text.back() == '-' && is_digit(text[text.size() - 2]);
    if (out.negative || (!brackets && !behind)) {
        return false;
    }
    out.negative = true;
    text = trim(brackets ? text.substr(1, text.size() - 2) : text.substr(0, text.size() - 1));
    return true;
}

/// ",-" and ".-" behind a price: no small change.
bool take_no_change(std::string_view& text, Reading& out)
{
    for (const std::string_view mark : {",--", ",-", ".--", ".-", ",="}) {
        if (text.ends_with(mark) && text.size() > mark.size()) {
            text.remove_suffix(mark.size());
            out.groups = true;
            return true;
        }
    }
    return false;
}

bool take_one(std::string_view& rest, std::string_view written, Reading& out)
{
    if (take_any_front(rest, kAbout) || take_any_front(rest, kAtLeast) ||
        take_any_back(rest, kAndMore)) {
        out.about = true;
        return true;
    }
    if (take_any_front(rest, kAtMost)) {
        out.about = out.half = true;
        return true;
    }
    return take_no_change(rest, out) || take_minus(rest, out) || take_any_back(rest, kUnits) ||
           take_factor(rest, out) || take_sign(rest, out) || take_code(rest, written, out);
}

std::optional<double> number_of(std::string_view text, bool point_groups)
{
    constexpr double kThousand = 1000.0;
    auto value = parse_number(text);
    if (value && point_groups && may_group_by_point(text)) {
        value = std::round(*value * kThousand);
    }
    return value;
}

/// The middle of "200-300"; a factor behind the second number counts for both ("2-3k").
std::optional<double> middle_of(std::string_view text, const Reading& reading, bool point_groups)
{
    for (const auto mark : kRangeMarks) {
        const auto at = text.find(mark, 1);
        if (at == std::string_view::npos) {
            continue;
        }
        auto first = trim(text.substr(0, at));
        const auto second = trim(text.substr(at + mark.size()));
        Reading own;
        while (take_factor(first, own)) {
        }
        const auto low = number_of(first, point_groups);
        const auto high = number_of(second, point_groups);
        if (!low || !high || *low < 0.0) {
            continue;
        }
        const double from = *low * (own.factor > 1.0 ? own.factor : reading.factor);
        const double to = *high * reading.factor;
        if (from <= to) {
            return std::round((from + to) / 2.0);
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Quantity> parse_quantity(std::string_view text, bool point_groups)
{
    if (const auto plain = number_of(text, point_groups)) {
        return Quantity{*plain, false, 1.0, {}};
    }
    if (text.empty() || text.size() > kLongest) {
        return std::nullopt;
    }
    const auto form = plain_form(text);
    std::string_view rest{form};
    Reading reading;
    constexpr int kMostWords = 6;
    for (int i = 0; i < kMostWords && !rest.empty(); ++i) {
        if (!take_one(rest, text, reading)) {
            break;
        }
    }
    const bool groups = point_groups || reading.groups;
    const auto sign = reading.negative ? -1.0 : 1.0;
    if (const auto value = number_of(rest, groups && reading.factor <= 1.0)) {
        const double half = reading.half ? std::ceil(*value / 2.0) : *value;
        return Quantity{sign * half * reading.factor, reading.about, reading.factor,
                        reading.currency};
    }
    if (const auto middle = middle_of(rest, reading, groups); middle && !reading.negative) {
        return Quantity{*middle, true, reading.factor, reading.currency};
    }
    return std::nullopt;
}

}  // namespace sourcelight
