// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/hazard.hpp"

#include "tests/unit/model/error_matcher.hpp"

#include <array>
#include <cmath>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

namespace {

// methodology section 5, starting values
constexpr HazardCoefficients kStart{-10.443, .511, 1.193, .856, 3.347, .2, .2, .3, .3};
constexpr OccurrenceCoefficients kOccurrence{.51, 1.19, .86, 1.5, .7};

}  // namespace

TEST_CASE("a pair nobody has written about has the base rate", "[model][hazard]")
{
    CHECK(log_hazard({}, kStart) == -10.443);
    // 1 - exp(-2 exp(-10.443)), worked by hand
    CHECK(finding_probability(-10.443, 2.0) == Approx(2.0 * std::exp(-10.443)).epsilon(1e-4));
    CHECK(finding_probability(100.0, 2.0) == 1.0);
    CHECK(finding_probability(-3.0, 0.0) == 0.0);
}

TEST_CASE("each term of the hazard has its own coefficient", "[model][hazard]")
{
    HazardTerms terms;
    terms.n_other = 1;
    terms.n_same = 2;
    terms.n_elsewhere = 3;
    terms.listed_child = true;
    terms.z_origin = 1;
    terms.z_destination = -1;
    terms.x_exports = 0.5;
    terms.x_visibility = 2;
    terms.effects = -0.1;
    // worked by hand
    const double expected = -10.443 + .511 * std::log(2.0) + 1.193 * std::log(3.0) +
                            .856 * std::log(4.0) + 3.347 + .15 + .6 - .1;
    CHECK(log_hazard(terms, kStart) == Approx(expected).epsilon(1e-14));
}

TEST_CASE("listed for child labour only is not said of a pair listed for both", "[model][hazard]")
{
    HazardTerms terms;
    terms.listed_child = true;
    terms.listed_forced = true;
    CHECK(log_hazard(terms, kStart) == -10.443);
}

TEST_CASE("occurrence evidence leaves out what explains detection", "[model][hazard]")
{
    HazardTerms terms;
    terms.n_same = 2;
    terms.listed_forced = true;
    terms.listed_child = true;
    const double eta = occurrence_evidence(terms, kOccurrence);
    CHECK(eta == Approx(1.19 * std::log(3.0) + 1.5 + .7).epsilon(1e-14));

    terms.x_visibility = 3;
    terms.x_exports = 3;
    terms.z_origin = 3;
    CHECK(occurrence_evidence(terms, kOccurrence) == eta);
}

TEST_CASE("a sector's evidence is the log of the mean odds of its goods", "[model][hazard]")
{
    const std::array<double, 2> shares{0.25, 0.75};
    const std::array<double, 2> evidence{2.0, 0.0};
    CHECK(sector_evidence(shares, evidence) ==
          Approx(std::log(0.25 * std::exp(2.0) + 0.75)).epsilon(1e-14));
    const std::array<double, 2> huge{800.0, 800.0};
    CHECK(sector_evidence(shares, huge) == Approx(800.0));
}

TEST_CASE("hazards of impossible counts are refused", "[model][hazard][error]")
{
    HazardTerms terms;
    terms.n_same = -1;
    CHECK_THROWS_MATCHES(log_hazard(terms, kStart), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(occurrence_evidence(terms, kOccurrence), Error,
                         has_code(Errc::kValueOutOfDomain));
    terms = {};
    terms.z_origin = std::nan("");
    CHECK_THROWS_MATCHES(log_hazard(terms, kStart), Error, has_code(Errc::kValueOutOfDomain));
    const std::array<double, 1> one{0.0};
    CHECK_THROWS_MATCHES(sector_evidence(one, one), Error, has_code(Errc::kValueOutOfDomain));
    CHECK_THROWS_MATCHES(sector_evidence(one, {}), Error, has_code(Errc::kShapeMismatch));
}
