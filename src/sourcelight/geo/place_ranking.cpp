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
/// "Indiana" is rather the state than the town in Pennsylvania.
constexpr float kOtherRegion = -3.0F;
/// A settlement outside the region that a cell of its own names.
constexpr float kAgainstRegionCell = -5.0F;
/// An unnamed settlement, against which named ones must hold.
constexpr float kUnnamed = 6.0F;
constexpr float kUnnamedAnywhere = 8.0F;

constexpr float kRegionName = 2.5F;
constexpr float kRegionAlternate = 1.0F;
constexpr float kAbbreviation = 2.0F;
constexpr float kRegionWord = 2.0F;
constexpr float kMostRegionWeight = 8.0F;
constexpr float kFinerUnit = 0.5F;
constexpr float kPostcode = 4.0F;

constexpr float kNeighbour = 1.5F;
constexpr float kMostNeighbours = 2.0F * kNeighbour;
constexpr double kNeighbourKm = 40.0;
constexpr std::size_t kComparedCandidates = 16;
constexpr std::size_t kKeptCandidates = 64;

constexpr double kLeastShown = 0.01;
constexpr double kLeastForRegion = 0.4;

LonLat point_of(const NamedPlace& place) noexcept { return {place.lon, place.lat}; }

bool overlap(const Mention& left, const Mention& right) noexcept
{
    return left.begin < right.end && right.begin < left.end;
}

}  // namespace

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

void PlaceRanking::weigh(const std::vector<Mention>& mentions, RegionCode by_postcode)
{
    m_candidates.clear();
    m_regions.clear();
    m_region_cell = false;
    if (!by_postcode.empty()) {
        add_region({by_postcode, {}, kPostcode, m_names.region_entry(by_postcode), nullptr});
    }
    for (const auto& mention : mentions) {
        take_regions(mention);
    }
    for (const auto& mention : mentions) {
        take_places(mention);
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
    if (mention.cell != PlaceCell::kAddress ||
        std::none_of(mention.bearers.begin(), mention.bearers.end(),
                     [](const Posting& p) { return p.kind == NameKind::kCountry; })) {
        return false;
    }
    constexpr std::uint32_t kShortWord = 3;
    for (std::size_t i = 0; i < m_query.city_begin; ++i) {
        const auto& token = m_query.text.tokens[i];
        if (token.begin >= mention.end && !token.digits && token.size > kShortWord) {
            return false;
        }
    }
    return true;
}

void PlaceRanking::take_regions(const Mention& mention)
{
    if (ends_with_country(mention)) {
        return;
    }
    for (const auto& bearer : mention.bearers) {
        if (!names_region(bearer.kind)) {
            continue;
        }
        constexpr std::uint32_t kShortForm = 3;
        const bool in_cell = mention.cell == PlaceCell::kRegion;
        const bool short_form =
            bearer.kind == NameKind::kAbbreviation && mention.end - mention.begin <= kShortForm;
        if (short_form && !in_cell && !(mention.capitals && mention.tail)) {
            continue;
        }
        const auto& region = m_names.regions()[bearer.target];
        float weight = mention.weight;
        weight += bearer.kind == NameKind::kRegion         ? kRegionName
                  : bearer.kind == NameKind::kAbbreviation ? kAbbreviation
                                                           : kRegionAlternate;
        weight += mention.region_word ? kRegionWord : 0.0F;
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
            other.weight = std::min(std::max(other.weight, evidence.weight) +
                                        0.5F * std::min(other.weight, evidence.weight),
                                    kMostRegionWeight);
            return;
        }
    }
    m_regions.push_back(evidence);
}

float PlaceRanking::region_weight(RegionCode region, RegionCode subregion) const noexcept
{
    float best = 0.0F;
    for (const auto& evidence : m_regions) {
        if (evidence.region != region) {
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

void PlaceRanking::take_places(const Mention& mention)
{
    const bool country = ends_with_country(mention);
    for (const auto& bearer : mention.bearers) {
        if (bearer.kind != NameKind::kMain && bearer.kind != NameKind::kAlternate) {
            continue;
        }
        const auto& place = m_names.places()[bearer.target];
        float logit = mention.weight + kPopulationWeight * place.log_population;
        logit += bearer.kind == NameKind::kAlternate ? kAlternateName : 0.0F;
        logit += mention.region_word && !mention.settlement_word ? kMentionedAsRegion : 0.0F;
        logit += place.section ? kSection : 0.0F;
        logit += country ? kCountryName : 0.0F;
        logit += names_other_region(mention, place) ? kOtherRegion : 0.0F;
        logit += m_region_cell && region_weight(place.region, place.subregion) <= 0.0F
                     ? kAgainstRegionCell
                     : 0.0F;
        logit += region_weight(place.region, place.subregion);
        const auto known = std::find_if(
            m_candidates.begin(), m_candidates.end(),
            [&bearer](const Candidate& other) { return other.place == bearer.target; });
        if (known == m_candidates.end()) {
            m_candidates.push_back({bearer.target, &mention, logit, 0.0F});
        } else if (known->logit < logit) {
            *known = {bearer.target, &mention, logit, 0.0F};
        }
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

std::vector<PlaceRanking::RegionMass> PlaceRanking::masses() const
{
    const bool any_country = m_country == NameIndex::kAnyCountry;
    const auto tops = m_names.top_regions(m_country);
    std::vector<RegionMass> out;
    out.reserve(tops.size() + m_candidates.size());
    for (const auto entry : tops) {
        const auto& region = m_names.regions()[entry];
        out.push_back({entry, region.region, region.country});
        out.back().unnamed = region.share * std::exp(kUnnamed);
    }
    // The regions of a country stand first, in ascending order of their entries.
    const auto mass_of = [&](std::uint32_t entry, RegionCode region,
                             CountryCode country) -> RegionMass& {
        const auto last = out.begin() + static_cast<std::ptrdiff_t>(tops.size());
        const auto top = std::lower_bound(
            out.begin(), last, entry,
            [](const RegionMass& left, std::uint32_t wanted) { return left.entry < wanted; });
        if (top != last && top->entry == entry) {
            return *top;
        }
        const auto known = std::find_if(last, out.end(), [&](const RegionMass& mass) {
            return mass.entry == entry && mass.country == country;
        });
        return known != out.end() ? *known : out.emplace_back(RegionMass{entry, region, country});
    };
    for (const auto& candidate : m_candidates) {
        const auto& place = m_names.places()[candidate.place];
        mass_of(place.region_entry, place.region, place.country).places +=
            std::exp(candidate.logit);
    }
    for (const auto& evidence : m_regions) {
        const auto entry = m_names.region_entry(evidence.region);
        const auto& region = m_names.regions()[evidence.entry];
        auto& mass = mass_of(entry, region.region, region.country);
        if (any_country) {
            mass.unnamed += std::exp(kUnnamed + evidence.weight);
        } else {
            mass.unnamed = std::max<double>(
                mass.unnamed,
                share_of(entry) * std::exp(kUnnamed + region_weight(evidence.region, {})));
        }
    }
    if (any_country) {
        out.push_back({});
        out.back().unnamed = std::exp(kUnnamedAnywhere);
    }
    return out;
}

double PlaceRanking::share_of(std::uint32_t region_entry) const noexcept
{
    return region_entry < m_names.regions().size()
               ? static_cast<double>(m_names.regions()[region_entry].share)
               : 0.0;
}

PlaceAnswer PlaceRanking::answer() const
{
    PlaceAnswer answer;
    const bool any_country = m_country == NameIndex::kAnyCountry;
    auto masses = this->masses();
    const auto heavier = [](const RegionMass& left, const RegionMass& right) {
        return left.places + left.unnamed > right.places + right.unnamed;
    };
    std::stable_sort(masses.begin(), masses.end(), heavier);
    double total = 0.0;
    for (const auto& mass : masses) {
        total += mass.places + mass.unnamed;
    }
    if (!any_country) {
        answer.level = PlaceLevel::kCountry;
        answer.country = m_names.countries()[m_country];
        answer.country_probability = 1.0F;
        answer.confidence = 1.0F;
    }
    if (masses.empty() || total <= 0.0) {
        return answer;
    }
    const auto& best = masses.front();
    if (any_country) {
        double in_country = 0.0;
        for (const auto& mass : masses) {
            in_country += mass.country == best.country ? mass.places + mass.unnamed : 0.0;
        }
        answer.country = best.country;
        answer.country_probability = static_cast<float>(in_country / total);
        if (best.country.empty()) {
            return answer;
        }
    }
    for (const auto& mass : masses) {
        const double probability = (mass.places + mass.unnamed) / total;
        if (mass.country == best.country && !mass.region.empty() && probability >= kLeastShown) {
            answer.regions.push_back({mass.region, static_cast<float>(probability)});
        }
    }
    if (!has_evidence()) {
        return answer;
    }
    const double probability = (best.places + best.unnamed) / total;
    if (best.region.empty() ? best.places < best.unnamed : probability < kLeastForRegion) {
        answer.level = PlaceLevel::kCountry;
        return answer;
    }
    answer.confidence = static_cast<float>(probability);
    answer.region = best.region;
    answer.witnesses = witnesses(best.region);
    answer.level = best.region.empty() ? PlaceLevel::kCountry : PlaceLevel::kRegion;
    if (best.places >= best.unnamed) {
        name_settlement(best, answer);
    } else {
        for (const auto& evidence : m_regions) {
            if (evidence.region == best.region) {
                answer.name = m_names.regions()[evidence.entry].name;
                answer.subregion = evidence.subregion;
            }
        }
    }
    return answer;
}

/// Names of the region, and of settlements in it, that do not overlap in the text.
std::uint8_t PlaceRanking::witnesses(RegionCode region) const
{
    constexpr float kLeastWeight = 1.0F;
    std::vector<const Mention*> counted;
    std::uint8_t count = 0;
    const auto count_in = [&](const Mention* mention) {
        if (mention == nullptr) {
            ++count;
        } else if (mention->weight >= kLeastWeight &&
                   std::none_of(counted.begin(), counted.end(),
                                [&](const Mention* other) { return overlap(*other, *mention); })) {
            counted.push_back(mention);
            ++count;
        }
    };
    for (const auto& evidence : m_regions) {
        if (evidence.region == region) {
            count_in(evidence.mention);
        }
    }
    for (const auto& candidate : m_candidates) {
        if (m_names.places()[candidate.place].region == region) {
            count_in(candidate.mention);
        }
    }
    return count;
}

/// Of the settlements named beside the best one and inside its reach, the smallest.
const PlaceRanking::Candidate& PlaceRanking::finest(const Candidate& top) const
{
    constexpr float kReach = 1.5F;
    const auto& city = m_names.places()[top.place];
    const Candidate* best = &top;
    for (const auto& other : m_candidates) {
        const auto& place = m_names.places()[other.place];
        const bool finer = place.log_population < m_names.places()[best->place].log_population &&
                           other.mention->weight >= 1.0F && !other.mention->spelling &&
                           !overlap(*other.mention, *top.mention);
        if (finer && place.region == city.region &&
            near_distance_km(point_of(place), point_of(city)) <
                kReach * settlement_reach_km(city.log_population)) {
            best = &other;
        }
    }
    return *best;
}

float PlaceRanking::spread_km(const Candidate& chosen, const Candidate& top) const
{
    const auto& place = m_names.places()[chosen.place];
    const float own = settlement_radius_km(place.log_population);
    const float city = settlement_radius_km(m_names.places()[top.place].log_population);
    // A finer place may be a namesake: half of the city's reach stays possible.
    return &chosen == &top ? own : std::max(own, 0.5F * city);
}

void PlaceRanking::name_settlement(const RegionMass& best, PlaceAnswer& answer) const
{
    const auto top =
        std::find_if(m_candidates.begin(), m_candidates.end(), [&](const Candidate& candidate) {
            const auto& place = m_names.places()[candidate.place];
            return place.region == best.region && place.country == best.country;
        });
    const auto& chosen = finest(*top);
    const auto& place = m_names.places()[chosen.place];
    answer.level = PlaceLevel::kPlace;
    answer.subregion = place.subregion;
    answer.point = point_of(place);
    answer.radius_km = spread_km(chosen, *top);
    answer.from_city = chosen.mention->cell == PlaceCell::kCity;
    answer.spelling = top->mention->spelling;
    answer.name = m_names.place_name(chosen.place);
}

}  // namespace sourcelight::geo
