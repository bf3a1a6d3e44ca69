// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/screen/names.hpp"

#include "sourcelight/core/text.hpp"

#include <algorithm>
#include <array>

namespace sourcelight::screen {
namespace {

/// Legal forms as single words of the folded name, sorted for binary search.
constexpr std::array<std::string_view, 62> kLegalForms{
    "a",      "ab",          "ag",       "anonim",   "as",           "asia",  "b",
    "berhad", "bhd",         "bv",       "c",        "co",           "coltd", "company",
    "corp",   "corporation", "cv",       "de",       "doo",          "ei",    "gmbh",
    "group",  "holding",     "holdings", "inc",      "incorporated", "jsc",   "kft",
    "kg",     "l",           "limited",  "limitada", "llc",          "llp",   "ltd",
    "ltda",   "m",           "mbh",      "nv",       "ooo",          "oy",    "p",
    "plc",    "private",     "pt",       "pte",      "pty",          "pvt",   "r",
    "s",      "sa",          "san",      "sarl",     "sas",          "sdn",   "sirketi",
    "spa",    "srl",         "tbk",      "tic",      "ve",           "v"};

bool is_legal_form(std::string_view word)
{
    return std::find(kLegalForms.begin(), kLegalForms.end(), word) != kLegalForms.end();
}

std::string without_subsidiaries(std::string folded)
{
    for (const std::string_view tail :
         {" and its subsidiaries", " and subsidiaries", " including its subsidiaries"}) {
        const auto at = folded.find(tail);
        if (at != std::string::npos) {
            folded.erase(at);
        }
    }
    return folded;
}

}  // namespace

std::string normalized_name(std::string_view name)
{
    const auto folded = without_subsidiaries(fold_latin(name));
    std::string out;
    for (const auto word : split(folded, ' ')) {
        if (word.empty() || is_legal_form(word)) {
            continue;
        }
        out += out.empty() ? "" : " ";
        out += word;
    }
    return out;
}

}  // namespace sourcelight::screen
