// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/calibration.hpp"

#include "tests/unit/validate/shipped.hpp"

#include <catch2/catch.hpp>

#include <numeric>

using namespace sourcelight;
using namespace sourcelight::validate;

TEST_CASE("intervals of prevalence hold the truths of other worlds", "[validate][calibration]")
{
    const auto coverage = calibrate_prevalence(newest(), shipped_methodology(), {7, 400, 2}, 200);
    // methodology section 14.2 asks for two points; four for the few worlds of a test
    CHECK(coverage.within_50 == Approx(.5).margin(.04));
    CHECK(coverage.within_90 == Approx(.9).margin(.04));
    CHECK(std::accumulate(coverage.rank_share.begin(), coverage.rank_share.end(), 0.0) ==
          Approx(1.0));
}

TEST_CASE("stated probabilities of a site come true as often as they say",
          "[validate][calibration]")
{
    for (const auto& bin : calibrate_sites(shipped_methodology(), 20000, 3)) {
        if (bin.cases >= 500) {
            INFO(bin.stated << " stated, " << bin.observed << " of " << bin.cases);
            // three standard errors of a share of 500
            CHECK(bin.observed == Approx(bin.stated).margin(.067));
        }
    }
}
