// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/atlas_codes.hpp"

#include <catch2/catch.hpp>

#include <optional>
#include <string>

using namespace sourcelight::publish;

TEST_CASE("a value comes back within half a step of its scale", "[publish][atlas]")
{
    for (const auto& scale : {prevalence_scale(), hazard_scale()}) {
        const double value = GENERATE(0.00012, 0.0034, 0.05, 0.999);
        const auto back = scale.value(scale.code(value));
        REQUIRE(back.has_value());
        // Both scales spread ten million over 4,094 steps: ln(1e7) / 4094 = 0.0039 a step.
        CHECK(*back == Approx(value).epsilon(0.002));
    }
}

TEST_CASE("nothing is 0 and a value beyond the scale stands at its end", "[publish][atlas]")
{
    const auto scale = hazard_scale();
    CHECK(scale.code(std::nullopt) == 0);
    CHECK_FALSE(scale.value(0).has_value());
    CHECK(scale.code(0.0) == 1);
    CHECK(scale.code(1e-12) == 1);
    CHECK(scale.code(1.0) == 4095);
    CHECK(scale.code(7.0) == 4095);
    CHECK(*scale.value(4095) == Approx(1.0));
}

TEST_CASE("a code is two characters, the high six bits first", "[publish][atlas]")
{
    std::string text;
    for (const unsigned code : {0U, 1U, 63U, 64U, 4095U, 9999U}) {
        append_code(text, code);
    }
    CHECK(text == "AAABA_BA____");
}
