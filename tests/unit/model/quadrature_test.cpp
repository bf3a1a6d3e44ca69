// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/quadrature.hpp"

#include "tests/unit/model/error_matcher.hpp"

#include <cmath>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

TEST_CASE("quadrature against the normal is exact for low powers", "[model][quadrature]")
{
    const auto rule = normal_quadrature(5);
    double one = 0.0;
    double square = 0.0;
    double eighth = 0.0;
    for (std::size_t i = 0; i < rule.node.size(); ++i) {
        one += rule.weight[i];
        square += rule.weight[i] * std::pow(rule.node[i], 2);
        eighth += rule.weight[i] * std::pow(rule.node[i], 8);
    }
    CHECK(one == Approx(1.0).epsilon(1e-14));
    CHECK(square == Approx(1.0).epsilon(1e-14));
    CHECK(eighth == Approx(105.0).epsilon(1e-12));  // E Z^8 = 7!!
}

TEST_CASE("uncertain log-odds raise a small mean probability", "[model][quadrature]")
{
    const auto rule = normal_quadrature(20);
    // scipy.integrate.quad of the same integral
    CHECK(mean_probability(rule, -5.0, 1.2) == Approx(0.013159441594770394).epsilon(1e-9));
    CHECK(mean_probability(rule, -5.0, 0.0) == Approx(1.0 / (1.0 + std::exp(5.0))));
}

TEST_CASE("quadrature needs a point", "[model][quadrature]")
{
    CHECK_THROWS_MATCHES(normal_quadrature(0), Error, has_code(Errc::kValueOutOfDomain));
}
