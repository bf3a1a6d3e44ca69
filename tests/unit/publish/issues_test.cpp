// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/issues.hpp"

#include "sample_run.hpp"

#include "sourcelight/publish/headline.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

namespace {

using namespace sourcelight;
using namespace sourcelight::publish;

std::set<std::string> kinds_of(const samples::SampleBatch& batch,
                               std::optional<double> migrant_share = {})
{
    const IssueFacts facts{batch.resolved.places[0], batch.assessed[0], batch.matches,
                           reference::Sector::kMining, migrant_share};
    std::set<std::string> kinds;
    for (const auto issue : issues_of(facts)) {
        kinds.emplace(issues()[issue].kind);
    }
    return kinds;
}

}  // namespace

TEST_CASE("an unscored row has only the issues that need no score", "[publish][issues]")
{
    const auto batch = samples::unresolved({"A"});
    CHECK(kinds_of(*batch) == std::set<std::string>{"not-scored"});
    batch->matches.resize(1);
    CHECK(kinds_of(*batch, 0.4) ==
          std::set<std::string>{"name-to-review", "migrant-workers", "not-scored"});
}

TEST_CASE("a scored row has the issues of its evidence", "[publish][issues]")
{
    const auto batch = samples::unresolved({"A"});
    samples::score(*batch, 0, 1);
    CHECK(kinds_of(*batch) == std::set<std::string>{"minerals"});

    auto& supplier = batch->assessed[0];
    supplier.listed_since = make_date(2020, 9, 30);
    supplier.legal_flags = "TVPRA";
    CHECK(kinds_of(*batch).count("listed-good") == 1);
    CHECK(kinds_of(*batch).count("import-rule") == 0);
    supplier.legal_flags = "UFLPA,TVPRA";
    CHECK(kinds_of(*batch).count("import-rule") == 1);
    supplier.state_imposed = 0.1F;
    supplier.severity = 4;
    CHECK(kinds_of(*batch).count("state-imposed") == 1);
    CHECK(kinds_of(*batch).count("severe-harm") == 0);
    supplier.state_imposed.reset();
    CHECK(kinds_of(*batch).count("severe-harm") == 1);
}

TEST_CASE("a row that was scored without anchors is not told to be unscored", "[publish][issues]")
{
    const auto batch = samples::unresolved({"A"});
    samples::score(*batch, 0, 1);
    batch->assessed[0].band.reset();
    CHECK(kinds_of(*batch) == std::set<std::string>{"minerals"});
}

TEST_CASE("every issue leads to a page of public guidance", "[publish][issues]")
{
    constexpr Date kAny{30000};
    const auto guidance =
        samples::bare_reference().catalogue.load("sourcelight/guidance", kAny, true);
    const auto& kinds = guidance.table.text("kind");
    const auto& urls = guidance.table.text("url");
    for (const auto& issue : issues()) {
        INFO(issue.kind);
        bool found = false;
        for (std::size_t row = 0; row < kinds.size(); ++row) {
            found = found || (kinds[row] == issue.guidance && urls[row].starts_with("https://"));
        }
        CHECK(found);
        CHECK_FALSE(issue.why.empty());
    }
}

TEST_CASE("the headline counts what is not in its numbers", "[publish][headline]")
{
    auto totals = samples::sample_outcome(100, 88).totals;
    totals.duplicates = 1;
    totals.activity_assumed = 7;
    totals.top_count = 20;
    totals.expected_sites.estimate = {41, 35, 50, 28, 63};
    totals.top_share_of_persons.estimate = {0.61, 0.55, 0.65, 0.48, 0.72};
    CHECK(
        headline(totals) ==
        std::vector<std::string>{
            "Someone in forced labour is expected at 41 of 87 scored sites (90 % interval of that "
            "expectation 28 to 63, under the stated assumptions).",
            "Look at 20 sites first; they carry 61 % (48 to 72 %) of the expected persons.",
            "7 rows name no product; the activity was assumed.",
            "12 rows could not be scored and are not in these numbers.",
            "1 row repeats a supplier of another row; each supplier counts once."});
    CHECK(headline({}) == std::vector<std::string>{"The list has no rows."});
    CHECK(headline(samples::sample_outcome(1, 0).totals).front() ==
          "No row could be scored, so nothing is said about risk.");
}
