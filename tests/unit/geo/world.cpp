// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/geo/world.hpp"

#include "sourcelight/io/read_table.hpp"

#include <array>
#include <string>
#include <vector>

namespace sourcelight::test {

const geo::RegionIndex& world()
{
    static const geo::RegionIndex index = [] {
        const std::string folder = SOURCELIGHT_SOURCE_DIR "/datasets/";
        const auto zones = io::read_table(folder + "country_coder/zones/data.parquet", {});
        const auto units = io::read_table(folder + "natural_earth/admin1/data.parquet", {});
        const std::array<io::ColumnType, 3> numbers{
            {{"lat", true}, {"lon", true}, {"half_side_km", true}}};
        const auto towns =
            io::read_table(folder + "sourcelight/zone_corrections/data.csv", numbers);
        std::vector<std::string> squares;
        for (std::size_t i = 0; i < towns.rows(); ++i) {
            squares.push_back(geo::square_wkb({towns.number("lon")[i], towns.number("lat")[i]},
                                              towns.number("half_side_km")[i]));
        }
        std::vector<geo::ZoneShape> zone_shapes;
        for (std::size_t i = 0; i < towns.rows(); ++i) {
            zone_shapes.push_back({CountryCode{towns.text("iso2")[i]}, squares[i]});
        }
        for (std::size_t i = 0; i < zones.rows(); ++i) {
            zone_shapes.push_back({CountryCode{zones.text("iso2")[i]}, zones.text("geometry")[i]});
        }
        std::vector<geo::RegionShape> region_shapes;
        for (std::size_t i = 0; i < units.rows(); ++i) {
            const auto code = units.text("iso_3166_2")[i];
            const auto top = units.text("iso_l1")[i];
            region_shapes.push_back({CountryCode{units.text("iso2")[i]}, RegionCode{top},
                                     RegionCode{code == top ? std::string_view{} : code},
                                     units.text("geometry")[i]});
        }
        return geo::RegionIndex{zone_shapes, region_shapes};
    }();
    return index;
}

}  // namespace sourcelight::test
