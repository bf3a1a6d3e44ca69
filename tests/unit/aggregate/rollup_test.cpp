// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/aggregate/listed_goods.hpp"
#include "sourcelight/aggregate/rollup.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace sourcelight;
using namespace sourcelight::aggregate;

TEST_CASE("spend falls into bands by powers of ten, currencies kept apart", "[aggregate]")
{
    CHECK(spend_band(0.0, "EUR") == "below 1 thousand EUR");
    CHECK(spend_band(1e3, "EUR") == "1 to 10 thousand EUR");
    CHECK(spend_band(999999.0, "USD") == "100 thousand to 1 million USD");
    CHECK(spend_band(2.5e6, "") == "1 to 10 million");
    CHECK(spend_band(1e8, "CNY") == "100 million and more CNY");
}

TEST_CASE("a spend that is no amount has no band", "[aggregate]")
{
    CHECK(spend_band(-1.0, "EUR").empty());
    CHECK(spend_band(std::numeric_limits<double>::quiet_NaN(), "EUR").empty());
    CHECK(spend_band(std::numeric_limits<double>::infinity(), "EUR").empty());
}

TEST_CASE("every roll-up has a name and a heading", "[aggregate]")
{
    for (std::size_t i = 0; i < kRollupCount; ++i) {
        const auto id = static_cast<RollupId>(i);
        CHECK_FALSE(rollup_name(id).empty());
        CHECK_FALSE(rollup_heading(id).empty());
    }
    CHECK(rollup_name(RollupId::kSpendBand) == "spend_band");
}

TEST_CASE("a good's direct inputs are found, each once, and not what those are made from",
          "[aggregate]")
{
    // shirts <- cloth twice; cloth <- cotton
    reference::Goods goods;
    goods.goods.resize(3);
    goods.goods[0].made_from = {GoodId{1}, GoodId{1}};
    goods.goods[1].made_from = {GoodId{2}};

    CHECK(with_inputs(goods, GoodId{0}) == std::vector<GoodId>{GoodId{0}, GoodId{1}});
    CHECK(with_inputs(goods, GoodId{2}) == std::vector<GoodId>{GoodId{2}});
}
