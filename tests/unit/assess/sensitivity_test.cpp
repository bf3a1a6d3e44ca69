// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/sensitivity.hpp"

#include "sourcelight/assess/company_shares.hpp"
#include "sourcelight/assess/rank_shift.hpp"
#include "sourcelight/model/quantiles.hpp"
#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

using namespace sourcelight;
using namespace sourcelight::assess;

namespace {

/// Garments in a country, without evidence of their own.
SiteQuestion garments(const Shipped& shipped, const std::string& country,
                      std::optional<double> workers = 200.0)
{
    SiteQuestion question;
    question.key.country = CountryCode{country};
    question.key.parts[0] = {shipped.reference.tree.find("good:garments"),
                             *shipped.reference.goods.find("garments"), CellKey::kWhole};
    question.workers = workers;
    return question;
}

EvidenceItem report_of(const Methodology& methodology, std::string_view kind, int cluster)
{
    EvidenceItem item;
    item.kind = &methodology.evidence_kind(kind);
    item.llr = item.kind->llr;
    item.state_branch = item.kind->state_branch;
    item.age_years = 0.5;
    item.cluster = cluster;
    item.id = static_cast<std::uint64_t>(cluster) + 1;
    return item;
}

const GroupModels& models_of(const Shipped& shipped, unsigned threads)
{
    static const GroupModels kOne{shipped.reference, shipped.methodology, {7, 256, 1}};
    static const GroupModels kTwo{shipped.reference, shipped.methodology, {7, 256, 2}};
    return threads == 1 ? kOne : kTwo;
}

VarianceShares shares_of(const Shipped& shipped, const SiteQuestion& question, unsigned threads = 2)
{
    return site_shares(models_of(shipped, threads), question);
}

}  // namespace

TEST_CASE("a world is the same whatever group it does not draw is exchanged",
          "[assess][sensitivity]")
{
    const auto& shipped = today();
    const Listings listings{shipped.reference};
    const auto theta_of = [&](DrawGroups exchanged) {
        const Draws draws{{7, 16, 2, exchanged, 99}};
        const World world{shipped.reference, shipped.methodology, listings, draws};
        const auto theta =
            world.theta(*world.find(CountryCode{"BD"}), reference::Sector::kManufacturing);
        const auto z = world.origin_z(CountryCode{"BD"});
        std::vector<float> all{theta.begin(), theta.end()};
        all.insert(all.end(), z.begin(), z.end());
        const auto effect = world.tree_effect(*shipped.reference.goods.find("garments"));
        all.insert(all.end(), effect.begin(), effect.end());
        all.insert(all.end(), world.tau().begin(), world.tau().end());
        return all;
    };
    const auto base = theta_of({});
    for (std::size_t g = 0; g < kDrawGroups; ++g) {
        const auto group = DrawGroups::of(static_cast<DrawGroup>(g));
        INFO(words_of(static_cast<DrawGroup>(g)).id);
        if (!group.meets(kGroupsOfWorld)) {
            CHECK(theta_of(group) == base);
        }
    }
    CHECK(theta_of(DrawGroups::of(DrawGroup::kTau)) != base);
}

TEST_CASE("a group that does not reach a site has no share, not one of chance",
          "[assess][sensitivity]")
{
    const auto shares = shares_of(today(), garments(today(), "BD"));
    for (const auto group : {DrawGroup::kHeadCount, DrawGroup::kStateShare, DrawGroup::kDependence,
                             DrawGroup::kDecay, DrawGroup::kInputOutput, DrawGroup::kAnchors}) {
        INFO(words_of(group).id);
        CHECK(shares.of(group).total == 0.0);
        CHECK(shares.of(group).first == 0.0);
    }
    CHECK(shares.of(DrawGroup::kCountryNoise).total > 0.1);
    CHECK(shares.of(DrawGroup::kSiteFacts).total > 0.1);
}

TEST_CASE("what is not stated or rests on evidence has a share of its own", "[assess][sensitivity]")
{
    const auto& shipped = today();
    auto question = garments(shipped, "BD", std::nullopt);
    question.evidence = {report_of(shipped.methodology, "credible_report", 1),
                         report_of(shipped.methodology, "grievance_verified", 1)};
    const auto with = shares_of(shipped, question);
    CHECK(with.of(DrawGroup::kHeadCount).total > 0.0);
    CHECK(with.of(DrawGroup::kDependence).total > 0.0);
    CHECK(with.of(DrawGroup::kLlrTable).total >
          shares_of(shipped, garments(shipped, "BD")).of(DrawGroup::kLlrTable).total);
}

TEST_CASE("the total shares of a site cover its variance", "[assess][sensitivity]")
{
    const auto shares = shares_of(today(), garments(today(), "VN"));
    const double sum =
        std::accumulate(shares.groups.begin(), shares.groups.end(), 0.0,
                        [](double all, const auto& index) { return all + index.total; });
    // Together at least all of it, and not much more on the scale on which the model adds up.
    CHECK(sum > 0.9);
    CHECK(sum < 1.6);
}

TEST_CASE("shares of variance have the same bits for one and two threads", "[assess][sensitivity]")
{
    const auto one = shares_of(today(), garments(today(), "IN"), 1);
    const auto two = shares_of(today(), garments(today(), "IN"), 2);
    for (std::size_t g = 0; g < kDrawGroups; ++g) {
        CHECK(one.groups[g].total == two.groups[g].total);
        CHECK(one.groups[g].first == two.groups[g].first);
    }
}

TEST_CASE("every share of a receipt stands at one of its steps", "[assess][sensitivity]")
{
    const auto& shipped = today();
    const auto batch = batch_of(shipped, {{"MY", "", "isic4:2219", "rubber-gloves", "", "40"}});
    const auto matches = match_of(0.6F);
    auto receipt = shipped.assessor->receipt(batch.suppliers, batch.resolved, matches, 0);
    const auto question = shipped.assessor->question(batch.suppliers, batch.resolved, matches, 0);
    REQUIRE(question);
    CHECK(question->evidence.size() == 1);
    add_uncertainty(uncertainty_of(shares_of(shipped, *question)), receipt);
    double of_steps = 0.0;
    for (const auto& term : receipt.terms) {
        CHECK((term.log_odds || !term.variance_share));
        of_steps += term.variance_share.value_or(0.0);
    }
    double of_groups = 0.0;
    for (const auto& group : receipt.uncertainty.groups) {
        of_groups += group.total;
    }
    // A country without a region has no step of one: its share is 0.
    CHECK(of_steps == Approx(of_groups).epsilon(1e-12));
    CHECK(receipt.uncertainty.groups.front().total >= receipt.uncertainty.groups[1].total);
    CHECK_FALSE(receipt.uncertainty.groups.back().held_fixed.empty());
}

TEST_CASE("a company of one supplier has the shares of that supplier's site",
          "[assess][sensitivity]")
{
    const auto& shipped = today();
    const std::vector<Row> rows{{"VN", "", "isic4:1410", "garments", "1000", ""}};
    Exposures exposures;
    const std::array<Counted, 1> counted{};
    exposures.add(assess_rows(shipped, rows), 1, counted);
    const auto company = company_shares(models_of(shipped, 2), *shipped.assessor, exposures);
    CHECK(company.sites.variance > 0.0);
    // 1,000 workers is a knot, so the site is drawn, not interpolated. ln pi is close to logit(pi).
    const auto site = shares_of(shipped, garments(shipped, "VN", 1000.0));
    for (const auto group : {DrawGroup::kCountryNoise, DrawGroup::kTau, DrawGroup::kSiteFacts}) {
        CHECK(company.sites.of(group).total == Approx(site.of(group).total).margin(0.15));
    }
    CHECK(company.persons.of(DrawGroup::kHeadCount).total == 0.0);
}

TEST_CASE("places move as counting draw by draw says, and by groups that reach the sites alone",
          "[assess][sensitivity][rank]")
{
    const auto& shipped = today();
    // Near each other, so that draws change their order; every head count is stated.
    const std::vector<Row> rows{{"VN", "", "isic4:1410", "garments", "900", ""},
                                {"BD", "", "isic4:1410", "garments", "300", ""},
                                {"IN", "", "isic4:1410", "garments", "250", ""},
                                {"TH", "", "isic4:0311", "fish", "80", ""},
                                {"CH", "", "isic4:6419", "", "700", ""}};
    const auto suppliers = assess_rows(shipped, rows);
    Exposures exposures;
    const std::vector<Counted> counted(rows.size(), Counted::kSupplier);
    exposures.add(suppliers, 1, counted);
    const auto& models = models_of(shipped, 2);
    const auto shift = rank_shift(models, *shipped.assessor, exposures);
    REQUIRE(shift.suppliers == 5);

    const auto& model = models.base();
    std::vector<std::vector<double>> persons;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto key = shipped.assessor->cell(suppliers[i].cell).key;
        const auto cell = model.facts(key);
        const auto draws = model.draws(key, model.sampler().count());
        SiteQuery query;
        query.workers = suppliers[i].workers;
        const auto site = model.site(
            cell, draws, model.basis(cell, draws, static_cast<std::int64_t>(i + 1)), query);
        auto& of_site = persons.emplace_back();
        for (const float per_worker : site.persons_per_worker) {
            of_site.push_back(std::exp2(suppliers[i].severity - 1) * *query.workers *
                              static_cast<double>(per_worker));
        }
    }
    const auto place_of = [&](std::size_t i, const auto& goes_before) {
        std::size_t place = 1;
        for (std::size_t j = 0; j < rows.size(); ++j) {
            place += j != i && goes_before(j, i) ? 1U : 0U;
        }
        return static_cast<double>(place);
    };
    std::vector<double> shifts(model.sampler().count());
    for (std::size_t b = 0; b < shifts.size(); ++b) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double published = place_of(i, [&](std::size_t j, std::size_t k) {
                return suppliers[j].priority_key > suppliers[k].priority_key;
            });
            const double drawn = place_of(
                i, [&](std::size_t j, std::size_t k) { return persons[j][b] > persons[k][b]; });
            shifts[b] += std::fabs(drawn - published) / static_cast<double>(rows.size());
        }
    }
    const auto expected = model::interval_of(std::span<const double>{shifts});
    CHECK(shift.places.estimate.median == Approx(expected.median));
    CHECK(shift.places.estimate.hi90 == Approx(expected.hi90));
    CHECK(shift.places.estimate.hi90 > 0.0);

    REQUIRE(shift.moved.size() == kDrawGroups);
    for (std::size_t g = 0; g < shift.moved.size(); ++g) {
        const auto& group = shift.uncertainty.groups[g];
        INFO(group.id);
        const bool reaches = group.id != "head_count" && group.id != "state_share" &&
                             group.id != "dependence" && group.held_fixed.empty();
        CHECK((reaches || shift.moved[g] == 0.0));
        CHECK((group.id != "country_noise" || shift.moved[g] > 0.0));
    }
}

TEST_CASE("a list of one supplier has no order to move", "[assess][sensitivity][rank]")
{
    Exposures exposures;
    const std::array<Counted, 1> counted{};
    exposures.add(assess_rows(today(), {{"VN", "", "isic4:1410", "garments", "10", ""}}), 1,
                  counted);
    CHECK(
        rank_shift(models_of(today(), 2), *today().assessor, exposures).uncertainty.groups.empty());
}
