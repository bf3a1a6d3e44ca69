// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/sections.hpp"

#include "sourcelight/core/error.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <utility>
#include <vector>

using namespace sourcelight;

namespace {

template <template <typename> class Array>
struct Pair {
    Array<double> lons;
    Array<std::uint16_t> counts;

    template <typename Visit, typename... Sides>
    static void each(Visit visit, Sides&... sides)
    {
        visit("lons", sides.lons...);
        visit("counts", sides.counts...);
    }
};

}  // namespace

TEST_CASE("arrays that are listed once are built, kept and taken back", "[core][sections]")
{
    Pair<GrowingArray> growing;
    growing.lons = {1.5, -2.5};
    growing.counts = {7};
    const auto built = freeze(std::move(growing));
    CHECK(bytes_of(built) == 2 * sizeof(double) + sizeof(std::uint16_t));
    Sections sections;
    save_arrays(built, sections);
    const auto taken = load_arrays<Pair<ConstArray>>(sections);
    CHECK(std::vector(taken.lons.begin(), taken.lons.end()) == std::vector{1.5, -2.5});
    CHECK(taken.counts.data() == built.counts.data());  // a view, no copy
    CHECK_THROWS_AS(load_arrays<Pair<ConstArray>>(Sections{}), Error);
}

TEST_CASE("arrays come back under their names as they were added", "[core][sections]")
{
    const ConstArray<double> lons{std::vector{1.5, -2.5}};
    const ConstArray<std::uint16_t> count{std::vector<std::uint16_t>{7}};
    Sections sections;
    sections.add("lons", lons);
    sections.add("count", count);

    const auto taken = sections.take<double>("lons");
    CHECK(std::vector(taken.begin(), taken.end()) == std::vector{1.5, -2.5});
    CHECK(taken.data() == lons.data());  // a view, no copy
    CHECK(sections.take_value<std::uint16_t>("count") == 7);
    CHECK(sections.all().size() == 2);
}

TEST_CASE("a view keeps the memory of its owner", "[core][sections]")
{
    ConstArray<double> view;
    CHECK(view.empty());
    {
        auto owner = std::make_shared<const std::vector<double>>(std::vector{4.0, 5.0});
        const Sections sections{{{"x", sizeof(double), std::as_bytes(std::span{*owner})}}, owner};
        view = sections.take<double>("x");
    }
    REQUIRE(view.size() == 2);
    CHECK(view[1] == 5.0);
    CHECK(view.bytes() == 2 * sizeof(double));
}

TEST_CASE("an array of another name, type or length is refused", "[core][sections][error]")
{
    const ConstArray<double> pair{std::vector{1.0, 2.0}};
    Sections sections;
    sections.add("pair", pair);
    CHECK_THROWS_WITH(sections.take<double>("triple"), Catch::Contains("\"triple\""));
    CHECK_THROWS_WITH(sections.take<float>("pair"), Catch::Contains("4-byte elements"));
    CHECK_THROWS_WITH(sections.take_value<double>("pair"), Catch::Contains("has 2 values"));
    CHECK_THROWS_AS(sections.take<double>("triple"), Error);
}

TEST_CASE("a store that keeps nothing has nothing", "[core][sections]")
{
    const NoStore store;
    store.store("index", "key", Sections{});
    CHECK_FALSE(store.load("index", "key"));
}
