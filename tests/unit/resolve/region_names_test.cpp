// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/read_table.hpp"
#include "tests/unit/resolve/geocode_measure.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using namespace sourcelight;
using namespace sourcelight::resolve;
using namespace sourcelight::resolve::test;

ResolvedPlace placed(std::string_view country, std::string_view city, std::string_view region)
{
    PlaceMemo memo;
    std::vector<Finding> found;
    LocationCells cells;
    cells.by_name = {CountryCode{country}, CountryMethod::kName, 0.99F, {}};
    cells.city = city;
    cells.region = region;
    return geocode_world().resolver.resolve(cells, memo, found);
}

/// Every row that was read otherwise, for reading: SOURCELIGHT_GEOCODE_MISSES=FILE appends them.
void write_miss(std::string_view cell, std::string_view country, std::string_view name,
                std::string_view code, const ResolvedPlace& place)
{
    const char* path = std::getenv("SOURCELIGHT_GEOCODE_MISSES");
    auto* file = path == nullptr ? nullptr : std::fopen(path, "a");
    if (file != nullptr) {
        fmt::print(file, "{}\t{}\t{}\t{}\t{}\t{}\t{:.3f}\n", cell, country, name, code,
                   place.region.view(), method_name(place.method), place.confidence);
        std::fclose(file);
    }
}

}  // namespace

TEST_CASE("every first-level region is found by its name in the city or region column",
          "[region-names]")
{
    Share in_city;
    Share in_region;
    // Left out: units that ISO lists beside the regions, such as municipalities of Estonia.
    const auto& names = geocode_world().data.gazetteer.names();
    const auto& table = geocode_world().facts.dataset("iso/subdivisions").table;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const RegionCode known{table.text("code")[i]};
        if (names.region_entry(known) >= names.regions().size() ||
            !table.text("parent")[i].empty()) {
            continue;
        }
        const auto country = table.text("iso2")[i];
        const auto name = table.text("name")[i];
        const auto code = table.text("code")[i];
        const auto take = [&](std::string_view cell, const ResolvedPlace& place, Share& share) {
            share.add(place.region.view() == code);
            if (place.region.view() != code) {
                write_miss(cell, country, name, code, place);
            }
        };
        take("city", placed(country, name, {}), in_city);
        take("region", placed(country, {}, name), in_region);
    }
    WARN(fmt::format("{} names of first-level regions: right {:.2f} % in the city column, {:.2f} % "
                     "in the region column",
                     in_city.whole, 100.0 * in_city.value(), 100.0 * in_region.value()));
    CHECK(in_city.whole >= 3600);
    CHECK(in_city.value() >= 0.985);
    CHECK(in_region.value() >= 0.985);
}

// Towns by country and name, and the first-level region that the country's law gives them: written
// down before they were tried; among them places renamed or founded lately, which gazetteers lack.
TEST_CASE("towns are found in the region that the law gives them", "[resolve][location]")
{
    const auto table = io::read_table(SOURCELIGHT_SOURCE_DIR "/tests/data/tricky_cities.csv", {});
    REQUIRE(table.rows() >= 200);
    Share right;
    std::string misses;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const auto country =
            geocode_world().countries.resolve_text(table.text("country")[i]).country;
        const auto place = placed(country.view(), table.text("city")[i], {});
        right.add(place.region.view() == table.text("region")[i]);
        if (place.region.view() != table.text("region")[i]) {
            misses +=
                fmt::format("{}, {}: expected {}, found {}\n", table.text("city")[i],
                            table.text("country")[i], table.text("region")[i], place.region.view());
        }
    }
    INFO(misses);
    CHECK(right.value() >= 0.98);
}
