// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/read_table.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/location_data.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>

using namespace sourcelight;

// The table says of each point where it lies and from which treaty, law or gazetteer that is known;
// none of it comes from the boundaries. An empty country is the high seas, an empty region a
// country that ISO 3166-2 does not divide or a line whose side alone is known.
TEST_CASE("tricky points lie where treaties and gazetteers put them", "[world]")
{
    const auto facts = reference::load_reference(SOURCELIGHT_SOURCE_DIR "/datasets", std::nullopt);
    const auto data = resolve::load_location_data(facts);
    const std::array<io::ColumnType, 2> numbers{{{"lat", true}, {"lon", true}}};
    const auto table =
        io::read_table(SOURCELIGHT_SOURCE_DIR "/tests/data/tricky_points.csv", numbers);
    REQUIRE(table.rows() >= 300);
    double countries = 0.0;
    double regions = 0.0;
    double with_region = 0.0;
    std::string misses;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const auto where = data.index.locate({table.number("lon")[i], table.number("lat")[i]});
        const auto region = table.text("region")[i];
        const bool country_right = where.country.view() == table.text("country")[i];
        const bool region_right = region.empty() || where.region.view() == region;
        countries += country_right ? 1.0 : 0.0;
        with_region += region.empty() ? 0.0 : 1.0;
        regions += !region.empty() && region_right ? 1.0 : 0.0;
        if (!country_right || !region_right) {
            misses +=
                fmt::format("{}: expected {} {}, found {} {} ({}; {})\n", table.text("place")[i],
                            table.text("country")[i], region, where.country.view(),
                            where.region.view(), table.text("why")[i], table.text("source")[i]);
        }
    }
    const auto rows = static_cast<double>(table.rows());
    CHECK(countries / rows >= 0.99);
    CHECK(regions / with_region >= 0.97);
    WARN(fmt::format("{} points: country right {:.2f} %, region right {:.2f} % of {}\n{}", rows,
                     100.0 * countries / rows, 100.0 * regions / with_region, with_region, misses));
}
