// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/compared_rows.hpp"
#include "sourcelight/pipeline/pairing.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::pipeline;

/// Rows of (ID, name, country, product); an empty ID column = the list has none.
std::vector<PairKeys> keys_of(const std::vector<std::array<std::string, 4>>& rows)
{
    std::array<std::vector<std::string>, 4> cells;
    bool with_ids = false;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            cells[i].push_back(row[i]);
        }
        with_ids = with_ids || !row[0].empty();
    }
    SupplierBatch batch;
    batch.rows = rows.size();
    batch.columns[static_cast<std::size_t>(Field::kName)] = TextColumn::of(cells[1]);
    batch.columns[static_cast<std::size_t>(Field::kCountry)] = TextColumn::of(cells[2]);
    batch.columns[static_cast<std::size_t>(Field::kProduct)] = TextColumn::of(cells[3]);
    const auto ids = with_ids ? TextColumn::of(cells[0]) : TextColumn{};
    std::vector<PairKeys> keys;
    for (std::size_t row = 0; row < batch.rows; ++row) {
        keys.push_back(pair_keys(batch, ids, row));
    }
    return keys;
}

using Rows = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("suppliers are found again in another order, however their names are written",
          "[pipeline]")
{
    const auto pairing =
        pair_rows(keys_of({{"", "Kite Ltd", "Peru", "gold"}, {"", "Oar", "Peru", "gold"}}),
                  keys_of({{"", "OAR", "Peru", "gold"}, {"", "KITE  LTD.", "Peru", "Gold"}}));
    CHECK(pairing.before_of == Rows{2, 1});
    CHECK(pairing.by[1] == PairedBy::kNameCountryProduct);
    CHECK(pairing.gone.empty());
}

TEST_CASE("rows of one ID are told apart by their cells and otherwise taken in order", "[pipeline]")
{
    const auto before = keys_of({{"7", "Kite", "Peru", "gold"}, {"7", "Kite", "Peru", "tin"}});
    const auto swapped = keys_of({{"7", "Kite", "Peru", "tin"}, {"7", "Kite", "Peru", "gold"}});
    CHECK(pair_rows(before, swapped).before_of == Rows{2, 1});
    const auto renamed = keys_of({{"7", "Sail", "Chile", "zinc"}, {"8", "Kite", "Peru", "gold"}});
    const auto pairing = pair_rows(before, renamed);
    // An ID that is there decides against a name that is the same.
    CHECK(pairing.before_of == Rows{1, 0});
    CHECK(pairing.gone == Rows{2});
}

TEST_CASE("a name alone pairs only what is single in both lists", "[pipeline]")
{
    const auto before = keys_of({{"", "Kite", "Peru", "gold"}, {"", "Oar", "Peru", "gold"}});
    const auto corrected = keys_of({{"", "Kite", "Chile", "tin"}});
    CHECK(pair_rows(before, corrected).before_of == Rows{1});
    const auto twice = keys_of({{"", "Kite", "Chile", "tin"}, {"", "Kite", "Ghana", "tin"}});
    CHECK(pair_rows(before, twice).before_of == Rows{0, 0});
}

TEST_CASE("rows without a name pair by their cells, rows without anything not at all", "[pipeline]")
{
    const auto before = keys_of({{"", "", "Peru", "gold"}, {"", "", "", ""}});
    const auto after = keys_of({{"", "", "", ""}, {"", "", "Peru", "gold"}});
    CHECK(pair_rows(before, after).before_of == Rows{0, 1});
}

TEST_CASE("a change counts from three standard errors of the difference on", "[pipeline]")
{
    using publish::Figure;
    // Log-odds 0 with a 90 % interval of +-1.6449, sd 1: a median of 10,000 draws has the standard
    // error 1.2533 / 100, the difference of two sqrt(2) times that: three of them are 0.05317.
    const auto at = [](double log_odds) {
        const auto p = [log_odds](double shift) {
            return static_cast<float>(1.0 / (1.0 + std::exp(-(log_odds + shift))));
        };
        return publish::Published{p(0.0), p(-1.6448536), p(1.6448536)};
    };
    constexpr int kDraws = 10'000;
    CHECK_FALSE(moved_beyond_error(at(0), at(0), Figure::kSite, kDraws, kDraws));
    CHECK_FALSE(moved_beyond_error(at(0), at(0.0525), Figure::kSite, kDraws, kDraws));
    CHECK(moved_beyond_error(at(0), at(0.0538), Figure::kSite, kDraws, kDraws));
    CHECK(moved_beyond_error(at(0), at(-0.0538), Figure::kHazard, kDraws, kDraws));
}
