// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/anchors.hpp"
#include "sourcelight/validate/oracles.hpp"
#include "tests/unit/validate/shipped.hpp"

#include <catch2/catch.hpp>

using namespace sourcelight::validate;

TEST_CASE("every worked example is met to the digits printed", "[validate][oracle]")
{
    const auto oracles = run_oracles();
    CHECK(oracles.size() >= 6);
    for (const auto& oracle : oracles) {
        INFO(oracle.id << ": " << oracle.max_error);
        CHECK(oracle.ok());
        // What is sampled is held to three of its own standard errors.
        CHECK((oracle.tolerance < 1e-4 || oracle.id == "sobol_ishigami"));
    }
}

TEST_CASE("the published totals are met to nine digits with all noise at zero",
          "[validate][anchor]")
{
    const auto anchors = check_totals(newest(), shipped_methodology());
    CHECK(anchors.size() == 10);
    for (const auto& anchor : anchors) {
        INFO(anchor.id << ": " << anchor.estimate << " for " << anchor.published);
        CHECK(anchor.ok);
    }
}

TEST_CASE("a draw's table meets the margins of that draw", "[validate][anchor]")
{
    // methodology section 3, step 5
    CHECK(largest_margin_error(newest(), shipped_methodology(), {7, 1, 2}, 20) <= 1e-10);
}
