// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/ranks.hpp"

#include <catch2/catch.hpp>

using sourcelight::pipeline::Ranks;

TEST_CASE("the largest key comes first and ties go to the earlier row", "[pipeline]")
{
    const Ranks ranks{{5, 9, 0, 9, 1}};
    CHECK(ranks.of(2) == 1);
    CHECK(ranks.of(4) == 2);
    CHECK(ranks.of(1) == 3);
    CHECK(ranks.of(5) == 4);
    CHECK(ranks.first(3) == std::vector<std::int64_t>{2, 4, 1});
}

TEST_CASE("what is not scored has no rank", "[pipeline]")
{
    const Ranks ranks{{0, 0, 3}};
    CHECK_FALSE(ranks.of(1));
    CHECK_FALSE(ranks.of(2));
    CHECK(ranks.of(3) == 1);
    CHECK(ranks.first(10) == std::vector<std::int64_t>{3});
    CHECK(Ranks{{}}.first(10).empty());
}
