// SPDX-License-Identifier: Apache-2.0
// Point -> country and first-level region on one core: the own index against GEOS on the same
// polygons, round by round in one run. Prints one JSON document; bench/run.py makes claims of it.
//   bench_region_lookup DATASETS_FOLDER POINTS_A_KIND ROUNDS SCRATCH_FOLDER
#include "bench/geos_rival.hpp"

#include "sourcelight/core/data_table.hpp"
#include "sourcelight/geo/region_index.hpp"
#include "sourcelight/io/cache_folder.hpp"
#include "sourcelight/io/read_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <numbers>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace sourcelight;
using bench::TwoStep;

namespace {

constexpr double kNearBorder = 1e-9;  // degrees

/// Seconds of processor time of this thread: other work of the machine does not count.
double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <typename Work>
double timed(Work work)
{
    const double start = cpu_seconds();
    work();
    return cpu_seconds() - start;
}

/// The polygons, as resolve/location_data.cpp reads them.
struct World {
    DataTable zone_table;
    DataTable unit_table;
    std::vector<geo::ZoneShape> zones;
    std::vector<geo::RegionShape> regions;
    std::vector<geo::LonLat> cities;

    explicit World(const std::string& folder)
        : zone_table{io::read_table(folder + "/country_coder/zones/data.parquet", {})},
          unit_table{io::read_table(folder + "/natural_earth/admin1/data.parquet", {})}
    {
        for (std::size_t i = 0; i < zone_table.rows(); ++i) {
            zones.push_back(
                {CountryCode{zone_table.text("iso2")[i]}, zone_table.text("geometry")[i]});
        }
        for (std::size_t i = 0; i < unit_table.rows(); ++i) {
            const auto code = unit_table.text("iso_3166_2")[i];
            const auto top = unit_table.text("iso_l1")[i];
            regions.push_back({CountryCode{unit_table.text("iso2")[i]}, RegionCode{top},
                               RegionCode{code == top ? std::string_view{} : code},
                               unit_table.text("geometry")[i]});
        }
        const std::vector<io::ColumnType> columns{{"lat", true}, {"lon", true}};
        const auto places = io::read_table(folder + "/geonames/places/data.parquet", columns);
        for (std::size_t i = 0; i < places.rows(); ++i) {
            cities.push_back({places.number("lon")[i], places.number("lat")[i]});
        }
    }
};

/// Points within a kilometre or so of real settlements, each drawn anew.
std::vector<geo::LonLat> city_points(const World& world, std::size_t count, std::uint32_t seed)
{
    std::mt19937 random{seed};
    std::uniform_int_distribution<std::size_t> city{0, world.cities.size() - 1};
    std::uniform_real_distribution<double> shift{-0.01, 0.01};
    std::vector<geo::LonLat> points(count);
    for (auto& point : points) {
        const auto& at = world.cities[city(random)];
        point = {std::clamp(at.lon + shift(random), -180.0, 180.0), at.lat + shift(random)};
    }
    return points;
}

std::vector<geo::LonLat> sphere_points(std::size_t count, std::uint32_t seed)
{
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> unit{-1.0, 1.0};
    std::vector<geo::LonLat> points(count);
    for (auto& point : points) {
        const double lon = 180.0 * unit(random);
        point = {lon, std::asin(unit(random)) * 180.0 / std::numbers::pi};
    }
    return points;
}

/// What the own index says without its third step, the nearest region for points in none.
TwoStep two_steps(const geo::Location& location)
{
    const bool inside = location.kind == geo::Location::Kind::kInside;
    return {location.country, inside ? location.region : RegionCode{},
            inside ? location.subregion : RegionCode{}};
}

struct Tally {
    std::size_t points = 0;
    std::size_t differing = 0;         ///< own answer is not GEOS's
    std::size_t away_from_border = 0;  ///< of these, farther than kNearBorder from any border
};

/// Seconds of processor time. GEOS gives the two steps; `own` the same, `own_full` the nearest
/// region of the country for points in none as well.
struct Round {
    double own = 0.0;
    double own_full = 0.0;
    double each = 0.0;
    double batch = 0.0;
};

void compare(std::span<const geo::LonLat> points, std::span<const geo::Location> own,
             std::span<const TwoStep> geos, const bench::GeosRival& rival, Tally& tally)
{
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto mine = two_steps(own[i]);
        ++tally.points;
        if (mine == geos[i]) {
            continue;
        }
        const bench::Geometry point{GEOSGeom_createPointFromXY(points[i].lon, points[i].lat)};
        const double distance = rival.border_distance(point.get());
        ++tally.differing;
        tally.away_from_border += distance > kNearBorder ? 1 : 0;
        fmt::print(stderr, "differs at {:.12f} {:.12f}: own {} {}, GEOS {} {}, border {:.2e} deg\n",
                   points[i].lon, points[i].lat, mine.country.view(), mine.region.view(),
                   geos[i].country.view(), geos[i].region.view(), distance);
    }
}

struct Indexes {
    const geo::RegionIndex& two_steps;
    const geo::RegionIndex& full;
};

Round run_round(std::span<const geo::LonLat> points, const Indexes& indexes,
                const bench::GeosRival& rival, Tally& tally)
{
    std::vector<geo::Location> own(points.size());
    const auto geos_points = bench::GeosRival::make_points(points);
    std::vector<TwoStep> each;
    std::vector<TwoStep> batch;
    Round round;
    round.own_full = timed([&] { indexes.full.locate(points, own); });
    round.own = timed([&] { indexes.two_steps.locate(points, own); });
    round.each = timed([&] { each = rival.locate_each(geos_points); });
    round.batch = timed([&] { batch = rival.locate_batch(geos_points); });
    compare(points, own, each, rival, tally);
    compare(points, own, batch, rival, tally);
    return round;
}

std::string to_json(std::span<const Round> rounds, const Tally& tally)
{
    std::string text;
    for (const auto& round : rounds) {
        text += fmt::format("{}[{:.6f},{:.6f},{:.6f},{:.6f}]", text.empty() ? "" : ",", round.own,
                            round.own_full, round.each, round.batch);
    }
    return fmt::format("{{\"rounds\":[{}],\"compared\":{},\"differing\":{},\"wrong\":{}}}", text,
                       tally.points, tally.differing, tally.away_from_border);
}

/// Seconds to build the index, and to take it from a file, checksum included.
std::string index_times(const World& world, const std::string& folder)
{
    const std::string key(64, '0');
    constexpr int kRepeats = 5;
    std::string builds;
    std::string loads;
    for (int i = 0; i < kRepeats; ++i) {
        const double build = timed([&] {
            const geo::RegionIndex index{world.zones, world.regions};
            Sections sections;
            index.save(sections);
            io::CacheFolder{folder}.store("bench", key, sections);
        });
        const double load = timed([&] {
            const geo::RegionIndex index{io::CacheFolder{folder}.load("bench", key).value()};
        });
        builds += fmt::format("{}{:.4f}", i == 0 ? "" : ",", build);
        loads += fmt::format("{}{:.4f}", i == 0 ? "" : ",", load);
    }
    return fmt::format("\"build_s\":[{}],\"load_s\":[{}]", builds, loads);
}

}  // namespace

int main(int argc, char** argv)
{
    constexpr int kArguments = 5;
    if (argc != kArguments) {
        fmt::print(stderr, "usage: {} DATASETS POINTS ROUNDS SCRATCH\n", argv[0]);
        return 2;
    }
    initGEOS(nullptr, nullptr);
    const World world{argv[1]};
    const auto rounds = static_cast<std::size_t>(std::stoul(argv[3]));
    const auto size = static_cast<std::size_t>(std::stoul(argv[2])) / rounds;
    const auto times = index_times(world, argv[4]);
    const geo::RegionIndex index{
        io::CacheFolder{argv[4]}.load("bench", std::string(64, '0')).value()};
    const geo::RegionIndex two_steps{world.zones, world.regions, {0.0, 0.0}};
    const Indexes indexes{two_steps, index};
    const bench::GeosRival rival{world.zones, world.regions};
    // GEOS indexes a prepared polygon when it is first asked: before the clock starts.
    constexpr std::size_t kWarm = 100'000;
    const auto warm = bench::GeosRival::make_points(city_points(world, kWarm, 0));
    static_cast<void>(rival.locate_each(warm));

    std::array<std::vector<Round>, 2> kinds;
    std::array<Tally, 2> tallies;
    for (std::uint32_t round = 1; round <= rounds; ++round) {
        kinds[0].push_back(run_round(city_points(world, size, round), indexes, rival, tallies[0]));
        kinds[1].push_back(run_round(sphere_points(size, round), indexes, rival, tallies[1]));
    }
    fmt::print("{{\"cities\":{},\"sphere\":{},{},\"index_mb\":{:.1f},\"points_a_round\":{}}}\n",
               to_json(kinds[0], tallies[0]), to_json(kinds[1], tallies[1]), times,
               static_cast<double>(index.bytes()) / 1e6, size);
    return tallies[0].away_from_border + tallies[1].away_from_border == 0 ? 0 : 1;
}
