// SPDX-License-Identifier: Apache-2.0
// Figures of the worked example of the R package COINr 1.1.14 by William Becker (MIT licence): a
// composite index of connectivity and sustainability for 51 countries of Asia and Europe.
#include "sourcelight/model/composite_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <vector>

using namespace sourcelight::model;

namespace {

/// Passenger capacity of flights per inhabitant; skewed to the right.
const std::vector<double> kFlights{
    0.00147460747424,  0.00332177964898,  0.00278979111297,  2.59886832525e-05, 0.00130366115323,
    0.00470962008132,  0.00611000819372,  8.10212064378e-05, 0.00742203601201,  0.0014418057198,
    0.002123369028,    0.00571556789152,  0.00368817396764,  0.00238957203245,  0.00341431672874,
    0.00150254800172,  0.00318554474028,  0.00312179199344,  0.00220685389844,  0.00133846433478,
    0.000131368683824, 1.88654979944e-05, 0.00717758754988,  0.00185774403259,  0.00054131629387,
    0.000220990975912, 0.000594875233461, 0.00137005177414,  0.000448283504613, 0.00186112015478,
    0.0083032624624,   0.00347738848113,  0.0156730766999,   0.000125443575133, 0.000321724177059,
    0.00168667577528,  0.00373283877882,  0.00483470090661,  0.00284167810995,  1.12247761863e-05,
    0.000185271958344, 0.000885426239888, 0.00391740321367,  0.000955264377717, 0.000236575652459,
    0.0118870930787,   0.000380708274485, 0.000729508417405, 0.00320304688841,  0.00107075424342,
    0.000298554962906};

/// Female over male participation in the labour force; skewed to the left.
const std::vector<double> kFemaleLabour{
    0.859266059516, 0.887213779453, 0.869972390202, 0.541402889672, 0.892763098961, 0.74888577704,
    0.893641806963, 0.835955527205, 0.863333365382, 0.811948281457, 0.88449097961,  0.926999958118,
    0.863148694125, 0.900075149299, 0.965190995604, 0.89534857686,  0.8697419342,   0.778491003409,
    0.866495248468, 0.82490066003,  0.614982860933, 0.345576405859, 0.807835783985, 0.736446396156,
    0.77961054076,  0.90103627424,  0.878812534566, 0.731127121284, 1.02747155772,  0.939814548659,
    0.834109294798, 0.923410603387, 0.632396276811, 0.74888577704,  0.835193987298, 0.649986359553,
    0.87485852848,  0.948004080461, 0.885417350668, 0.297008552918, 0.649032809601, 0.820179201539,
    0.910405332569, 0.770354089125, 0.86491593662,  0.797709815914, 0.81326713915,  0.905521391646,
    0.949085319279, 0.81488296543,  0.919440214001};

/// Switzerland, normalised 0..100.
constexpr std::array<double, 8> kPhysical{88.9374363336, 51.3544211013, 0.0,           100.0,
                                          80.3148072809, 18.5368084001, 70.1298701299, 98.0};

double mean_of(std::vector<double> values, double exponent)
{
    const std::vector<double> weights(values.size(), 1.0);
    return power_mean(values, weights, exponent);
}

/// The index of eight pillars: five of connectivity, three of sustainability.
double index_of(const std::vector<double>& pillars, double exponent)
{
    const auto middle = pillars.begin() + 5;
    return mean_of(
        {mean_of({pillars.begin(), middle}, exponent), mean_of({middle, pillars.end()}, exponent)},
        exponent);
}

}  // namespace

TEST_CASE("outliers are found and tamed as in the worked example", "[oracle][index]")
{
    CHECK(skewness(kFlights) == Approx(2.24355572966801).epsilon(1e-9));
    CHECK(kurtosis(kFlights) == Approx(6.29820195987698).epsilon(1e-9));
    const auto flights = treat_outliers(kFlights);
    CHECK(flights.winsorised == 1);
    CHECK(skewness(flights.values) == Approx(1.75381162545083).epsilon(1e-9));
    CHECK(kurtosis(flights.values) == Approx(3.24692199175287).epsilon(1e-9));

    CHECK(skewness(kFemaleLabour) == Approx(-2.00890446503692).epsilon(1e-9));
    CHECK(kurtosis(kFemaleLabour) == Approx(5.00051371270802).epsilon(1e-9));
    const auto labour = treat_outliers(kFemaleLabour);
    CHECK(labour.winsorised == 1);
    CHECK(skewness(labour.values) == Approx(-1.892404113249).epsilon(1e-9));
    CHECK(kurtosis(labour.values) == Approx(4.36336653063996).epsilon(1e-9));
}

TEST_CASE("normalised values equal those of the worked example", "[oracle][index]")
{
    // Australia is the first unit, Switzerland the seventh.
    const auto scaled = min_max(treat_outliers(kFlights).values, 0, 100, 1);
    CHECK(scaled[0] == Approx(12.3223217097).epsilon(1e-9));
    CHECK(scaled[6] == Approx(51.3544211013).epsilon(1e-9));
    CHECK(min_max(treat_outliers(kFemaleLabour).values, 0, 100, 1)[6] ==
          Approx(80.3738521391).epsilon(1e-9));
}

TEST_CASE("arithmetic and geometric aggregation equal the worked example", "[oracle][index]")
{
    CHECK(mean_of({kPhysical.begin(), kPhysical.end()}, 1.0) ==
          Approx(63.4091679057).epsilon(1e-9));
    CHECK(index_of({63.4091679057, 32.8718440762, 74.7827888724, 85.942956546, 56.9330511901,
                    77.2118832616, 87.8476968239, 56.8788801903},
                   1.0) == Approx(68.3837242383).epsilon(1e-9));
    // The variant on 1..100 with geometric means.
    CHECK(index_of({38.6359466327, 28.3735268396, 73.5935037112, 85.3729670369, 49.3258727749,
                    73.6599684612, 87.2525813631, 45.0980861209},
                   0.0) == Approx(58.0063143826).epsilon(1e-9));
}
