// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/screen/screener.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/screen/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sourcelight::screen {
namespace {

constexpr float kExact = 1.0F;
constexpr float kNormalized = 0.97F;
constexpr float kSameCountry = 0.95F;
constexpr float kUnknownCountry = 0.6F;
constexpr float kOtherCountry = 0.2F;
constexpr float kShortName = 0.5F;
constexpr float kAuto = 0.8F;
constexpr float kParent = 0.9F;

float country_probability(CountryCode listed, CountryCode supplier)
{
    if (listed.empty() || supplier.empty()) {
        return kUnknownCountry;
    }
    return listed == supplier ? kSameCountry : kOtherCountry;
}

/// One word of at most six letters is the name of many companies.
bool is_short(std::string_view normalized)
{
    constexpr std::size_t kShortWord = 6;
    return normalized.find(' ') == std::string_view::npos && normalized.size() <= kShortWord;
}

/// Whether the list gives a full legal name: three words or more, one of them a legal form. Such a
/// name is the firm's registered one and no common word.
bool is_full_legal_name(std::string_view folded, std::string_view normalized)
{
    constexpr std::size_t kWords = 3;
    const auto words = split(folded, ' ').size();
    return words >= kWords && split(normalized, ' ').size() < words;
}

std::string reason_of(const ListedEntity& entity, const Match& match, bool parent)
{
    return fmt::format(
        "{} resembles \"{}\" ({}{}{}); similarity {:.2f}, {}",
        parent ? "The parent's name" : "The name", match.matched_alias, entity.legal_basis,
        entity.listed_on ? ", listed since " + to_string(*entity.listed_on) : "",
        entity.ended ? ", ended " + to_string(*entity.ended) : "", match.score,
        match.country_agrees ? "the country agrees" : "the country does not confirm it");
}

}  // namespace

std::string_view state_name(MatchState state) noexcept
{
    switch (state) {
    case MatchState::kAuto: return "auto";
    case MatchState::kReview: return "review";
    case MatchState::kDismissed: return "dismissed";
    }
    return "review";
}

Screener::Screener(std::vector<ListedEntity> entities) : m_entities{std::move(entities)}
{
    for (std::uint32_t i = 0; i < m_entities.size(); ++i) {
        auto names = m_entities[i].aliases;
        names.insert(names.begin(), m_entities[i].name);
        std::set<std::string> seen;
        for (const auto& name : names) {
            const auto normalized = normalized_name(name);
            if (normalized.size() > 2 && seen.insert(normalized).second) {
                m_by_name[normalized].push_back({i, name, fold(name)});
            }
        }
    }
}

void Screener::match_name(std::string_view name, CountryCode country, std::int64_t row, bool parent,
                          std::vector<Match>& out) const
{
    if (name.empty()) {
        return;
    }
    const auto normalized = normalized_name(name);
    const auto found = m_by_name.find(normalized);
    if (found == m_by_name.end()) {
        return;
    }
    for (const auto& alias : found->second) {
        const auto& entity = m_entities[alias.entity];
        Match match;
        match.row = row;
        match.entity = alias.entity;
        match.supplier_name = std::string{name};
        match.matched_alias = alias.text;
        match.score = alias.folded == fold(name) ? kExact : kNormalized;
        match.tokens_agreed = normalized;
        match.country_agrees = !country.empty() && entity.country == country;
        const bool registered = match.score == kExact && match.country_agrees &&
                                is_full_legal_name(alias.folded, normalized);
        match.probability = match.score * country_probability(entity.country, country) *
                            (is_short(normalized) && !registered ? kShortName : 1.0F) *
                            (parent ? kParent : 1.0F);
        match.state = match.probability >= kAuto ? MatchState::kAuto : MatchState::kReview;
        match.reason = reason_of(entity, match, parent);
        out.push_back(std::move(match));
    }
}

std::vector<Match> Screener::screen(const SupplierBatch& batch,
                                    std::span<const CountryCode> countries) const
{
    std::vector<Match> matches;
    for (std::size_t i = 0; i < batch.rows; ++i) {
        const auto row = batch.first_row + static_cast<std::int64_t>(i);
        const auto first = matches.size();
        match_name(batch.cell(Field::kName, i), countries[i], row, false, matches);
        if (matches.size() == first) {
            match_name(batch.cell(Field::kParent, i), countries[i], row, true, matches);
        }
    }
    return matches;
}

}  // namespace sourcelight::screen
