// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/place_ranking.hpp"

#include <algorithm>
#include <cmath>

namespace sourcelight::geo {
namespace {

/// An unnamed settlement, against which named ones must hold (log-odds, set on texts of known
/// origin): an address has many words that name none, a city cell few.
constexpr float kUnnamedInCell = 5.2F;
constexpr float kUnnamedInAddress = 6.3F;
constexpr float kUnnamedAnywhere = 8.0F;

/// The code of a region in a cell of its own; a postcode weighs less.
constexpr float kRegionCode = 7.0F;

constexpr double kLeastShown = 0.01;
constexpr double kLeastForRegion = 0.4;

}  // namespace

std::vector<PlaceRanking::RegionMass> PlaceRanking::masses() const
{
    const bool any_country = m_country == NameIndex::kAnyCountry;
    const auto tops = m_names.top_regions(m_country);
    std::vector<RegionMass> out;
    out.reserve(tops.size() + m_candidates.size());
    const float all_unnamed = m_query.city_begin > 0 ? kUnnamedInAddress : kUnnamedInCell;
    for (const auto entry : tops) {
        const auto& region = m_names.regions()[entry];
        out.push_back({entry, region.region, region.country});
        out.back().unnamed = region.share * std::exp(all_unnamed);
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
            mass.unnamed += std::exp(all_unnamed + evidence.weight);
        } else {
            mass.unnamed = std::max<double>(
                mass.unnamed,
                named_share(evidence) *
                    std::exp(all_unnamed + region_weight(evidence.region, {}, nullptr)));
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

/// The prior of a region that is named. Where its name fills a cell, few people in it do not speak
/// against it: "Ladakh".
double PlaceRanking::named_share(const RegionEvidence& evidence) const
{
    constexpr double kLeastNamed = 0.02;
    const double share = share_of(m_names.region_entry(evidence.region));
    // A unit that nothing counts people for stands back behind one of its name.
    const bool behind = share <= 0.0 && evidence.mention != nullptr &&
                        std::any_of(evidence.mention->bearers.begin(),
                                    evidence.mention->bearers.end(), [this](const Posting& bearer) {
                                        return bearer.kind == NameKind::kRegion &&
                                               share_of(m_names.region_entry(
                                                   m_names.regions()[bearer.target].region)) > 0.0;
                                    });
    const bool fills = evidence.mention == nullptr ||
                       (evidence.mention->whole_cell && !evidence.mention->spelling &&
                        is_region(*evidence.mention));
    return fills && !behind ? std::max(share, kLeastNamed) : share;
}

/// Whether words apart from the mention name a settlement in the region.
bool PlaceRanking::has_settlement_in(RegionCode region, const Mention* apart) const
{
    return std::any_of(m_candidates.begin(), m_candidates.end(), [&](const Candidate& candidate) {
        return m_names.places()[candidate.place].region == region &&
               (apart == nullptr || !overlap(*candidate.mention, *apart));
    });
}

/// The city cell names a settlement, and another cell or part of it a region that has none of the
/// name.
CellConflict PlaceRanking::conflict() const
{
    constexpr float kFillsPart = 4.0F;
    const auto town =
        std::find_if(m_candidates.begin(), m_candidates.end(), [](const Candidate& candidate) {
            const auto& mention = *candidate.mention;
            return mention.cell == PlaceCell::kCity && !mention.spelling && !mention.region_word &&
                   mention.weight >= kFillsPart;
        });
    CellConflict out;
    if (town == m_candidates.end() || m_country == NameIndex::kAnyCountry) {
        return out;
    }
    const auto& place = m_names.places()[town->place];
    for (const auto& evidence : m_regions) {
        const auto* mention = evidence.mention;
        const bool apart =
            mention == nullptr || (mention->cell != PlaceCell::kAddress && !mention->spelling &&
                                   mention->weight >= kFillsPart && is_region(*mention) &&
                                   !overlap(*mention, *town->mention));
        if (!apart || (mention == nullptr && evidence.weight < kRegionCode)) {
            continue;
        }
        if (evidence.region == place.region || has_settlement_in(evidence.region, mention)) {
            return {};
        }
        out.stated.push_back(evidence.region);
    }
    if (!out.stated.empty()) {
        out.settlement = m_names.place_name(town->place);
        out.settlement_in = place.region;
        out.point = point_of(place);
    }
    return out;
}

/// Those that an answer shows stand first, the most probable before all; the others as they stood.
void PlaceRanking::put_shown_first(std::vector<RegionMass>& masses, double total)
{
    const auto shown =
        std::stable_partition(masses.begin(), masses.end(), [total](const RegionMass& mass) {
            return mass.places + mass.unnamed >= kLeastShown * total;
        });
    std::stable_sort(masses.begin(), shown, [](const RegionMass& left, const RegionMass& right) {
        return left.places + left.unnamed > right.places + right.unnamed;
    });
    if (shown == masses.begin() && !masses.empty()) {
        std::iter_swap(shown, std::max_element(masses.begin(), masses.end(),
                                               [](const RegionMass& left, const RegionMass& right) {
                                                   return left.places + left.unnamed <
                                                          right.places + right.unnamed;
                                               }));
    }
}

/// The country of the best region, and the regions of it above 1 %.
void PlaceRanking::take_country(const std::vector<RegionMass>& masses, double total,
                                PlaceAnswer& answer) const
{
    const auto country = masses.front().country;
    if (m_country == NameIndex::kAnyCountry) {
        double in_country = 0.0;
        for (const auto& mass : masses) {
            in_country += mass.country == country ? mass.places + mass.unnamed : 0.0;
        }
        answer.country = country;
        answer.country_probability = static_cast<float>(in_country / total);
    }
    for (const auto& mass : masses) {
        const double probability = (mass.places + mass.unnamed) / total;
        if (probability < kLeastShown) {
            break;
        }
        if (mass.country == country && !mass.region.empty()) {
            answer.regions.push_back({mass.region, static_cast<float>(probability),
                                      mass.places > 0.0 || has_evidence_for(mass.region)});
        }
    }
}

void PlaceRanking::take_region(const RegionMass& best, PlaceAnswer& answer) const
{
    answer.region = best.region;
    answer.witnesses = witnesses(best.region);
    answer.level = best.region.empty() ? PlaceLevel::kCountry : PlaceLevel::kRegion;
    if (best.places >= best.unnamed) {
        name_settlement(best, answer);
        return;
    }
    for (const auto& evidence : m_regions) {
        if (evidence.region == best.region) {
            answer.name = m_names.region_name(evidence.entry);
            answer.subregion = evidence.subregion;
        }
    }
}

PlaceAnswer PlaceRanking::answer() const
{
    PlaceAnswer answer;
    auto masses = this->masses();
    double total = 0.0;
    for (const auto& mass : masses) {
        total += mass.places + mass.unnamed;
    }
    put_shown_first(masses, total);
    if (m_country != NameIndex::kAnyCountry) {
        answer.level = PlaceLevel::kCountry;
        answer.country = m_names.countries()[m_country];
        answer.country_probability = 1.0F;
        answer.confidence = 1.0F;
    }
    if (masses.empty() || total <= 0.0) {
        return answer;
    }
    const auto& best = masses.front();
    take_country(masses, total, answer);
    if (answer.country.empty() || !has_evidence()) {
        return answer;
    }
    answer.conflict = conflict();
    const double probability = (best.places + best.unnamed) / total;
    if (best.region.empty() ? best.places < best.unnamed : probability < kLeastForRegion) {
        answer.level = PlaceLevel::kCountry;
        return answer;
    }
    answer.confidence = static_cast<float>(probability);
    take_region(best, answer);
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
