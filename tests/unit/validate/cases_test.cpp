// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/cases.hpp"

#include "tests/unit/validate/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace sourcelight;
using namespace sourcelight::validate;

namespace {

const assess::RunOptions kOptions{7, 64, 2};

const Cases& cases_of_2018()
{
    static const auto kCases = cases_of(shipped_at("2018-10-01"), shipped_methodology(), kOptions);
    return kCases;
}

std::size_t position(const Cases& cases, const Pair& pair)
{
    return static_cast<std::size_t>(std::find(cases.pairs.begin(), cases.pairs.end(), pair) -
                                    cases.pairs.begin());
}

}  // namespace

TEST_CASE("a pair is a case until it is listed for forced labour or ordered", "[validate][cases]")
{
    const auto& cases = cases_of_2018();
    const auto has = [&](const Pair& pair) { return position(cases, pair) < cases.pairs.size(); };
    CHECK(has(pair_of("MY", "rubber-gloves")));  // ordered in 2019
    CHECK_FALSE(has(pair_of("RU", "timber")));   // listed on 20 September 2018
    CHECK_FALSE(has(pair_of("TM", "cotton")));   // listed, and ordered in May 2018
}

TEST_CASE("counts of a case are those of the list in force", "[validate][cases]")
{
    const auto& cases = cases_of_2018();
    const auto& terms = cases.terms[position(cases, pair_of("RU", "garments"))];
    // bricks and timber were listed for forced labour in the edition of 2018; bricks are of the
    // same list sector as garments, timber is of another
    CHECK(terms[static_cast<std::size_t>(Term::kSame)] == Approx(std::log(2.0)).epsilon(1e-6));
    CHECK(terms[static_cast<std::size_t>(Term::kChildOnly)] == 0.0F);
}

TEST_CASE("groups without a case keep a column so that fits at all origins agree",
          "[validate][cases]")
{
    HazardSpec spec{
        "m", {{Term::kSame, {0.0, 2.0}}}, {{Effect::kGood, .8}, {Effect::kCountry, .6}}};
    const HazardDesign design{newest(), spec};
    CHECK(design.names().size() ==
          2 + newest().goods.goods.size() + newest().countries.countries.size());
    model::SparseCases rows;
    design.add(cases_of_2018(), rows);
    REQUIRE(rows.cases() == cases_of_2018().pairs.size());
    CHECK(rows.columns == design.names().size());
    CHECK(*std::max_element(rows.column.begin(), rows.column.end()) < rows.columns);
}
