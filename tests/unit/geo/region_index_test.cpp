// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/region_index.hpp"

#include "sourcelight/io/read_table.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using sourcelight::CountryCode;
using sourcelight::RegionCode;
using sourcelight::geo::Location;
using sourcelight::geo::LonLat;
using sourcelight::geo::RegionIndex;
using sourcelight::geo::RegionShape;
using sourcelight::geo::ZoneShape;

/// The shipped boundaries, read once for all tests.
const RegionIndex& world()
{
    static const RegionIndex index = [] {
        const std::string folder = SOURCELIGHT_SOURCE_DIR "/datasets/";
        const auto zone_table =
            sourcelight::io::read_table(folder + "country_coder/zones/data.parquet", {});
        const auto region_table =
            sourcelight::io::read_table(folder + "natural_earth/admin1/data.parquet", {});
        std::vector<ZoneShape> zones;
        for (std::size_t i = 0; i < zone_table.rows(); ++i) {
            zones.push_back(
                {CountryCode{zone_table.text("iso2")[i]}, zone_table.text("geometry")[i]});
        }
        std::vector<RegionShape> regions;
        for (std::size_t i = 0; i < region_table.rows(); ++i) {
            const auto code = region_table.text("iso_3166_2")[i];
            const auto top = region_table.text("iso_l1")[i];
            regions.push_back({CountryCode{region_table.text("iso2")[i]}, RegionCode{top},
                               RegionCode{code == top ? std::string_view{} : code},
                               region_table.text("geometry")[i]});
        }
        return RegionIndex{zones, regions};
    }();
    return index;
}

}  // namespace

TEST_CASE("capitals lie in their country and region", "[geo][region_index]")
{
    CHECK(world().locate({2.3522, 48.8566}).region.view() == "FR-IDF");
}
