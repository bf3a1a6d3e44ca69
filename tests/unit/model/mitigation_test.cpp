// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/mitigation.hpp"

#include "tests/unit/model/error_matcher.hpp"

#include <array>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

TEST_CASE("residual shares equal the worked numbers of the methodology", "[model][oracle]")
{
    // methodology section 8, prev 0, mu0 .6
    CHECK(residual_share({0, .6, 1, .1, .3}) == Approx(.952380952).margin(1e-9));
    CHECK(residual_share({0, .6, 1, .4, .6}) == Approx(.714285714).margin(1e-9));
    CHECK(residual_share({0, .6, 2, .7, .8}) == Approx(.348837209).margin(1e-9));
    CHECK(residual_share({0, .6, 4, .9, .9}) == Approx(.15625).margin(1e-12));
}

TEST_CASE("doing nothing changes nothing, and preventing everything leaves nothing",
          "[model][mitigation]")
{
    CHECK(residual_share({}) == 1.0);
    CHECK(residual_share({1.0, .6, 0, 0, 0}) == 0.0);
}

TEST_CASE("overlapping mechanisms find less than independent ones", "[model][mitigation]")
{
    const std::array<Mechanism, 2> two{{{0.5, 1.0}, {0.4, 0.5}}};
    // 1 - .5 * .8, worked by hand
    CHECK(combined_detection(two, 1.0) == Approx(0.6));
    CHECK(combined_detection(two, 0.5) < 0.6);
    CHECK(combined_detection({}, 1.0) == 0.0);
}

TEST_CASE("mitigation outside its domain is refused", "[model][mitigation][error]")
{
    CHECK_THROWS_MATCHES(residual_share({0, 0.0, 1, .1, .3}), Error,
                         has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(residual_share({0, .6, 1, 1.1, .3}), Error,
                         has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(combined_detection({}, 2.0), Error, has_code(Errc::kValueOutOfDomain));
}
