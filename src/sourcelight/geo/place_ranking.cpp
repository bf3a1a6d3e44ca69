// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/place_ranking.hpp"

#include <algorithm>
#include <cmath>

namespace sourcelight::geo {
namespace {

// Log-odds, expert priors: a town of a million outweighs a village of its name by about e^4.
constexpr float kPopulationWeight = 0.6F;
constexpr float kAlternateName = -0.7F;
constexpr float kMentionedAsRegion = -1.5F;
constexpr float kSection = -0.5F;
constexpr float kCountryName = -6.0F;
/// A settlement outside the region that the end of the address names: "Ho Chi Minh, Binh Duong".
constexpr float kAgainstLaterRegion = -2.0F;
/// "Taipei" behind "New Taipei City".
constexpr float kEcho = -4.0F;
/// "Indiana" is rather the state than the town in Pennsylvania.
constexpr float kOtherRegion = -3.0F;
/// "Henan" in a city cell is rather the province than a town of 10,000 elsewhere.
constexpr float kNamesakeOfRegion = -6.0F;
constexpr float kLargeCity = 12.4F;  ///< ln of a quarter of a million: New York, Mexico, Osh
/// A settlement outside the region that a cell of its own names.
constexpr float kAgainstRegionCell = -5.0F;

/// A settlement by the name that a cell of its own gives as a region: "Pará" for Belém.
constexpr float kNamedAsRegion = -8.0F;

constexpr float kRegionName = 2.5F;
constexpr float kRegionAlternate = 1.0F;
constexpr float kAbbreviation = 2.0F;
constexpr float kRegionWord = 2.0F;
constexpr float kMostRegionWeight = 8.0F;
constexpr float kFinerUnit = 0.5F;
constexpr float kPostcode = 4.0F;
constexpr float kRegionCode = 7.0F;
constexpr float kLeastVoice = 1.0F;  ///< of a mention that counts beside another

constexpr float kNeighbour = 1.5F;
constexpr float kMostNeighbours = 2.0F * kNeighbour;
constexpr double kNeighbourKm = 40.0;
constexpr std::size_t kComparedCandidates = 16;
constexpr std::size_t kKeptCandidates = 64;

/// Whether a state's short form stands where two or three letters mean many things.
bool is_chance_short_form(const Mention& mention, NameKind kind) noexcept
{
    constexpr std::uint32_t kShortForm = 3;
    return kind == NameKind::kAbbreviation && mention.end - mention.begin <= kShortForm &&
           !(mention.capitals && mention.tail);
}

float region_mention_weight(const Mention& mention, NameKind kind) noexcept
{
    float weight = mention.weight;
    weight += kind == NameKind::kRegion         ? kRegionName
              : kind == NameKind::kAbbreviation ? kAbbreviation
                                                : kRegionAlternate;
    weight += mention.region_word ? kRegionWord : 0.0F;
    return weight;
}

/// Whether the mention is a region that stands in a cell of its own.
bool is_region_cell(const Mention& mention) noexcept
{
    return mention.cell == PlaceCell::kRegion &&
           std::any_of(mention.bearers.begin(), mention.bearers.end(),
                       [](const Posting& bearer) { return names_region(bearer.kind); });
}

}  // namespace

bool is_region(const Mention& mention) noexcept
{
    return std::any_of(mention.bearers.begin(), mention.bearers.end(),
                       [](const Posting& bearer) { return bearer.kind == NameKind::kRegion; });
}

float settlement_reach_km(float log_population) noexcept
{
    constexpr float kSmallestKm = 5.0F;
    constexpr float kKmPerRootPerson = 0.0085F;
    return kSmallestKm + kKmPerRootPerson * std::exp(0.5F * log_population);
}

float settlement_radius_km(float log_population) noexcept
{
    // Measured on 1,554 sites of two published lists with addresses and coordinates: nine of ten
    // lie within this, errors of their own coordinates included.
    constexpr float kAddressKm = 18.0F;
    return kAddressKm + settlement_reach_km(log_population);
}

PlaceRanking::PlaceRanking(const NameIndex& names, const QueryText& query, std::uint16_t country)
    : m_names{names}, m_query{query}, m_country{country}
{
}

void PlaceRanking::weigh(const std::vector<Mention>& mentions, Codes codes)
{
    m_candidates.clear();
    m_regions.clear();
    m_region_cell = false;
    m_last_region = nullptr;
    const auto take_code = [this](RegionCode region, float weight) {
        if (!region.empty()) {
            add_region({region, {}, weight, m_names.region_entry(region), nullptr});
        }
    };
    take_code(codes.postcode, kPostcode);
    take_code(codes.region_cell, kRegionCode);
    m_region_cell = !codes.region_cell.empty();
    std::vector<Role> roles;
    for (const auto& mention : mentions) {
        roles.push_back({ends_with_country(mention), is_region_cell(mention), false,
                         is_echo(mention, mentions), false});
        if (!roles.back().country && !roles.back().echo) {
            take_regions(mention);
        }
    }
    find_last_region(mentions);
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        // Without a country a name that is both town and region speaks for its country twice.
        roles[i].alone = m_country == NameIndex::kAnyCountry ||
                         std::all_of(mentions.begin(), mentions.end(), [&](const Mention& other) {
                             return overlap(other, mentions[i]) || other.weight < kLeastVoice;
                         });
        roles[i].before_region = m_last_region != nullptr && !mentions[i].unspaced &&
                                 mentions[i].end <= m_last_region->begin;
        take_places(mentions[i], roles[i]);
    }
    std::sort(m_candidates.begin(), m_candidates.end(), [](const auto& left, const auto& right) {
        return left.logit != right.logit ? left.logit > right.logit : left.place < right.place;
    });
    if (m_candidates.size() > kKeptCandidates) {
        m_candidates.resize(kKeptCandidates);
    }
    support_neighbours();
}

/// Whether the mention is the country's own name behind the place: "Valladolid Mexico C.P. 97780".
bool PlaceRanking::ends_with_country(const Mention& mention) const
{
    if (mention.cell == PlaceCell::kRegion ||
        std::none_of(mention.bearers.begin(), mention.bearers.end(),
                     [](const Posting& p) { return p.kind == NameKind::kCountry; })) {
        return false;
    }
    const bool in_city = mention.cell == PlaceCell::kCity;
    const auto& tokens = m_query.text.tokens;
    if (in_city && mention.begin == tokens[m_query.city_begin].begin) {
        return false;  // the name of a town that the country is named for
    }
    constexpr std::uint32_t kShortWord = 3;
    const auto first = in_city ? m_query.city_begin : 0;
    const auto last = in_city ? m_query.region_begin : m_query.city_begin;
    for (std::size_t i = first; i < last; ++i) {
        const auto& token = tokens[i];
        if (token.begin >= mention.end && !token.digits && token.size > kShortWord) {
            return false;
        }
    }
    return true;
}

/// Whether the words are a piece of the name of another region beside them: "New Taipei City,
/// Taipei".
bool PlaceRanking::is_echo(const Mention& mention, const std::vector<Mention>& all) const
{
    if (all.size() == 1 || mention.cell != PlaceCell::kAddress || !is_region(mention)) {
        return false;
    }
    const std::string_view text{m_query.text.folded};
    const auto words = text.substr(mention.begin, mention.end - mention.begin);
    return std::any_of(all.begin(), all.end(), [&](const Mention& other) {
        const auto longer = text.substr(other.begin, other.end - other.begin);
        return longer.size() > words.size() && longer.ends_with(words) &&
               !overlap(mention, other) && is_region(other);
    });
}

/// The last name of a region among the last two parts of the address.
void PlaceRanking::find_last_region(const std::vector<Mention>& mentions)
{
    constexpr float kAtTheEnd = 3.0F;
    for (const auto& mention : mentions) {
        const bool later = m_last_region == nullptr || mention.begin > m_last_region->begin;
        if (mention.cell == PlaceCell::kAddress && mention.weight >= kAtTheEnd && later &&
            is_region(mention) && !ends_with_country(mention)) {
            m_last_region = &mention;
        }
    }
}

/// Whether a settlement lies outside the region at the end of the address, and no other words name
/// its own region.
bool PlaceRanking::against_last_region(const Mention& mention, const NamedPlace& place) const
{
    const auto of_place = [&](const Posting& bearer) {
        return names_region(bearer.kind) && m_names.regions()[bearer.target].region == place.region;
    };
    return std::none_of(m_last_region->bearers.begin(), m_last_region->bearers.end(), of_place) &&
           std::none_of(m_regions.begin(), m_regions.end(), [&](const RegionEvidence& evidence) {
               return evidence.region == place.region &&
                      (evidence.mention == nullptr || !overlap(*evidence.mention, mention));
           });
}

void PlaceRanking::take_regions(const Mention& mention)
{
    for (const auto& bearer : mention.bearers) {
        if (!names_region(bearer.kind)) {
            continue;
        }
        const bool in_cell = mention.cell == PlaceCell::kRegion;
        if (!in_cell && is_chance_short_form(mention, bearer.kind)) {
            continue;
        }
        const auto& region = m_names.regions()[bearer.target];
        const float weight = region_mention_weight(mention, bearer.kind);
        m_region_cell = m_region_cell || (in_cell && mention.whole_cell);
        if (weight > 0.0F) {
            add_region({region.region, region.subregion, std::min(weight, kMostRegionWeight),
                        bearer.target, &mention});
        }
    }
}

void PlaceRanking::add_region(const RegionEvidence& evidence)
{
    for (auto& other : m_regions) {
        if (other.region == evidence.region && other.subregion == evidence.subregion) {
            other.several = other.several || other.mention == nullptr ||
                            evidence.mention == nullptr ||
                            !overlap(*other.mention, *evidence.mention);
            other.weight = std::min(std::max(other.weight, evidence.weight) +
                                        0.5F * std::min(other.weight, evidence.weight),
                                    kMostRegionWeight);
            return;
        }
    }
    m_regions.push_back(evidence);
}

bool PlaceRanking::has_evidence_for(RegionCode region) const noexcept
{
    return std::any_of(
        m_regions.begin(), m_regions.end(),
        [region](const RegionEvidence& evidence) { return evidence.region == region; });
}

/// What the texts say for a region; for a settlement, words apart from its own name: "Tashkent"
/// behind "Qibray" is the province.
float PlaceRanking::region_weight(RegionCode region, RegionCode subregion,
                                  const Mention* apart) const noexcept
{
    float best = 0.0F;
    for (const auto& evidence : m_regions) {
        const bool own = apart != nullptr && !evidence.several && evidence.mention != nullptr &&
                         overlap(*evidence.mention, *apart);
        if (evidence.region != region || own) {
            continue;
        }
        const bool same_unit = !evidence.subregion.empty() && evidence.subregion == subregion;
        const bool other_unit = !evidence.subregion.empty() && !subregion.empty() && !same_unit;
        const float weight =
            other_unit ? 0.5F * evidence.weight : evidence.weight + (same_unit ? kFinerUnit : 0.0F);
        best = std::max(best, weight);
    }
    return best;
}

/// Whether the mention, outside a city cell, is the name of a region the settlement is not in.
bool PlaceRanking::names_other_region(const Mention& mention, const NamedPlace& place) const
{
    if (mention.cell == PlaceCell::kCity) {
        return false;
    }
    bool other = false;
    for (const auto& bearer : mention.bearers) {
        if (bearer.kind == NameKind::kRegion) {
            if (m_names.regions()[bearer.target].region == place.region) {
                return false;
            }
            other = true;
        }
    }
    return other;
}

/// Whether a city cell names a region of the country, and the settlement is a smaller one
/// elsewhere, or one by another of its names, that no other words speak for.
bool PlaceRanking::is_namesake_of_region(const Mention& mention, const Posting& bearer,
                                         float by_region) const
{
    const auto& place = m_names.places()[bearer.target];
    const bool large = bearer.kind == NameKind::kMain && place.log_population >= kLargeCity;
    if (mention.cell != PlaceCell::kCity || m_region_cell || by_region > 0.0F || large) {
        return false;
    }
    bool other = false;
    for (const auto& evidence : m_regions) {
        if (evidence.mention != nullptr && evidence.mention->cell == PlaceCell::kCity &&
            is_region(*evidence.mention) && overlap(*evidence.mention, mention)) {
            if (evidence.region == place.region) {
                return false;
            }
            other = other || m_names.regions()[evidence.entry].country == place.country;
        }
    }
    return other;
}

void PlaceRanking::take_places(const Mention& mention, Role role)
{
    for (const auto& bearer : mention.bearers) {
        if (bearer.kind == NameKind::kMain || bearer.kind == NameKind::kAlternate) {
            add_candidate(bearer.target, mention, place_logit(mention, bearer, role));
        }
    }
}

float PlaceRanking::place_logit(const Mention& mention, const Posting& bearer, Role role) const
{
    const auto& place = m_names.places()[bearer.target];
    const float by_region =
        region_weight(place.region, place.subregion, role.alone ? nullptr : &mention);
    float logit = mention.weight + kPopulationWeight * place.log_population;
    logit += bearer.kind == NameKind::kAlternate ? kAlternateName : 0.0F;
    logit += mention.region_word && !mention.settlement_word ? kMentionedAsRegion : 0.0F;
    logit += place.section ? kSection : 0.0F;
    logit += role.country ? kCountryName : 0.0F;
    logit += role.echo ? kEcho : 0.0F;
    logit += role.before_region && against_last_region(mention, place) ? kAgainstLaterRegion : 0.0F;
    logit += names_other_region(mention, place) ? kOtherRegion : 0.0F;
    logit += is_namesake_of_region(mention, bearer, by_region) ? kNamesakeOfRegion : 0.0F;
    logit += role.region_cell ? kNamedAsRegion : 0.0F;
    logit += m_region_cell && by_region <= 0.0F ? kAgainstRegionCell : 0.0F;
    return logit + by_region;
}

void PlaceRanking::add_candidate(std::uint32_t place, const Mention& mention, float logit)
{
    const auto known =
        std::find_if(m_candidates.begin(), m_candidates.end(),
                     [place](const Candidate& other) { return other.place == place; });
    if (known == m_candidates.end()) {
        m_candidates.push_back({place, &mention, logit, 0.0F});
    } else if (known->logit < logit) {
        *known = {place, &mention, logit, 0.0F};
    }
}

/// Settlements named side by side speak for each other: a district for its city.
void PlaceRanking::support_neighbours()
{
    const auto compared = std::min(m_candidates.size(), kComparedCandidates);
    std::vector<float> support(compared, 0.0F);
    for (std::size_t i = 0; i < compared; ++i) {
        for (std::size_t j = i + 1; j < compared; ++j) {
            const auto& left = m_names.places()[m_candidates[i].place];
            const auto& right = m_names.places()[m_candidates[j].place];
            if (left.country == right.country &&
                !overlap(*m_candidates[i].mention, *m_candidates[j].mention) &&
                near_distance_km(point_of(left), point_of(right)) < kNeighbourKm) {
                support[i] += kNeighbour;
                support[j] += kNeighbour;
            }
        }
    }
    for (std::size_t i = 0; i < compared; ++i) {
        m_candidates[i].logit += std::min(support[i], kMostNeighbours);
    }
    std::stable_sort(m_candidates.begin(), m_candidates.end(),
                     [](const auto& left, const auto& right) { return left.logit > right.logit; });
}

}  // namespace sourcelight::geo
