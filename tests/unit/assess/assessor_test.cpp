// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/assessor.hpp"

#include "sourcelight/model/special.hpp"
#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace sourcelight;
using namespace sourcelight::assess;

namespace {

const Row kGlove{"MY", "", "isic4:2219", "rubber-gloves", "800", ""};
const Row kBank{"CH", "", "isic4:6419", "", "200", ""};

void check_same(const AssessedSupplier& a, const AssessedSupplier& b)
{
    CHECK(a.site_probability == b.site_probability);
    CHECK(a.prevalence_per_1000 == b.prevalence_per_1000);
    CHECK(a.hazard_24m == b.hazard_24m);
    CHECK(a.expected_persons == b.expected_persons);
    CHECK(a.priority_key == b.priority_key);
    CHECK(a.reason == b.reason);
}

}  // namespace

TEST_CASE("domestic work is withheld with its reason, not scored as another service", "[assess]")
{
    for (const auto* node : {"isic4:97", "isic4:9700"}) {
        const auto maid = assess_row(today(), {"SA", "", node, "", "40", ""});
        CAPTURE(node, maid.reason);
        CHECK_FALSE(maid.site_probability);
        CHECK_FALSE(maid.prevalence_per_1000);
        CHECK_FALSE(maid.hazard_24m);
        CHECK(maid.reason.find("leave domestic work out") != std::string::npos);
        CHECK(maid.reason.find("not a low score") != std::string::npos);
    }
    CHECK(assess_row(today(), {"SA", "", "isic4:9601", "", "40", ""}).site_probability);
}

TEST_CASE("an estimate is an interval around its median", "[assess]")
{
    const auto supplier = assess_row(today(), kGlove);
    const auto& pi = *supplier.site_probability;
    CHECK(pi.lo90 <= pi.lo50);
    CHECK(pi.lo50 <= pi.median);
    CHECK(pi.median <= pi.hi50);
    CHECK(pi.hi50 <= pi.hi90);
    CHECK(pi.hi90 <= 1.0);
    CHECK(supplier.residual_probability == supplier.site_probability);
}

TEST_CASE("the same bits come out for any number of threads and any order of rows", "[assess]")
{
    const auto one = load_shipped("", 1);
    const auto three = load_shipped("", 3);
    const std::vector<Row> rows{kGlove, kBank, {"IN", "IN-UP", "isic4:2392", "bricks", "", ""}};
    const std::vector<Row> reversed{rows.rbegin(), rows.rend()};
    const auto a = assess_rows(*one, rows);
    const auto b = assess_rows(*three, reversed);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        check_same(a[i], b[rows.size() - 1 - i]);
    }
}

TEST_CASE("a bigger site is at least as likely to have somebody", "[assess][property]")
{
    double last = 0.0;
    for (const auto* workers : {"1", "4", "15", "70", "400", "2500", "9000", "200000"}) {
        const auto supplier = assess_row(today(), {"TH", "", "isic4:0311", "fish", workers, ""});
        CHECK(supplier.site_probability->median >= last - 1e-6);
        last = supplier.site_probability->median;
    }
}

TEST_CASE("a head count of 1.500 is fifteen hundred persons, not one and a half", "[assess]")
{
    const Row glove{"MY", "", "good:rubber-gloves", "rubber gloves", "1.500", ""};
    CHECK(assess_row(today(), glove).workers == 1500.0);
    const Row part{"MY", "", "good:rubber-gloves", "rubber gloves", "12.5", ""};
    const auto half = assess_row(today(), part);
    CHECK(half.workers == 12.5);
    REQUIRE(half.findings.size() == 1);
    CHECK(half.findings.front().kind == &kWorkersFraction);
}

TEST_CASE("prevalence counts the state programme that the site's persons count", "[assess]")
{
    // Most of North Korea's forced labour is imposed by the state (COI report, 2014).
    const auto site = assess_row(today(), {"KP", "", "isic4:1410", "garments", "1000", ""});
    REQUIRE(site.state_imposed);
    CHECK(site.prevalence_per_1000->median > 1000.0 * static_cast<double>(*site.state_imposed) / 2);
    CHECK(site.expected_persons->median == Approx(site.prevalence_per_1000->median).epsilon(0.2));
}

TEST_CASE("an official listing of the site raises it, names itself and comes first", "[assess]")
{
    const auto without = assess_row(today(), kGlove);
    const auto with = assess_rows(today(), {kGlove}, match_of(0.95F)).front();
    CHECK(with.site_probability->median > without.site_probability->median);
    CHECK(with.grade == 'A');
    CHECK(with.action == Action::kEscalate);
    CHECK(with.priority_key > without.priority_key);
    CHECK_THAT(with.reason, Catch::Contains("Name similarity 1.00 with Example Glove Works"));
    CHECK_THAT(with.reason, Catch::Contains("2017-03-01") && Catch::Contains("95 % likely"));
    CHECK(with.own != nullptr);
}

TEST_CASE("a faint resemblance changes nothing", "[assess][property]")
{
    const auto without = assess_row(today(), kGlove);
    const auto with = assess_rows(today(), {kGlove}, match_of(0.04F)).front();
    check_same(with, without);
}

TEST_CASE("a match to review counts with its probability", "[assess][property]")
{
    double last = assess_row(today(), kGlove).site_probability->median;
    for (const float probability : {0.3F, 0.6F, 0.79F, 0.9F, 1.0F}) {
        const auto supplier = assess_rows(today(), {kGlove}, match_of(probability)).front();
        CHECK(supplier.site_probability->median >= last - 5e-3);
        last = supplier.site_probability->median;
    }
}

TEST_CASE("one unverified story lifts a site by one band at most", "[assess]")
{
    const auto without = assess_row(today(), kBank);
    const auto with = assess_rows(today(), {kBank}, match_of(0.7F)).front();
    // The bank is very low: an unverified story lifts no draw beyond the top of "low" (.02), and
    // takes nothing from the draws that stood above it before.
    REQUIRE(without.site_probability->median < 0.005);
    CHECK(with.site_probability->hi50 <= 0.02 + 1e-6);
    CHECK(with.site_probability->hi90 ==
          Approx(std::max(0.02, without.site_probability->hi90)).epsilon(0.02));
}

TEST_CASE("a site said to have many migrants is above one said to have few", "[assess]")
{
    const auto supplier = [](const char* share) {
        return assess_row(today(), {"IT", "", "isic4:0113", "", "30", share});
    };
    CHECK(supplier("80 %").site_probability->median > supplier("0.05").site_probability->median);
    CHECK(supplier("80 %").site_probability == supplier("0.8").site_probability);
}

TEST_CASE("an unknown factor never lowers the upper bound of a known absence", "[assess][property]")
{
    const auto unknown = assess_row(today(), {"IT", "", "isic4:0113", "", "30", ""});
    const auto absent = assess_row(today(), {"IT", "", "isic4:0113", "", "30", "0"});
    CHECK(unknown.site_probability->hi90 >= absent.site_probability->hi90 * 0.98);
}

TEST_CASE("what cannot be scored is withheld, never low", "[assess]")
{
    const auto antarctica = assess_row(today(), {"AQ", "", "isic4:1410", "", "", ""});
    CHECK_FALSE(antarctica.band.has_value());
    CHECK_FALSE(antarctica.site_probability.has_value());
    CHECK(band_label(antarctica.band) == "insufficient data");
    CHECK(antarctica.priority_key == 0);
    CHECK(antarctica.findings.front().kind->code == "country-not-covered");

    const auto nowhere = assess_row(today(), {"", "", "isic4:1410", "", "", ""});
    CHECK_THAT(nowhere.reason, Catch::Contains("country could not be resolved"));
    const auto nothing = assess_row(today(), {"DE", "", "", "", "", ""});
    CHECK_THAT(nothing.reason, Catch::Contains("activity could not be resolved"));
}

TEST_CASE("unreadable cells are findings and count as unknown", "[assess]")
{
    const auto odd = assess_row(today(), {"DE", "", "isic4:2930", "", "many", "lots"});
    const auto plain = assess_row(today(), {"DE", "", "isic4:2930", "", "", ""});
    CHECK(odd.findings.size() == 2);
    CHECK(odd.findings.front().row == 1);
    CHECK(odd.site_probability == plain.site_probability);
}

TEST_CASE("an uncertain activity is a mixture with a score between its readings", "[assess]")
{
    auto batch = batch_of(today(), {{"IN", "", "isic4:2392", "bricks", "100", ""}});
    batch.resolved.activities[0].confidence = 0.5F;
    batch.resolved.activities[0].rivals = {{today().reference.tree.find("isic4:6201"), 0.5F}};
    const auto mixed = today().assessor->assess(batch.suppliers, batch.resolved, {}).front();
    const auto bricks = assess_row(today(), {"IN", "", "isic4:2392", "bricks", "100", ""});
    const auto code = assess_row(today(), {"IN", "", "isic4:6201", "", "100", ""});
    CHECK(mixed.prevalence_per_1000->median < bricks.prevalence_per_1000->median);
    CHECK(mixed.prevalence_per_1000->median > code.prevalence_per_1000->median);
}

TEST_CASE("the steps of a receipt add up to the score shown", "[assess][receipt]")
{
    for (const auto& row : {kGlove, kBank, Row{"KP", "", "isic4:1410", "garments", "", ""}}) {
        const auto batch = batch_of(today(), {row});
        const auto supplier = assess_row(today(), row);
        const auto receipt = today().assessor->receipt(batch.suppliers, batch.resolved, {}, 0);
        double sum = 0.0;
        for (const auto& term : receipt.terms) {
            sum += term.log_odds.value_or(0.0);
            CHECK((term.code == "E" || term.code == "P" || term.code == "I" || term.code == "C"));
            CHECK((term.source.known() || !term.parameter.empty() || term.code == "I" ||
                   term.code == "C"));
        }
        CHECK(receipt.row == 1);
        CHECK(model::expit(sum) == Approx(supplier.site_probability->median).epsilon(1e-6));
        CHECK(std::is_sorted(receipt.terms.begin(), receipt.terms.end(),
                             [](const auto& a, const auto& b) { return a.group < b.group; }));
    }
}

TEST_CASE("a head count that no site can have is told, and one that no employer has is not used",
          "[assess][finding]")
{
    const auto with_workers = [](const char* workers) {
        return assess_row(today(), {"US", "", "isic4:6201", "", workers, ""});
    };
    const auto has = [](const AssessedSupplier& supplier, std::string_view code) {
        return std::any_of(supplier.findings.begin(), supplier.findings.end(),
                           [&](const Finding& finding) { return finding.kind->code == code; });
    };
    CHECK_FALSE(has(with_workers("200000"), "workers-implausible"));
    const auto doubted = with_workers("9,999,999");
    CHECK(has(doubted, "workers-implausible"));
    CHECK(doubted.workers == 9'999'999.0);
    const auto impossible = with_workers("50,000,000,000");
    CHECK(has(impossible, "workers-impossible"));
    CHECK_FALSE(impossible.workers.has_value());
    CHECK(impossible.site_probability == with_workers("").site_probability);
}
