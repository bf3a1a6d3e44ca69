// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/gazetteer.hpp"
#include "sourcelight/geo/name_index.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace sourcelight::geo {

/// Makes what a NameIndex consists of; used by its constructor only.
class NameIndexBuilder {
public:
    /// `entries` must outlive it.
    explicit NameIndexBuilder(const GazetteerEntries& entries) : m_entries{entries} {}

    /// Everything but the near names, which take_near() gives afterwards.
    [[nodiscard]] NameIndex::Arrays<GrowingArray> run();
    [[nodiscard]] NearNames take_near() { return m_near.take(); }

private:
    struct Raw {
        std::uint64_t hash = 0;
        Posting posting;
    };

    void take_countries();
    void take_places();
    void take_alternates();
    void add_alternates(std::string_view names, Posting posting);
    void take_regions();
    void take_region_name(const RegionNameEntry& entry);
    void take_postcodes();
    void add(std::string_view compact, Posting posting);
    void add_written(std::string_view name, Posting posting);
    void add_short_forms(std::string_view compact, Posting posting);
    void add_written_out(std::string_view name, Posting posting);
    void add_without_kind(std::string_view compact, Posting posting);
    void name_region(NamedRegion& region, std::string_view name);
    [[nodiscard]] std::uint32_t region_for(const RegionNameEntry& entry);
    void make_slots();
    void make_top_regions();
    [[nodiscard]] std::uint16_t country_index(CountryCode country) const;

    const GazetteerEntries& m_entries;
    std::vector<Raw> m_raw;
    std::unordered_map<std::string, std::uint32_t> m_region_of;
    std::unordered_set<std::string> m_country_names;  ///< country code and compact name

    NameIndex::Arrays<GrowingArray> m_out;
    NearNamesBuilder m_near;
};

}  // namespace sourcelight::geo
