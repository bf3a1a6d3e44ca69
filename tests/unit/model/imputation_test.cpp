// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/imputation.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/philox.hpp"
#include "sourcelight/model/distributions.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace sourcelight;
using namespace sourcelight::model;

namespace {

double uniform_at(std::uint32_t what, std::uint64_t item, std::uint32_t draw)
{
    return uniform_draw({7, what, item, draw});
}

ImputationUniform uniforms_of(std::uint32_t filling)
{
    return [filling](std::size_t column, std::size_t item) {
        return uniform_at(100 + static_cast<std::uint32_t>(column), item, filling);
    };
}

/// A world of rows with one hidden trait that four columns show with noise; `truth` without gaps.
GappyTable made_table(std::size_t rows, std::uint32_t world, std::vector<double>& truth)
{
    GappyTable table;
    table.rows = rows;
    table.columns = 4;
    table.weight.assign(4, 0.25);
    for (std::size_t row = 0; row < rows; ++row) {
        const double trait = normal_quantile(uniform_at(1, row, world));
        table.group.push_back(static_cast<std::uint32_t>(row % 5));
        table.rank.push_back(trait > 0 ? 1.0 : 0.0);
        for (std::size_t column = 0; column < table.columns; ++column) {
            const double noise = normal_quantile(uniform_at(2, row * 4 + column, world));
            truth.push_back(50.0 + 10.0 * trait + 5.0 * noise);
            // Rows with a high trait are less often observed: the mean of those seen is too low.
            const bool seen =
                column > 0 || uniform_at(3, row, world) > 0.2 + 0.4 * (trait > 0.0 ? 1.0 : 0.0);
            table.value.push_back(seen ? std::optional{truth.back()} : std::nullopt);
        }
    }
    return table;
}

}  // namespace

TEST_CASE("what is filled in is something that was observed, what was observed stays",
          "[imputation]")
{
    std::vector<double> truth;
    const auto table = made_table(200, 0, truth);
    const auto filled = impute(table, {}, uniforms_of(0));
    std::size_t gaps = 0;
    for (std::size_t i = 0; i < filled.size(); ++i) {
        REQUIRE(filled[i]);
        if (table.value[i]) {
            REQUIRE(*filled[i] == *table.value[i]);
            continue;
        }
        ++gaps;
        const auto column = i % table.columns;
        bool donor = false;
        for (std::size_t row = 0; row < table.rows; ++row) {
            donor = donor || table.at(row, column) == filled[i];
        }
        REQUIRE(donor);
    }
    CHECK(gaps > 50);
}

TEST_CASE("fillings remove the error of leaving unseen rows out, and their spread says how sure",
          "[imputation]")
{
    constexpr std::uint32_t kWorlds = 60;
    constexpr std::uint32_t kFillings = 20;
    double error_seen = 0.0;
    double error_filled = 0.0;
    int held = 0;
    for (std::uint32_t world = 0; world < kWorlds; ++world) {
        std::vector<double> truth;
        const auto table = made_table(200, world, truth);
        double mean_true = 0.0;
        double sum_seen = 0.0;
        double seen = 0.0;
        for (std::size_t row = 0; row < table.rows; ++row) {
            mean_true += truth[row * 4] / 200.0;
            sum_seen += table.at(row, 0).value_or(0.0);
            seen += table.at(row, 0) ? 1.0 : 0.0;
        }
        std::vector<double> means;
        for (std::uint32_t m = 0; m < kFillings; ++m) {
            const auto filled = impute(table, {}, uniforms_of(world * kFillings + m));
            double mean = 0.0;
            for (std::size_t row = 0; row < table.rows; ++row) {
                mean += *filled[row * 4] / 200.0;
            }
            means.push_back(mean);
        }
        double mean = 0.0;
        for (const double one : means) {
            mean += one / kFillings;
        }
        error_seen += (sum_seen / seen - mean_true) / kWorlds;
        error_filled += (mean - mean_true) / kWorlds;
        const auto [low, high] = std::minmax_element(means.begin(), means.end());
        held += *low <= mean_true && mean_true <= *high ? 1 : 0;
    }
    // Seen rows alone are too low by construction; the sibling columns tell by how much.
    CHECK(error_seen < -1.0);
    CHECK(std::fabs(error_filled) < 0.2 * std::fabs(error_seen));
    // Lowest and highest of 20 would hold the truth in 18 of 20 worlds were the spread exact.
    CHECK(held >= 48);
}

TEST_CASE("a column that few rows have keeps its gaps", "[imputation]")
{
    std::vector<double> truth;
    auto table = made_table(100, 0, truth);
    for (std::size_t row = 45; row < table.rows; ++row) {
        table.value[row * 4 + 1] = std::nullopt;
    }
    const auto filled = impute(table, {5, 5.0, 0.5}, uniforms_of(0));
    for (std::size_t row = 45; row < table.rows; ++row) {
        REQUIRE_FALSE(filled[row * 4 + 1]);
    }
    CHECK(impute(table, {5, 5.0, 0.4}, uniforms_of(0))[45 * 4 + 1].has_value());
    CHECK_FALSE(impute(table, {20, 5.0, 0.4}, uniforms_of(0))[45 * 4 + 1].has_value());
}

TEST_CASE("a table whose parts differ in size cannot be filled", "[imputation]")
{
    std::vector<double> truth;
    auto table = made_table(20, 0, truth);
    table.rank.pop_back();
    CHECK_THROWS_AS(impute(table, {}, uniforms_of(0)), Error);
}
