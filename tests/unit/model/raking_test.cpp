// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/raking.hpp"

#include "tests/unit/model/error_matcher.hpp"
#include "tests/unit/model/many_cases.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace sourcelight::model;
using sourcelight::Errc;
using sourcelight::Error;

namespace {

/// Ceilings that never bind.
std::vector<double> unbounded(std::size_t cells) { return std::vector<double>(cells, 1e30); }

double row_sum(const Table& table, std::size_t row)
{
    double sum = 0.0;
    for (std::size_t j = 0; j < table.columns; ++j) {
        sum += table.at(row, j);
    }
    return sum;
}

double column_sum(const Table& table, std::size_t column)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < table.rows; ++i) {
        sum += table.at(i, column);
    }
    return sum;
}

}  // namespace

TEST_CASE("raking reproduces the worked table of the methodology", "[model][oracle]")
{
    // methodology section 3: N (millions) times the seed exp(w)
    const Table seed{3, 3, {40, 20, 40, 30, 120, 40, 10, 30, 120}};
    const auto raked = rake(seed, unbounded(9), std::vector<double>{.30, .80, .10},
                            std::vector<double>{.35, .50, .35});
    const std::vector<double> expected{.152081134103, .044283664659, .103635201238,
                                       .188765102368, .439723732569, .171511165063,
                                       .009153763529, .015992602772, .074853633699};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(raked.people.values[i] == Approx(expected[i]).margin(1e-12));
    }
    CHECK(raked.capped_cells == 0);
}

TEST_CASE("a raked table meets both margins and keeps the seed's odds ratios",
          "[model][raking][property]")
{
    CHECK(holds_in_many_cases([] {
        const auto rows = static_cast<std::size_t>(*rc::gen::inRange(2, 8));
        const auto columns = static_cast<std::size_t>(*rc::gen::inRange(2, 6));
        const auto positive = [] { return *rc::gen::inRange(1, 1000) / 10.0; };
        Table seed{rows, columns, {}};
        for (std::size_t i = 0; i < rows * columns; ++i) {
            seed.values.push_back(positive());
        }
        std::vector<double> row_totals(rows);
        std::vector<double> column_totals(columns);
        std::generate(row_totals.begin(), row_totals.end(), positive);
        std::generate(column_totals.begin(), column_totals.end(), positive);
        balance_margins(row_totals, column_totals);

        const auto people = rake(seed, unbounded(rows * columns), row_totals, column_totals).people;

        for (std::size_t i = 0; i < rows; ++i) {
            RC_ASSERT(std::fabs(row_sum(people, i) / row_totals[i] - 1.0) < 1e-9);
        }
        for (std::size_t j = 0; j < columns; ++j) {
            RC_ASSERT(std::fabs(column_sum(people, j) / column_totals[j] - 1.0) < 1e-9);
        }
        const auto odds = [](const Table& t) {
            return t.at(0, 0) * t.at(1, 1) / (t.at(0, 1) * t.at(1, 0));
        };
        RC_ASSERT(std::fabs(odds(people) / odds(seed) - 1.0) < 1e-9);
    }));
}

TEST_CASE("a cell above its ceiling is held there and the rest makes up for it", "[model][raking]")
{
    const Table seed{2, 2, {10, 1, 1, 1}};
    // Unbounded, the first cell would take .76 of the first row.
    const std::vector<double> ceiling{0.6, 9, 9, 9};
    const auto raked =
        rake(seed, ceiling, std::vector<double>{1.0, 1.0}, std::vector<double>{1.0, 1.0});

    CHECK(raked.capped_cells == 1);
    CHECK(raked.people.at(0, 0) == 0.6);
    CHECK(raked.people.at(0, 1) == Approx(0.4).epsilon(1e-9));
    CHECK(raked.people.at(1, 0) == Approx(0.4).epsilon(1e-9));
    CHECK(raked.people.at(1, 1) == Approx(0.6).epsilon(1e-9));
}

TEST_CASE("ceilings that just hold a margin are met exactly", "[model][raking]")
{
    const Table seed{2, 2, {1, 1, 1, 1}};
    const std::vector<double> ceiling{0.25, 0.25, 9, 9};
    const auto raked =
        rake(seed, ceiling, std::vector<double>{0.5, 1.0}, std::vector<double>{0.75, 0.75});
    CHECK(row_sum(raked.people, 0) == Approx(0.5));
    CHECK(column_sum(raked.people, 0) == Approx(0.75));
}

TEST_CASE("a place without workers and without people stays empty", "[model][raking]")
{
    const Table seed{2, 2, {0, 0, 3, 1}};
    const auto raked =
        rake(seed, unbounded(4), std::vector<double>{0.0, 1.0}, std::vector<double>{1.0, 0.0});
    CHECK(raked.people.values == std::vector<double>{0, 0, 1, 0});
}

TEST_CASE("margins that cannot be met are an error, not a near miss", "[model][raking][error]")
{
    const std::vector<double> half{0.5, 0.5};
    SECTION("a row of zeros asked for people")
    {
        CHECK_THROWS_MATCHES(rake({2, 2, {0, 0, 1, 1}}, unbounded(4), half, half), Error,
                             has_code(Errc::kValueOutOfDomain));
    }
    SECTION("a column of zeros asked for people")
    {
        CHECK_THROWS_MATCHES(rake({2, 2, {0, 1, 0, 1}}, unbounded(4), half, half), Error,
                             has_code(Errc::kValueOutOfDomain));
    }
    SECTION("zeros that leave no table with these margins")
    {
        CHECK_THROWS_MATCHES(rake({2, 2, {1, 0, 1, 1}}, unbounded(4), std::vector<double>{0.9, 0.1},
                                  std::vector<double>{0.1, 0.9}, {1e-10, 200}),
                             Error, has_code(Errc::kValueOutOfDomain));
    }
    SECTION("ceilings below the margin")
    {
        CHECK_THROWS_MATCHES(
            rake({2, 2, {1, 1, 1, 1}}, std::vector<double>{.1, .1, 9, 9}, half, half), Error,
            has_code(Errc::kValueOutOfDomain));
    }
    SECTION("ceilings of one row that exceed a column")
    {
        CHECK_THROWS_MATCHES(rake({2, 2, {1e9, 1, 1e9, 1}}, std::vector<double>{.4, .1, .4, .1},
                                  std::vector<double>{.5, .5}, std::vector<double>{.5, .5}),
                             Error, has_code(Errc::kValueOutOfDomain));
    }
    SECTION("margins with different sums")
    {
        CHECK_THROWS_MATCHES(
            rake({2, 2, {1, 1, 1, 1}}, unbounded(4), half, std::vector<double>{1.0, 1.0}), Error,
            has_code(Errc::kValueOutOfDomain));
    }
    SECTION("a missing seed is not read as zero")
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        CHECK_THROWS_MATCHES(rake({2, 2, {1, nan, 1, 1}}, unbounded(4), half, half), Error,
                             has_code(Errc::kValueOutOfDomain));
    }
    SECTION("sizes that do not agree")
    {
        CHECK_THROWS_MATCHES(rake({2, 2, {1, 1, 1}}, unbounded(4), half, half), Error,
                             has_code(Errc::kShapeMismatch));
    }
}

TEST_CASE("both margins meet at the geometric mean of their sums", "[model][raking]")
{
    std::vector<double> rows{1.0, 3.0};
    std::vector<double> columns{8.0, 1.0};
    balance_margins(rows, columns);
    CHECK(std::accumulate(rows.begin(), rows.end(), 0.0) == Approx(6.0));
    CHECK(std::accumulate(columns.begin(), columns.end(), 0.0) == Approx(6.0));
    CHECK(rows[1] / rows[0] == Approx(3.0));

    std::vector<double> none{0.0};
    CHECK_THROWS_MATCHES(balance_margins(none, columns), Error, has_code(Errc::kValueOutOfDomain));
}
