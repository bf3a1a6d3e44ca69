// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/assessor.hpp"

#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sourcelight;
using namespace sourcelight::assess;

namespace {

const std::vector<Row> kCompany{{"MY", "", "isic4:2219", "rubber-gloves", "800", ""},
                                {"IN", "IN-UP", "isic4:2392", "bricks", "60", ""},
                                {"CH", "", "isic4:6419", "", "200", ""},
                                {"TH", "", "isic4:0311", "fish", "", ""},
                                {"AQ", "", "isic4:0311", "", "", ""}};

Exposures exposures_of(const std::vector<AssessedSupplier>& suppliers,
                       std::vector<Counted> counted = {})
{
    counted.resize(suppliers.size(), Counted::kSupplier);
    Exposures exposures;
    exposures.add(suppliers, 1, counted);
    return exposures;
}

}  // namespace

TEST_CASE("the total of one supplier is that supplier", "[assess][totals]")
{
    const auto suppliers =
        assess_rows(today(), {{"MY", "", "isic4:2219", "rubber-gloves", "100", ""}});
    const auto totals = today().assessor->totals(exposures_of(suppliers));
    // 100 workers is a knot of the tables, so nothing is interpolated.
    CHECK(totals.expected_sites.estimate.median ==
          Approx(suppliers[0].site_probability->median).epsilon(1e-6));
    CHECK(totals.at_least_one.estimate.hi90 ==
          Approx(suppliers[0].site_probability->hi90).epsilon(1e-5));
    CHECK(totals.expected_persons.estimate.median ==
          Approx(suppliers[0].expected_persons->median).epsilon(1e-6));
    CHECK(totals.top_share_of_persons.estimate.median == Approx(1.0));
}

TEST_CASE("totals count rows, states and grades and leave out what is withheld", "[assess][totals]")
{
    const auto totals = today().assessor->totals(exposures_of(assess_rows(today(), kCompany)));
    CHECK(totals.rows == 5);
    CHECK(totals.assessed == 4);
    CHECK(totals.country_resolved == 5);
    CHECK(totals.region_resolved == 1);
    CHECK(totals.bands.at("insufficient data") == 1);
    std::int64_t graded = 0;
    for (const auto& [grade, count] : totals.grades) {
        graded += count;
    }
    CHECK(graded == 4);
    CHECK(totals.expected_sites.mc_error > 0.0);
    CHECK(totals.at_least_one.estimate.median <= 1.0);
}

TEST_CASE("a supplier met twice is counted once in the company's figures", "[assess][totals]")
{
    const auto twice = assess_rows(today(), {kCompany[0], kCompany[0]});
    const auto once = assess_rows(today(), {kCompany[0]});
    const auto a =
        today().assessor->totals(exposures_of(twice, {Counted::kSupplier, Counted::kRow}));
    const auto b = today().assessor->totals(exposures_of(once));
    CHECK(a.expected_sites.estimate == b.expected_sites.estimate);
    CHECK(a.duplicates == 1);
    CHECK(a.rows == 2);
}

TEST_CASE("a repeated supplier's own spend is at risk although its site counts once",
          "[assess][totals]")
{
    auto suppliers = assess_rows(today(), {kCompany[0], kCompany[0]});
    for (auto& supplier : suppliers) {
        supplier.spend = 1000.0;
        supplier.currency = "EUR";
    }
    const auto at_risk = [&suppliers](Counted second) {
        const auto totals =
            today().assessor->totals(exposures_of(suppliers, {Counted::kSupplier, second}));
        return totals.spend_at_risk.at("EUR").estimate.median;
    };
    CHECK(at_risk(Counted::kSpend) == Approx(2.0 * at_risk(Counted::kRow)).epsilon(1e-6));
    CHECK(at_risk(Counted::kSupplier) == Approx(at_risk(Counted::kSpend)).epsilon(1e-6));
}

TEST_CASE("a row without a place in the order is not among the first", "[assess][totals]")
{
    auto exposures = exposures_of(assess_rows(today(), {kCompany[0], kCompany[0], kCompany[1]}));
    exposures.keep_candidates([](std::int64_t row) { return row != 2; });
    CHECK(exposures.candidates().size() == 2);
}

TEST_CASE("totals do not depend on the order of the rows or the threads", "[assess][totals]")
{
    auto reversed = kCompany;
    std::reverse(reversed.begin(), reversed.end());
    const auto other = load_shipped("", 3);
    const auto a = today().assessor->totals(exposures_of(assess_rows(today(), kCompany)));
    const auto b = other->assessor->totals(exposures_of(assess_rows(*other, reversed)));
    CHECK(a.expected_sites.estimate == b.expected_sites.estimate);
    CHECK(a.expected_persons.estimate == b.expected_persons.estimate);
    CHECK(a.at_least_one.estimate == b.at_least_one.estimate);
}

TEST_CASE("a site with evidence of its own is part of the totals and of the first places",
          "[assess][totals]")
{
    const auto suppliers = assess_rows(today(), kCompany, match_of(0.95F));
    const auto exposures = exposures_of(suppliers);
    const auto with = today().assessor->totals(exposures);
    const auto without = today().assessor->totals(exposures_of(assess_rows(today(), kCompany)));
    CHECK(with.expected_sites.estimate.median > without.expected_sites.estimate.median);

    const auto shares = today().assessor->top_shares(exposures);
    REQUIRE_FALSE(shares.empty());
    double sum = 0.0;
    for (const auto& [row, share] : shares) {
        sum += static_cast<double>(share);
        CHECK(share >= 0.0F);
        CHECK(share <= 1.0F);
    }
    // Four suppliers are scored and ten places are free.
    CHECK(sum == Approx(4.0));
}

TEST_CASE("the residual of a company is that of its sites, with and without evidence of their own",
          "[assess][totals][mitigation]")
{
    auto batch = batch_of(today(), {{"MY", "", "isic4:2219", "rubber-gloves", "100", ""}});
    const auto plain = today().assessor->assess(batch.suppliers, batch.resolved, {});
    const auto bare = today().assessor->totals(exposures_of(plain));
    CHECK(bare.residual_sites.estimate == bare.expected_sites.estimate);

    batch.suppliers.columns[static_cast<std::size_t>(Field::kUnannouncedAudits)] =
        TextColumn::of(std::vector<std::string>{"4"});
    for (const auto& matches : {std::vector<screen::Match>{}, match_of(0.95F)}) {
        const auto suppliers = today().assessor->assess(batch.suppliers, batch.resolved, matches);
        const auto totals = today().assessor->totals(exposures_of(suppliers));
        // 100 workers is a knot of the tables, so nothing is interpolated.
        const auto& residual = *suppliers.front().residual_probability;
        CHECK(totals.residual_sites.estimate.median == Approx(residual.median).epsilon(1e-5));
        CHECK(totals.residual_sites.estimate.hi90 == Approx(residual.hi90).epsilon(1e-5));
        CHECK(totals.residual_sites.estimate.median < totals.expected_sites.estimate.median);
    }
}

TEST_CASE("top cells come by expected persons", "[assess][totals]")
{
    const auto exposures = exposures_of(assess_rows(today(), kCompany));
    const auto cells = today().assessor->top_cells(exposures, 3);
    REQUIRE(cells.size() == 3);
    CHECK(cells[0].expected_persons.median >= cells[1].expected_persons.median);
    CHECK(cells[1].expected_persons.median >= cells[2].expected_persons.median);
    CHECK_THAT(today().assessor->cell_label(cells[0].cell), Catch::Contains(":"));
}

TEST_CASE("the map has an estimate for every covered country and says where a good is listed",
          "[assess][places]")
{
    const auto cotton = *today().reference.goods.find("cotton");
    const auto places = today().assessor->places(cotton, NodeId::kNone, 64);
    CHECK(places.size() > 180);
    const auto china = std::find_if(places.begin(), places.end(),
                                    [](const auto& place) { return place.place == "CN"; });
    REQUIRE(china != places.end());
    CHECK(china->listed.has_value());
    CHECK_FALSE(china->hazard_24m.has_value());
    const auto xinjiang = std::find_if(places.begin(), places.end(),
                                       [](const auto& place) { return place.place == "CN-XJ"; });
    REQUIRE(xinjiang != places.end());
    CHECK(xinjiang->prevalence_per_1000->median > china->prevalence_per_1000->median);
    const auto all = today().assessor->sector_places(std::nullopt);
    CHECK(all.size() == today().assessor->model().world().workers().size());
    const auto prevalence = [&all](std::string_view code) {
        const auto found = std::find_if(all.begin(), all.end(),
                                        [code](const auto& place) { return place.place == code; });
        REQUIRE(found != all.end());
        return found->prevalence_per_1000->median;
    };
    // A programme for all work of a country is in the map of all work as it is in a supplier's row.
    CHECK(prevalence("KP") > 10.0 * prevalence("QA"));
}
