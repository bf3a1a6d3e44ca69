// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/ordered.hpp"

#include "sourcelight/core/error.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <vector>

using namespace sourcelight;

namespace {

struct Item {
    int number = 0;
    int squared = 0;
};

}  // namespace

TEST_CASE("items are taken in the order in which they were made", "[pipeline]")
{
    const auto threads = GENERATE(1U, 2U, 4U);
    int next = 0;
    std::vector<int> taken;
    pipeline::run_ordered<Item>(
        threads,
        [&] {
            return next < 100 ? std::make_shared<Item>(Item{next++, 0}) : nullptr;
        },
        [](Item& item) { item.squared = item.number * item.number; },
        [&](Item& item) { taken.push_back(item.squared); });
    REQUIRE(taken.size() == 100);
    for (int i = 0; i < 100; ++i) {
        CHECK(taken[static_cast<std::size_t>(i)] == i * i);
    }
}

TEST_CASE("an error in any step ends the run and comes out as it was thrown", "[pipeline][error]")
{
    int next = 0;
    CHECK_THROWS_AS(pipeline::run_ordered<Item>(
                        2,
                        [&] {
                            return std::make_shared<Item>(Item{next++, 0});
                        },
                        [](Item& item) {
                            if (item.number == 5) {
                                throw Error{Errc::kInterrupted, "stopped"};
                            }
                        },
                        [](Item& /*item*/) {}),
                    Error);
}
