// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/sections.hpp"
#include "sourcelight/geo/name_posting.hpp"
#include "sourcelight/geo/near_names.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::geo {

struct GazetteerEntries;

/// A settlement as kept.
struct NamedPlace {
    float lon = 0.0F;
    float lat = 0.0F;
    float log_population = 0.0F;
    CountryCode country;
    RegionCode region;
    RegionCode subregion;
    bool section = false;
    std::uint32_t region_entry = 0xFFFFFFFFU;  ///< index of `region` in regions(), if it has one
    std::uint32_t name_begin = 0;              ///< into the pool of names as written
    std::uint32_t name_size = 0;
};

/// A region, or the finer unit that bears a name.
struct NamedRegion {
    CountryCode country;
    RegionCode region;
    RegionCode subregion;
    float share = 0.0F;  ///< of the country's population; of the region it lies in for finer units
    std::uint32_t name_begin = 0;  ///< into the pool of names as written
    std::uint32_t name_size = 0;
};

/// Names of places and regions by hash, and those that a misspelt text comes near.
class NameIndex {
public:
    explicit NameIndex(const GazetteerEntries& entries);

    /// The index that save() wrote; views `sections`.
    explicit NameIndex(const Sections& sections);

    /// Adds all it consists of; the views are valid while the index lives.
    void save(Sections& sections) const;

    static constexpr std::uint16_t kAnyCountry = 0xFFFF;
    static constexpr std::size_t kMostWords = 4;

    [[nodiscard]] std::span<const NamedPlace> places() const noexcept
    {
        return m_arrays.places.span();
    }
    [[nodiscard]] std::span<const NamedRegion> regions() const noexcept
    {
        return m_arrays.regions.span();
    }
    [[nodiscard]] std::span<const CountryCode> countries() const noexcept
    {
        return m_arrays.countries.span();
    }
    /// kAnyCountry if the code is unknown here.
    [[nodiscard]] std::uint16_t country_index(CountryCode country) const noexcept;
    [[nodiscard]] std::string_view place_name(std::uint32_t place) const noexcept;
    [[nodiscard]] std::string_view region_name(std::uint32_t entry) const noexcept;

    /// Bearers of a compact name by its hash, sorted by country; all countries' or one's.
    [[nodiscard]] std::span<const Posting> find(std::uint64_t hash, std::uint16_t country) const;
    /// Names that a text comes near.
    [[nodiscard]] const NearNames& near() const noexcept { return m_near; }
    /// Region of a postcode, empty if unknown.
    [[nodiscard]] RegionCode region_of_postcode(std::uint16_t country,
                                                std::string_view postcode) const;

    /// Regions of a country with their population shares: entries of regions() at the top level.
    [[nodiscard]] std::span<const std::uint32_t> top_regions(std::uint16_t country) const;
    /// The entry of a top-level region in regions(), or regions().size().
    [[nodiscard]] std::uint32_t region_entry(RegionCode region) const noexcept;

private:
    friend class NameIndexBuilder;

    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t first = 0;
        std::uint32_t count = 0;  ///< 0 = free
    };
    using PostcodePrefix = ShortCode<6, struct PostcodeTag>;
    struct Postcode {
        std::uint16_t country = 0;
        PostcodePrefix prefix;
        RegionCode region;
    };
    struct RegionEntry {
        RegionCode region;
        std::uint32_t entry = 0;  ///< into regions()
    };

    /// The entry of a region among sorted ones, or `none`.
    [[nodiscard]] static std::uint32_t entry_of(std::span<const RegionEntry> entries,
                                                RegionCode region, std::size_t none) noexcept;
    [[nodiscard]] static std::size_t filter_bit(std::uint64_t hash, std::size_t words) noexcept
    {
        constexpr unsigned kUpperHalf = 32;
        constexpr std::size_t kBitsPerWord = 64;
        return static_cast<std::size_t>(hash >> kUpperHalf) & (words * kBitsPerWord - 1);
    }

    /// What the index consists of beside the near names.
    template <template <typename> class Array>
    struct Arrays {
        Array<CountryCode> countries;  ///< sorted
        Array<NamedPlace> places;
        Array<NamedRegion> regions;
        Array<std::uint32_t> top_begin;  ///< of each country, into `top`; one more
        Array<std::uint32_t> top;
        Array<RegionEntry> region_entries;  ///< sorted
        Array<char> names;                  ///< as written
        Array<std::uint64_t> filter;        ///< bit set of hashes: most words are no name
        Array<Slot> slots;
        Array<Posting> postings;
        Array<Postcode> postcodes;

        template <typename Visit, typename... Sides>
        static void each(Visit visit, Sides&... sides)
        {
            visit("countries", sides.countries...);
            visit("places", sides.places...);
            visit("regions", sides.regions...);
            visit("top_begin", sides.top_begin...);
            visit("top", sides.top...);
            visit("region_entries", sides.region_entries...);
            visit("names", sides.names...);
            visit("filter", sides.filter...);
            visit("slots", sides.slots...);
            visit("postings", sides.postings...);
            visit("postcodes", sides.postcodes...);
        }
    };

    Arrays<ConstArray> m_arrays;
    NearNames m_near;
};

}  // namespace sourcelight::geo
