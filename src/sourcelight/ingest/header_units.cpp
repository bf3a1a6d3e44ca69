// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/header_units.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/ingest/column_profile.hpp"

#include <algorithm>
#include <array>

namespace sourcelight::ingest {
namespace {

struct Sign {
    std::string_view text;
    std::string_view currency;
};
/// In the header as written. A bare "$" or "kr" is several currencies.
constexpr std::array<Sign, 12> kSigns{{{"\xE2\x82\xAC", "EUR"},
                                       {"£", "GBP"},
                                       {"₹", "INR"},
                                       {"R$", "BRL"},
                                       {"US$", "USD"},
                                       {"元", "CNY"},
                                       {"円", "JPY"},
                                       {"원", "KRW"},
                                       {"₽", "RUB"},
                                       {"₺", "TRY"},
                                       {"zł", "PLN"},
                                       {"₩", "KRW"}}};

struct Unit {
    std::string_view text;
    double worth = 1.0;
};
/// Words of the folded header.
constexpr std::array<Unit, 37> kWords{{
    {"tsd", 1e3},      {"teur", 1e3},      {"keur", 1e3},    {"tusd", 1e3},     {"kusd", 1e3},
    {"thousand", 1e3}, {"thousands", 1e3}, {"tausend", 1e3}, {"miles", 1e3},    {"milhares", 1e3},
    {"milliers", 1e3}, {"migliaia", 1e3},  {"тыс", 1e3},     {"тысяч", 1e3},    {"000", 1e3},
    {"000s", 1e3},     {"bin", 1e3},       {"tys", 1e3},     {"mio", 1e6},      {"meur", 1e6},
    {"musd", 1e6},     {"mln", 1e6},       {"million", 1e6}, {"millions", 1e6}, {"millionen", 1e6},
    {"millones", 1e6}, {"milhoes", 1e6},   {"milioni", 1e6}, {"milyon", 1e6},   {"млн", 1e6},
    {"lakh", 1e5},     {"lakhs", 1e5},     {"crore", 1e7},   {"crores", 1e7},   {"bn", 1e9},
    {"mrd", 1e9},      {"млрд", 1e9},
}};
/// Anywhere in the header; the longer one first.
constexpr std::array<Unit, 16> kParts{{{"百万", 1e6},
                                       {"百萬", 1e6},
                                       {"백만", 1e6},
                                       {"亿元", 1e8},
                                       {"億円", 1e8},
                                       {"億元", 1e8},
                                       {"억원", 1e8},
                                       {"万元", 1e4},
                                       {"萬元", 1e4},
                                       {"万円", 1e4},
                                       {"만원", 1e4},
                                       {"千元", 1e3},
                                       {"千円", 1e3},
                                       {"천원", 1e3},
                                       {"T\xE2\x82\xAC", 1e3},
                                       {"k\xE2\x82\xAC", 1e3}}};

std::string capitals(std::string_view word)
{
    std::string out{word};
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return out;
}

/// The code of "EUR", and of "TEUR" with a factor before it.
std::string code_of(std::string_view word, std::string_view header)
{
    auto code = capitals(word);
    // Only as written in the header: "all" and "top" are codes too.
    if (header.find(code) == std::string_view::npos) {
        return {};
    }
    if (is_currency_code(code)) {
        return code;
    }
    const bool factor =
        code.size() == 4 && std::string_view{"TKM"}.find(code[0]) != std::string::npos;
    return factor && is_currency_code(code.substr(1)) ? code.substr(1) : std::string{};
}

}  // namespace

std::string currency_in(std::string_view header)
{
    const auto key = fold(header);
    for (const auto word : split(key, ' ')) {
        if (auto code = code_of(word, header); !code.empty()) {
            return code;
        }
    }
    for (const auto& sign : kSigns) {
        if (header.find(sign.text) != std::string_view::npos) {
            return std::string{sign.currency};
        }
    }
    return {};
}

double unit_in(std::string_view header)
{
    for (const auto& part : kParts) {
        if (header.find(part.text) != std::string_view::npos) {
            return part.worth;
        }
    }
    const auto key = fold(header);
    for (const auto word : split(key, ' ')) {
        for (const auto& unit : kWords) {
            if (word == unit.text) {
                return unit.worth;
            }
        }
    }
    return 1.0;
}

}  // namespace sourcelight::ingest
