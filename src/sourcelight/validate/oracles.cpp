// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/oracles.hpp"

#include "sourcelight/core/philox.hpp"
#include "sourcelight/model/beta_binomial.hpp"
#include "sourcelight/model/composite_index.hpp"
#include "sourcelight/model/evidence.hpp"
#include "sourcelight/model/mitigation.hpp"
#include "sourcelight/model/raking.hpp"
#include "sourcelight/model/sobol.hpp"
#include "sourcelight/model/special.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace sourcelight::validate {
namespace {

using model::Table;

/// Collects the largest difference of one example.
class Check {
public:
    Check(std::string id, std::string source, double tolerance)
        : m_result{std::move(id), std::move(source), 0.0, tolerance}
    {
    }
    void operator()(double computed, double published)
    {
        m_result.max_error = std::fmax(m_result.max_error, std::fabs(computed - published));
    }
    [[nodiscard]] OracleResult result() const { return m_result; }

private:
    OracleResult m_result;
};

OracleResult raking()
{
    Check check{"raking", "methodology section 3", 5e-13};
    // Twelve digits are printed; a run asks for ten.
    constexpr double kSharp = 1e-13;
    constexpr int kSweeps = 20000;
    const Table seed{3, 3, {40, 20, 40, 30, 120, 40, 10, 30, 120}};
    // Above every total: no cell is held back.
    const std::vector<double> unbounded(9, 10.0);
    const auto people = model::rake(seed, unbounded, std::array{.30, .80, .10},
                                    std::array{.35, .50, .35}, {kSharp, kSweeps})
                            .people;
    constexpr std::array<double, 9> kPublished{.152081134103, .044283664659, .103635201238,
                                               .188765102368, .439723732569, .171511165063,
                                               .009153763529, .015992602772, .074853633699};
    for (std::size_t i = 0; i < kPublished.size(); ++i) {
        check(people.values[i], kPublished[i]);
    }
    return check.result();
}

OracleResult site_probability()
{
    Check check{"site_probability", "methodology section 7", 5e-14};
    constexpr double kRho = .2;
    check(model::site_probability(.0035, kRho, 10), .0186987665134);
    check(model::site_probability(.0035, kRho, 100), .0462896920759);
    check(model::site_probability(.0035, kRho, 1000), .0761444911246);
    check(model::site_probability(.05, kRho, 10), .2394079928320);
    check(model::site_probability(.05, kRho, 100), .4945390433505);
    check(model::site_probability(.05, kRho, 1000), .6791535599750);
    return check.result();
}

OracleResult pooling()
{
    Check check{"pooling", "methodology section 7, dependence", 5e-5};
    constexpr std::array kItems{2.3, 1.6, 1.6, 0.7};
    check(model::pool(kItems, 0.0), 6.2);
    check(model::pool(kItems, 0.3), 4.4441);
    check(model::pool(kItems, 0.6), 3.2408);
    check(model::pool(kItems, 0.9), 2.4767);
    check(model::pool(kItems, 1.0), 2.3);
    return check.result();
}

OracleResult worked_site()
{
    Check check{"worked_site", "methodology section 7, worked oracle", 5e-11};
    const double pi0 = model::site_probability(.02, .2, 2000);
    check(pi0, .3986849100);
    check(model::logit(pi0), -.4109476676);
    const std::array<model::SiteFactor, 4> factors{
        {{.6, 1., .7}, {1.2, 1., .6}, {.6, 1., .5}, {.5, 1., .6}}};
    const double shift = model::factor_shift(factors, 2.5);
    check(shift, 1.16);
    check(model::matched(3.9, .9), 3.7968860602);
    check(model::faded(2.0, 1.0, {2.0, 3.0, false}), 1.2599210499);
    check(model::faded(-1.2, 1.0, {.5, 2.0, false}), -1.0090756983);
    const auto posterior = [&](double match) {
        const std::array<model::ClusteredItem, 3> items{
            {{model::matched(3.9, match), 1},
             {model::faded(2.0, 1.0, {2.0, 3.0, false}), 1},
             {model::faded(-1.2, 1.0, {.5, 2.0, false}), 2}}};
        return model::logit(pi0) + model::evidence_shift(items, {.7, .2}) + shift;
    };
    check(posterior(.9), 3.9148390092);
    check(model::expit(posterior(.9)), .9804462168);
    check(model::expit(posterior(.3)), .9458399493);
    check(model::expit(model::logit(pi0) + shift), .6789721721);
    return check.result();
}

OracleResult mitigation()
{
    Check check{"residual_risk", "methodology section 8", 5e-10};
    const auto residual = [](double detection, double release, double checks) {
        return model::residual_share({0.0, .6, checks, detection, release});
    };
    check(residual(.1, .3, 1), .952380952);
    check(residual(.4, .6, 1), .714285714);
    check(residual(.7, .8, 2), .348837209);
    check(residual(.9, .9, 4), .15625);
    return check.result();
}

OracleResult composite_index()
{
    Check check{"composite_index", "oracles of the OECD/JRC handbook's formulas", 5e-7};
    constexpr std::array kValues{1., 2., 3.};
    check(model::power_mean(kValues, std::array{1., 1., 2.}, 1.0), 2.25);
    check(model::power_mean(kValues, std::array{1., 1., 2.}, 0.0), 2.0597671);
    check(model::power_mean(kValues, std::array{2., 1., 1.}, -1.0), 1.4117647);
    check(model::power_mean(kValues, std::array{1., 1., 1.}, 0.5), 1.9101676);
    check(model::power_mean(kValues, std::array{1., 1., 1.}, 2.0), 2.1602469);
    const std::vector<double> skewed{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100};
    check(model::skewness(skewed), 3.063241);
    check(model::kurtosis(skewed), 9.7413908);
    const auto treated = model::treat_outliers(skewed).values;
    check(model::skewness(treated), 1.7120381);
    check(model::kurtosis(treated), 1.8157805);
    const auto scaled = model::min_max(std::vector<double>{10, 20, 40, 80}, 0, 100, 1);
    check(scaled[1], 14.285714);
    check(scaled[2], 42.857143);
    return check.result();
}

/// Ishigami's function of three angles, a = 7, b = .1.
double ishigami(const std::array<double, 3>& x)
{
    return std::sin(x[0]) + 7.0 * std::sin(x[1]) * std::sin(x[1]) +
           0.1 * std::pow(x[2], 4) * std::sin(x[0]);
}

OracleResult sobol()
{
    // The indices are sampled: the difference is counted in their own standard errors.
    Check check{"sobol_ishigami", "oracles, Sobol indices; in Monte-Carlo standard errors", 3.0};
    constexpr std::uint32_t kDraws = 1U << 14U;
    const auto angles = [](std::uint64_t seed, std::uint32_t draw) {
        std::array<double, 3> x{};
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = std::numbers::pi * (2.0 * uniform_draw({seed, 1, i, draw}) - 1.0);
        }
        return x;
    };
    std::vector<double> a(kDraws);
    std::vector<double> b(kDraws);
    std::array<std::vector<double>, 3> ab{a, a, a};
    for (std::uint32_t draw = 0; draw < kDraws; ++draw) {
        const auto x = angles(1, draw);
        const auto y = angles(2, draw);
        a[draw] = ishigami(x);
        b[draw] = ishigami(y);
        for (std::size_t i = 0; i < ab.size(); ++i) {
            auto mixed = x;
            mixed[i] = y[i];
            ab[i][draw] = ishigami(mixed);
        }
    }
    constexpr std::array kFirst{.313905, .442411, 0.0};
    constexpr std::array kTotal{.557589, .442411, .243684};
    for (std::size_t i = 0; i < ab.size(); ++i) {
        const auto index = model::sobol_index(a, b, ab[i]);
        check((index.first - kFirst[i]) / index.first_error, 0.0);
        check((index.total - kTotal[i]) / index.total_error, 0.0);
    }
    return check.result();
}

}  // namespace

std::vector<OracleResult> run_oracles()
{
    return {raking(),     site_probability(), pooling(), worked_site(),
            mitigation(), composite_index(),  sobol()};
}

}  // namespace sourcelight::validate
