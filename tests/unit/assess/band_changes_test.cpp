// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/band_changes.hpp"

#include "sourcelight/assess/without_sources.hpp"
#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace sourcelight;
using namespace sourcelight::assess;

namespace {

struct Asked {
    Receipt receipt;
    SiteQuestion question;
    BandChanges changes;
};

Asked ask(const Shipped& shipped, const Row& row, std::span<const screen::Match> matches = {})
{
    const auto batch = batch_of(shipped, {row});
    Asked asked;
    asked.receipt = shipped.assessor->receipt(batch.suppliers, batch.resolved, matches, 0);
    asked.question = *shipped.assessor->question(batch.suppliers, batch.resolved, matches, 0);
    asked.changes = band_changes(shipped.assessor->model(), asked.question, *asked.receipt.band,
                                 shipped.entities, shipped.assessor->model().sampler().count());
    return asked;
}

std::ptrdiff_t of_kind(const BandChanges& changes, std::string_view kind)
{
    return std::count_if(changes.moving.begin(), changes.moving.end(),
                         [kind](const auto& change) { return change.kind == kind; });
}

const Row kGarments{"VN", "", "isic4:1410", "garments", "", ""};

}  // namespace

TEST_CASE("every change that is named moves the band, the smallest first", "[assess][changes]")
{
    const auto asked = ask(today(), kGarments);
    REQUIRE_FALSE(asked.changes.moving.empty());
    CHECK(asked.changes.tried > asked.changes.moving.size());
    double last = 0.0;
    for (const auto& change : asked.changes.moving) {
        INFO(change.what);
        CHECK(change.band != *asked.receipt.band);
        CHECK(std::fabs(change.moves) >= last);
        last = std::fabs(change.moves);
        CHECK(change.probability.lo90 <= change.probability.median);
    }
}

TEST_CASE("a court's finding raises a label, and of head counts only the nearest are named",
          "[assess][changes]")
{
    const auto changes = ask(today(), kGarments).changes;
    const auto found =
        std::find_if(changes.moving.begin(), changes.moving.end(), [](const auto& change) {
            return change.what.find("court judgement") != std::string::npos;
        });
    REQUIRE(found != changes.moving.end());
    CHECK(found->moves > 2.0);  // log-odds; its likelihood ratio is 4.6
    CHECK(of_kind(changes, "head_count") <= 2);
}

TEST_CASE("what a list states is not asked for again", "[assess][changes]")
{
    auto row = kGarments;
    row.workers = "200";
    row.migrants = "60 %";
    const auto stated = ask(today(), row);
    const auto open = ask(today(), kGarments);
    CHECK(of_kind(stated.changes, "head_count") == 0);
    // Seven head counts and two answers about migrants less.
    CHECK(stated.changes.tried == open.changes.tried - 9);
}

TEST_CASE("what the company might do is tried on the chance that stays", "[assess][changes]")
{
    const auto& shipped = today();
    const Row row{"MY", "MY-10", "isic4:2219", "rubber-gloves", "500", "60 %"};
    const auto open = ask(shipped, row);
    const auto programme = std::find_if(
        open.changes.moving.begin(), open.changes.moving.end(), [](const auto& change) {
            return change.what.find("an enforceable programme") != std::string::npos;
        });
    REQUIRE(programme != open.changes.moving.end());
    CHECK(programme->kind == "measure");
    CHECK(programme->moves < 0.0);
    CHECK(programme->probability.median < open.receipt.probability->median);
    // With everything done there is nothing to try but to do it better.
    auto done = open.question;
    done.key.pattern.measures = {4, 4, 20, 20, 21};
    const auto none = band_changes(shipped.assessor->model(), done, *open.receipt.band,
                                   shipped.entities, shipped.assessor->model().sampler().count());
    CHECK(of_kind(none, "measure") == 0);
    CHECK(none.tried == open.changes.tried - 4);
}

TEST_CASE("a dismissed match lowers the label, a confirmed one raises it", "[assess][changes]")
{
    const auto& shipped = today();
    const Row row{"DE", "", "isic4:1410", "garments", "200", ""};
    const auto asked = ask(shipped, row, match_of(0.5F));
    const auto move_of = [&](const std::string& what) -> double {
        const auto found =
            std::find_if(asked.changes.moving.begin(), asked.changes.moving.end(),
                         [&](const auto& change) { return change.what.find(what) == 0; });
        return found == asked.changes.moving.end() ? 0.0 : found->moves;
    };
    CHECK(move_of("the match dismissed: Example Glove Works") < 0.0);
    CHECK(move_of("the match confirmed: Example Glove Works") >= 0.0);
}

TEST_CASE("a score without one of its sources has a number or a reason, never a silent low",
          "[assess][sources]")
{
    const auto& shipped = today();
    const auto asked = ask(shipped, kGarments);
    auto receipt = asked.receipt;
    receipt.changes = asked.changes;
    add_without_sources(*shipped.assessor, {7, 64, 2}, asked.question, receipt);
    const auto& without = receipt.without;
    REQUIRE(without.size() > 5);
    for (const auto& source : without) {
        INFO(source.dataset);
        CHECK(source.probability.has_value() == source.band.has_value());
        CHECK(source.probability.has_value() == source.note.empty());
    }
    const auto named = [&](const std::string& id) {
        return std::find_if(without.begin(), without.end(), [&](const auto& source) {
            return source.dataset.find(id) != std::string::npos;
        });
    };
    // Listings carry the garments of Viet Nam: without them the site is one of many.
    REQUIRE(named("usdol/list_of_goods") != without.end());
    CHECK(named("usdol/list_of_goods")->probability->median < asked.receipt.probability->median);
    CHECK(named("ilo/global_estimates, edition") != without.end());

    // What moves the label stands among the single changes too, in their order by size.
    const auto moving = std::count_if(without.begin(), without.end(), [&](const auto& source) {
        return source.probability && source.band != receipt.band;
    });
    REQUIRE(moving > 0);
    CHECK(of_kind(receipt.changes, "source") == moving);
    CHECK(receipt.changes.moving.size() ==
          asked.changes.moving.size() + static_cast<std::size_t>(moving));
    CHECK(receipt.changes.tried > asked.changes.tried);
    CHECK(std::is_sorted(
        receipt.changes.moving.begin(), receipt.changes.moving.end(),
        [](const auto& a, const auto& b) { return std::fabs(a.moves) < std::fabs(b.moves); }));
}
