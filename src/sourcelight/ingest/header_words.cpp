// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/header_words.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/read_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace sourcelight::ingest {
namespace {

constexpr std::size_t kLongestTerm = 6;     // words
constexpr std::size_t kLongestHeader = 24;  // words; a longer cell is prose
constexpr std::size_t kCellsJudged = 256;
constexpr std::size_t kLongestCell = 80;  // bytes; a header word is shorter

bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_letter(char c) noexcept { return is_lower(c) || is_upper(c); }

/// Whether a word starts at i: "supplierName", "HSCode", "name1".
bool starts_word(std::string_view text, std::size_t i) noexcept
{
    const char before = text[i - 1];
    const char here = text[i];
    const char after = i + 1 < text.size() ? text[i + 1] : ' ';
    return (is_lower(before) && is_upper(here)) ||
           (is_upper(before) && is_upper(here) && is_lower(after)) ||
           (is_letter(before) && is_digit(here)) || (is_digit(before) && is_letter(here));
}

std::optional<Role> role_named(std::string_view name)
{
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (kFieldNames[i] == name) {
            return role_of(static_cast<Field>(i));
        }
    }
    if (name == "coordinates") {
        return Role::kCoordinates;
    }
    if (name == "address_part") {
        return Role::kAddressPart;
    }
    return name == "-" ? std::optional{Role::kIgnored} : std::nullopt;
}

/// Words that make of "supplier ..." something else than the supplier.
bool is_identifier_word(std::string_view word)
{
    static constexpr std::array<std::string_view, 14> kWords{
        "id",   "no",    "nr",  "num",  "number", "code", "email",
        "mail", "phone", "fax", "date", "url",    "key",  "ref"};
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

void keep_best(HeaderHit hit, std::vector<HeaderHit>& best)
{
    for (auto& known : best) {
        if (known.role == hit.role) {
            if (hit.score > known.score) {
                known = std::move(hit);
            }
            return;
        }
    }
    best.push_back(std::move(hit));
}

/// What a word of the table is worth in a longer header of which it covers `covered` of `all`.
double part_factor(std::size_t covered, std::size_t all) noexcept
{
    return 0.55 + 0.35 * (static_cast<double>(covered) / static_cast<double>(all));
}

}  // namespace

std::string header_key(std::string_view header)
{
    std::string spaced;
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (i > 0 && starts_word(header, i)) {
            spaced.push_back(' ');
        }
        spaced.push_back(header[i]);
    }
    return fold(spaced);
}

HeaderWords HeaderWords::load(const std::string& path)
{
    const std::vector<io::ColumnType> columns{
        {"field", false}, {"term", false}, {"lang", false}, {"score", true}};
    const auto table = io::read_table(path, columns);
    HeaderWords words;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto role = role_named(table.text("field")[row]);
        const auto score = table.number("score")[row];
        const auto key = header_key(table.text("term")[row]);
        if (!role || key.empty() || !(score > 0.0 && score <= 1.0)) {
            throw Error{Errc::kDatasetInvalid,
                        fmt::format("{}, row {}: expected a field of mapping.yaml, a term and a "
                                    "score in (0, 1]; found \"{}\", \"{}\", {}",
                                    path, row + 1, table.text("field")[row], key, score)};
        }
        words.m_entries[key].push_back({*role, score});
        if (has_unspaced_script(key)) {
            words.m_unspaced.push_back(key);
        }
    }
    std::sort(words.m_unspaced.begin(), words.m_unspaced.end());
    return words;
}

void HeaderWords::add_hits(const std::string& words, double factor, bool exact,
                           std::vector<HeaderHit>& best) const
{
    const auto found = m_entries.find(words);
    if (found == m_entries.end()) {
        return;
    }
    for (const auto& entry : found->second) {
        // Short words such as "no" or "id" inside a header say little of it.
        if (entry.role == Role::kIgnored && !exact && words.size() < 4) {
            continue;
        }
        keep_best({entry.role, entry.score * factor, words, exact}, best);
    }
}

/// The words of the table inside a longer header; the more of it a word covers, the surer.
void HeaderWords::add_spaced_parts(const std::vector<std::string_view>& words,
                                   std::vector<HeaderHit>& best) const
{
    for (std::size_t from = 0; from < words.size(); ++from) {
        std::string term;
        for (std::size_t n = 1; n <= kLongestTerm && from + n <= words.size(); ++n) {
            term.append(n == 1 ? "" : " ").append(words[from + n - 1]);
            add_hits(term, part_factor(n, words.size()), false, best);
        }
    }
}

/// The same where no blanks part the words.
void HeaderWords::add_unspaced_parts(const std::string& key, std::vector<HeaderHit>& best) const
{
    for (const auto& term : m_unspaced) {
        if (term.size() < key.size() && key.find(term) != std::string::npos) {
            add_hits(term, part_factor(term.size(), key.size()), false, best);
        }
    }
}

std::vector<HeaderHit> HeaderWords::match(std::string_view header) const
{
    std::vector<HeaderHit> best;
    const auto key = header_key(header);
    add_hits(key, 1.0, true, best);
    const auto words = split(key, ' ');
    if (words.size() > 1 && words.size() <= kLongestHeader) {
        add_spaced_parts(words, best);
    }
    if (has_unspaced_script(key)) {
        add_unspaced_parts(key, best);
    }
    std::stable_sort(best.begin(), best.end(),
                     [](const HeaderHit& a, const HeaderHit& b) { return a.score > b.score; });
    // "Mill ID" is no mill: the last word says what the column holds.
    if (!best.empty() && !best[0].exact && is_identifier_word(words.back()) &&
        !best[0].term.ends_with(words.back())) {
        best = {HeaderHit{Role::kIgnored, best[0].score, std::string{words.back()}, false}};
    }
    return best;
}

std::size_t HeaderWords::count(const std::vector<std::string>& cells) const
{
    std::size_t hits = 0;
    for (std::size_t i = 0; i < std::min(cells.size(), kCellsJudged); ++i) {
        // A single letter ("x", "y") is as likely a cell of data.
        if (cells[i].size() < 2 || cells[i].size() > kLongestCell) {
            continue;
        }
        const auto readings = match(cells[i]);
        // A part counts only if it is most of the cell: company names have such words too.
        hits += !readings.empty() && (readings[0].exact || readings[0].score > 0.75) ? 1U : 0U;
    }
    return hits;
}

}  // namespace sourcelight::ingest
