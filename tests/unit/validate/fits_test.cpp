// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/fits.hpp"

#include "sourcelight/assess/activities.hpp"
#include "sourcelight/assess/hazard_fit.hpp"
#include "sourcelight/assess/hazards.hpp"
#include "sourcelight/assess/tables.hpp"
#include "tests/unit/validate/shipped.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <numeric>

using namespace sourcelight;
using namespace sourcelight::validate;

namespace {

/// As tools/make_fits.sh draws the country indices.
const assess::RunOptions kOfTheTable{0, 2000, 2};

Protocol in_force() { return load_protocol(source_path("configs/validation/protocol-2.yaml")); }

reference::Reference at(Date day) { return shipped_at(to_string(day)); }

std::vector<DatedFit> fits_until(const std::string& last, const reference::Reference& classes,
                                 const assess::RunOptions& options)
{
    return dated_fits(in_force(), day(last), at, classes, shipped_methodology(), options);
}

/// The rows of a fit in the shipped table by term.
std::map<std::string, std::size_t> shipped_rows(const DataTable& table, const std::string& fit)
{
    std::map<std::string, std::size_t> rows;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.text("published")[row] == fit) {
            rows.emplace(table.text("term")[row], row);
        }
    }
    return rows;
}

struct Moments {
    double mean = 0.0;
    double variance = 0.0;
};

template <typename Map>
Moments moments_of(const std::vector<float>& draws, const Map& map)
{
    Moments moments;
    const auto n = static_cast<double>(draws.size());
    for (const float draw : draws) {
        moments.mean += map(static_cast<double>(draw)) / n;
    }
    for (const float draw : draws) {
        moments.variance +=
            std::pow(map(static_cast<double>(draw)) - moments.mean, 2.0) / (n - 1.0);
    }
    return moments;
}

/// Question H of the product as of a day.
struct Product {
    explicit Product(const std::string& as_of, unsigned threads = 2)
        : reference{shipped_at(as_of)}, draws{{7, 2000, threads}}, listings{reference},
          world{reference, shipped_methodology(), listings, draws},
          activities{reference, shipped_methodology(), world, draws}, hazards{reference,
                                                                              shipped_methodology(),
                                                                              world, listings,
                                                                              draws}
    {
    }
    [[nodiscard]] std::vector<float> of(const Pair& pair) const
    {
        const auto node =
            reference.tree.find("isic4:" + reference.goods[pair.second].isic4.front().code);
        return hazards.draw(*world.find(pair.first), node, pair.second, activities, draws.count());
    }

    reference::Reference reference;
    assess::Draws draws;
    assess::Listings listings;
    assess::World world;
    assess::Activities activities;
    assess::Hazards hazards;
};

const Product& of_2022()
{
    static const Product kProduct{"2022-10-01"};
    return kProduct;
}

}  // namespace

TEST_CASE("the shipped fits are those of the protocol", "[validate][fits][data]")
{
    const auto* shipped = assess::find_dataset(newest(), "sourcelight/hazard_fits");
    REQUIRE(shipped != nullptr);
    const auto& table = shipped->table;
    const auto fits = fits_until("2018-10-01", newest(), kOfTheTable);
    REQUIRE(fits.size() == 2);
    for (const auto& dated : fits) {
        auto rows = shipped_rows(table, to_string(dated.day));
        for (std::size_t j = 0; j < dated.names.size(); ++j) {
            if (j >= dated.terms && !dated.seen[j]) {
                CHECK(rows.count(dated.names[j]) == 0);
                continue;
            }
            INFO(to_string(dated.day) << " " << dated.names[j]);
            REQUIRE(rows.count(dated.names[j]) == 1);
            const auto row = rows.at(dated.names[j]);
            rows.erase(dated.names[j]);
            const auto covariance = [&](std::size_t with) {
                return dated.fit.covariance[j * dated.names.size() + with];
            };
            // Printed to six digits; the fit settles to 1e-7.
            CHECK(table.number("mean")[row] ==
                  Approx(dated.fit.mode[j]).epsilon(1e-4).margin(1e-5));
            CHECK(table.number("sd")[row] == Approx(std::sqrt(covariance(j))).epsilon(1e-4));
            CHECK(table.number("cov_intercept")[row] ==
                  Approx(covariance(0)).epsilon(1e-4).margin(1e-6));
            if (dated.above[j].main_class) {
                CHECK(table.number("cov_class")[row] ==
                      Approx(covariance(*dated.above[j].main_class)).epsilon(1e-4).margin(1e-6));
            }
            CHECK(table.number("positives")[row] == static_cast<double>(dated.positives));
        }
        CHECK(rows.empty());
    }
}

TEST_CASE("what became public later does not move a fit by one bit", "[validate][fits][asof]")
{
    const assess::RunOptions few{0, 32, 2};
    const auto then = fits_until("2016-10-01", shipped_at("2016-10-01"), few);
    const auto now = fits_until("2018-10-01", newest(), few);
    REQUIRE(then.size() == 1);
    CHECK(then.front().fit.mode == now.front().fit.mode);
    CHECK(then.front().fit.covariance == now.front().fit.covariance);
}

TEST_CASE("training days go on after the protocol's last", "[validate][fits]")
{
    CHECK(continued(in_force(), day("2024-09-30")).training_days.back() == day("2022-10-01"));
    CHECK(continued(in_force(), day("2026-08-22")).training_days.back() == day("2024-10-01"));
}

TEST_CASE("a run uses the newest fit that was public, and none before the first",
          "[validate][fits][asof]")
{
    CHECK_FALSE(assess::newest_fit(shipped_at("2016-09-30")));
    CHECK(assess::newest_fit(shipped_at("2016-10-01"))->day == day("2016-10-01"));
    CHECK(assess::newest_fit(shipped_at("2022-09-30"))->day == day("2020-10-01"));
    CHECK(assess::newest_fit(newest())->day == day("2024-10-01"));
}

TEST_CASE("the product states what the backtest published for the same pair at the same origin",
          "[validate][fits][backtest]")
{
    const auto protocol = in_force();
    const auto origin = day("2022-10-01");
    const Days days{{protocol.training_days.begin(), protocol.training_days.end()},
                    at,
                    shipped_methodology(),
                    kOfTheTable};
    const FittedHazard fitted{newest(), protocol.model, protocol.posterior,
                              days.training(protocol, origin)};
    const auto& cases = days.cases(origin);
    const auto published = fitted.predict(cases, 2.0);
    model::SparseCases rows;
    fitted.design().add(cases, rows);
    std::size_t compared = 0;
    for (const auto& [country, good] :
         {std::pair{"CN", "sugar"}, std::pair{"MY", "furniture"}, std::pair{"TW", "squid"},
          std::pair{"DE", "steel"}, std::pair{"IN", "tea"}, std::pair{"TM", "textiles"},
          std::pair{"ID", "palm-fruit"}, std::pair{"MU", "garments"}, std::pair{"PK", "fish"},
          std::pair{"TH", "sugarcane"}, std::pair{"JO", "garments"}, std::pair{"QA", "bricks"}}) {
        INFO(country << " " << good);
        const auto pair = pair_of(country, good);
        const auto found = std::find(cases.pairs.begin(), cases.pairs.end(), pair);
        if (found == cases.pairs.end()) {
            continue;
        }
        const auto i = static_cast<std::size_t>(found - cases.pairs.begin());
        ++compared;
        const auto draws = of_2022().of(pair);
        REQUIRE(draws.size() == 2000);
        const auto p = moments_of(draws, [](double x) { return x; });
        // Four Monte-Carlo standard errors, and 3 %: the product draws the country indices too, and
        // leaves out the covariances that the table does not hold (manifest).
        const double error = 4.0 * std::sqrt(p.variance / 2000.0) + 0.03 * published[i];
        CHECK(std::fabs(p.mean - published[i]) < error);
        const auto log_odds =
            moments_of(draws, [](double x) { return std::log(x) - std::log1p(-x); });
        const double exact = model::predictor_variance(rows, i, fitted.fit());
        // 7.4 % at most by what the table leaves out; 4 standard errors of a variance of 2,000
        // draws are 12.6 %.
        CHECK(log_odds.variance / exact > 1.0 - 0.126);
        CHECK(log_odds.variance / exact < 1.074 + 0.126);
    }
    CHECK(compared >= 8);
}

TEST_CASE("the hazard of a pair is the same for one thread and two", "[validate][fits]")
{
    const Product alone{"2022-10-01", 1};
    const auto pair = pair_of("MY", "garments");
    CHECK(alone.of(pair) == of_2022().of(pair));
}

TEST_CASE("with fitted: 0 the methodology's own values hold", "[validate][fits]")
{
    auto methodology = shipped_methodology();
    methodology.hazard.fitted = false;
    const auto& p = of_2022();
    const assess::Hazards own{p.reference, methodology, p.world, p.listings, p.draws};
    CHECK(own.fit() == nullptr);
    CHECK(own.means().intercept == -10.443);  // configs/methodology/default.yaml
    CHECK(p.hazards.fit() != nullptr);
    CHECK(p.hazards.means().intercept == Approx(-11.0346).epsilon(1e-4));  // the fit of 2022
}
