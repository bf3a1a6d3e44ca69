// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/sobol.hpp"

#include "sourcelight/core/philox.hpp"

#include "tests/unit/model/error_matcher.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

using namespace sourcelight;

namespace {

/// Samples of Ishigami's function with a = 7, b = .1: both sets, and each input exchanged.
struct Ishigami {
    std::vector<double> a;
    std::vector<double> b;
    std::array<std::vector<double>, 3> ab;
};

double ishigami(const std::array<double, 3>& x)
{
    return std::sin(x[0]) + 7.0 * std::sin(x[1]) * std::sin(x[1]) +
           0.1 * std::pow(x[2], 4) * std::sin(x[0]);
}

Ishigami draw_ishigami(std::uint32_t count, std::uint64_t seed)
{
    const auto inputs = [](std::uint64_t from, std::uint32_t draw) {
        std::array<double, 3> x{};
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = std::numbers::pi * (2.0 * uniform_draw({from, 1, i, draw}) - 1.0);
        }
        return x;
    };
    Ishigami out;
    for (std::uint32_t draw = 0; draw < count; ++draw) {
        const auto a = inputs(seed, draw);
        const auto b = inputs(seed + 1000, draw);
        out.a.push_back(ishigami(a));
        out.b.push_back(ishigami(b));
        for (std::size_t i = 0; i < a.size(); ++i) {
            auto mixed = a;
            mixed[i] = b[i];
            out.ab[i].push_back(ishigami(mixed));
        }
    }
    return out;
}

// oracles/README.md, exact to six digits.
constexpr double kVariance = 13.844588;
constexpr std::array kFirst{.313905, .442411, 0.0};
constexpr std::array kTotal{.557589, .442411, .243684};

}  // namespace

TEST_CASE("the indices of Ishigami's function lie within three of their standard errors",
          "[model][sobol]")
{
    const auto drawn = draw_ishigami(1U << 14U, 1);
    CHECK(model::sobol_variance(drawn.a, drawn.b) == Approx(kVariance).epsilon(0.02));
    for (std::size_t i = 0; i < drawn.ab.size(); ++i) {
        const auto index = model::sobol_index(drawn.a, drawn.b, drawn.ab[i]);
        CHECK(std::fabs(index.first - kFirst[i]) < 3.0 * index.first_error);
        CHECK(std::fabs(index.total - kTotal[i]) < 3.0 * index.total_error);
        CHECK(index.first_error < 0.02);
        CHECK(index.total_error < 0.02);
    }
}

TEST_CASE("the standard errors of Sobol indices are those seen over repeated samples",
          "[model][sobol]")
{
    constexpr int kSamples = 200;
    for (std::size_t i = 0; i < 3; ++i) {
        double squares_first = 0.0;
        double squares_total = 0.0;
        double claimed_first = 0.0;
        double claimed_total = 0.0;
        for (std::uint64_t seed = 1; seed <= kSamples; ++seed) {
            const auto drawn = draw_ishigami(256, seed);
            const auto index = model::sobol_index(drawn.a, drawn.b, drawn.ab[i]);
            squares_first += std::pow(index.first - kFirst[i], 2);
            squares_total += std::pow(index.total - kTotal[i], 2);
            claimed_first += index.first_error / kSamples;
            claimed_total += index.total_error / kSamples;
        }
        // The spread of 200 samples is itself known to 5 %; the rest is the first-order formula.
        CHECK(claimed_first == Approx(std::sqrt(squares_first / kSamples)).epsilon(0.25));
        CHECK(claimed_total == Approx(std::sqrt(squares_total / kSamples)).epsilon(0.25));
    }
}

TEST_CASE("an input that a result does not depend on has a total index of exactly 0",
          "[model][sobol]")
{
    const std::vector<double> a{1, 2, 4, 8};
    const std::vector<double> b{3, 1, 0, 2};
    CHECK(model::sobol_index(a, b, a).total == 0.0);
}

TEST_CASE("the only input of a result has both indices 1", "[model][sobol]")
{
    const std::vector<double> a{1, 2, 4, 8};
    const std::vector<double> b{3, 1, 0, 2};
    CHECK(model::sobol_index(a, b, b).first == 1.0);
}

TEST_CASE("a result that does not vary has no shares", "[model][sobol]")
{
    const std::vector<double> same{2, 2, 2};
    const auto index = model::sobol_index(same, same, same);
    CHECK(index.first == 0.0);
    CHECK(index.total == 0.0);
    CHECK(index.total_error == 0.0);
}

TEST_CASE("Sobol indices of samples of different length are refused", "[model][sobol]")
{
    const std::vector<double> two{1, 2};
    const std::vector<double> three{1, 2, 3};
    CHECK_THROWS_MATCHES(model::sobol_index(two, two, three), Error,
                         has_code(Errc::kShapeMismatch));
    CHECK_THROWS_MATCHES(model::sobol_variance({}, {}), Error, has_code(Errc::kShapeMismatch));
}
