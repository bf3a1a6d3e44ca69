// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/gazetteer.hpp"
#include "sourcelight/geo/mentions.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace sourcelight::geo {

/// How far a settlement of a size extends, kilometres: 5 for a village, 40 for ten millions.
[[nodiscard]] float settlement_reach_km(float log_population) noexcept;

/// How far around a settlement of a size the sites that name it lie, 90 %, kilometres.
[[nodiscard]] float settlement_radius_km(float log_population) noexcept;

[[nodiscard]] inline LonLat point_of(const NamedPlace& place) noexcept
{
    return {place.lon, place.lat};
}

/// Whether two mentions share a part of the text.
[[nodiscard]] inline bool overlap(const Mention& left, const Mention& right) noexcept
{
    return left.begin < right.end && right.begin < left.end;
}

/// Whether a mention is the name of a region, not just another name of one.
[[nodiscard]] bool is_region(const Mention& mention) noexcept;

/// Regions that codes tell; empty where none does.
struct Codes {
    RegionCode postcode;
    RegionCode region_cell;
};

/// Weighs the mentions of one query against each other.
class PlaceRanking {
public:
    PlaceRanking(const NameIndex& names, const QueryText& query, std::uint16_t country);

    /// Takes the mentions and what codes tell.
    void weigh(const std::vector<Mention>& mentions, Codes codes);

    /// Whether some settlement or region was named.
    [[nodiscard]] bool has_evidence() const noexcept
    {
        return !m_candidates.empty() || !m_regions.empty();
    }

    [[nodiscard]] PlaceAnswer answer() const;

private:
    struct Candidate {
        std::uint32_t place = 0;
        const Mention* mention = nullptr;
        float logit = 0.0F;
        float probability = 0.0F;
    };
    /// Evidence for a region (or one finer unit of it).
    struct RegionEvidence {
        RegionCode region;
        RegionCode subregion;
        float weight = 0.0F;
        std::uint32_t entry = 0;
        const Mention* mention = nullptr;  ///< null for a code
        bool several = false;              ///< more than one mention names it
    };
    struct RegionMass {
        std::uint32_t entry = 0;  ///< in NameIndex::regions(), or none
        RegionCode region;
        CountryCode country;
        double places = 0.0;   ///< mass of settlements in it
        double unnamed = 0.0;  ///< mass of an unnamed settlement in it
    };

    /// What a mention is beside the name of a settlement.
    struct Role {
        bool country = false;        ///< the country's own name at the end
        bool region_cell = false;    ///< a region in a cell of its own
        bool before_region = false;  ///< the address ends with a region, behind it
        bool echo = false;           ///< a piece of the longer name of another region
        bool alone = false;          ///< no other words name a place
    };
    void take_regions(const Mention& mention);
    void take_places(const Mention& mention, Role role);
    /// Log-odds that a settlement is meant by its mention.
    [[nodiscard]] float place_logit(const Mention& mention, const Posting& bearer, Role role) const;
    void add_candidate(std::uint32_t place, const Mention& mention, float logit);
    void add_region(const RegionEvidence& evidence);
    [[nodiscard]] bool has_evidence_for(RegionCode region) const noexcept;
    [[nodiscard]] float region_weight(RegionCode region, RegionCode subregion,
                                      const Mention* apart) const noexcept;
    [[nodiscard]] bool names_other_region(const Mention& mention, const NamedPlace& place) const;
    [[nodiscard]] bool is_namesake_of_region(const Mention& mention, const Posting& bearer,
                                             float by_region) const;
    [[nodiscard]] bool ends_with_country(const Mention& mention) const;
    [[nodiscard]] bool is_echo(const Mention& mention, const std::vector<Mention>& all) const;
    void find_last_region(const std::vector<Mention>& mentions);
    [[nodiscard]] bool against_last_region(const Mention& mention, const NamedPlace& place) const;
    void support_neighbours();
    [[nodiscard]] std::vector<RegionMass> masses() const;
    static void put_shown_first(std::vector<RegionMass>& masses, double total);
    void take_country(const std::vector<RegionMass>& masses, double total,
                      PlaceAnswer& answer) const;
    void take_region(const RegionMass& best, PlaceAnswer& answer) const;
    [[nodiscard]] double share_of(std::uint32_t region_entry) const noexcept;
    [[nodiscard]] double named_share(const RegionEvidence& evidence) const;
    [[nodiscard]] CellConflict conflict() const;
    [[nodiscard]] bool has_settlement_in(RegionCode region, const Mention* apart) const;
    [[nodiscard]] std::uint8_t witnesses(RegionCode region) const;
    void name_settlement(const RegionMass& best, PlaceAnswer& answer) const;
    [[nodiscard]] const Candidate& finest(const Candidate& top) const;
    [[nodiscard]] float spread_km(const Candidate& chosen, const Candidate& top) const;

    const NameIndex& m_names;
    const QueryText& m_query;
    std::uint16_t m_country;
    std::vector<Candidate> m_candidates;
    std::vector<RegionEvidence> m_regions;
    const Mention* m_last_region = nullptr;  ///< the region at the end of the address
    bool m_region_cell = false;              ///< a cell of its own names a region
};

}  // namespace sourcelight::geo
