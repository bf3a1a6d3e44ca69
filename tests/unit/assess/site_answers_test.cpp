// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/site_answers.hpp"
#include "sourcelight/assess/site_mitigation.hpp"
#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace sourcelight;
using namespace sourcelight::assess;

namespace {

/// One row with cells in some fields.
SupplierBatch row_of(const std::vector<std::pair<Field, std::string>>& cells)
{
    SupplierBatch batch;
    batch.rows = 1;
    for (const auto& [field, text] : cells) {
        batch.columns[static_cast<std::size_t>(field)] =
            TextColumn::of(std::vector<std::string>{text});
    }
    return batch;
}

SitePattern pattern_of(const std::vector<std::pair<Field, std::string>>& cells,
                       std::vector<Finding>& findings)
{
    SitePattern pattern;
    read_answers(row_of(cells), 0, 0.25, pattern, findings);
    return pattern;
}

Answer answer_to(const std::string& cell)
{
    std::vector<Finding> findings;
    return answer_of(pattern_of({{Field::kEmployerHousing, cell}}, findings), 3);
}

double median_of(std::vector<float> values)
{
    std::nth_element(values.begin(),
                     values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return static_cast<double>(values[values.size() / 2]);
}

}  // namespace

TEST_CASE("an answer about the site is yes, no or a share of its workers", "[answers]")
{
    for (const auto* yes : {"yes", "Y", "TRUE", "Ja", "oui", "是", "x", "80 %", "0.8", "1"}) {
        CAPTURE(yes);
        CHECK(answer_to(yes) == Answer::kPresent);
    }
    for (const auto* no : {"no", "N", "false", "nein", "Não", "否", "0", "0 %", "10 %"}) {
        CAPTURE(no);
        CHECK(answer_to(no) == Answer::kAbsent);
    }
    for (const auto* unknown : {"", "  ", "unknown", "n/a", "N.A.", "未知"}) {
        CAPTURE(unknown);
        CHECK(answer_to(unknown) == Answer::kUnknown);
    }
}

TEST_CASE("an answer that cannot be read is unknown and named", "[answers]")
{
    std::vector<Finding> findings;
    const auto pattern = pattern_of({{Field::kIndependentUnion, "in talks"},
                                     {Field::kAnnouncedAudits, "often"},
                                     {Field::kRemedyShare, "120 %"}},
                                    findings);
    CHECK(pattern == SitePattern{});
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].kind == &kAnswerUnreadable);
    CHECK(findings[0].column == "independent_union");
    CHECK(findings[0].value == "in talks");
}

TEST_CASE("measures are checks a year and shares of the workers", "[answers]")
{
    std::vector<Finding> findings;
    const auto pattern = pattern_of({{Field::kAnnouncedAudits, "yes"},
                                     {Field::kUnannouncedAudits, "2"},
                                     {Field::kWorkerVoice, "50 %"},
                                     {Field::kWorkerProgramme, "no"},
                                     {Field::kRemedyShare, "75 %"}},
                                    findings);
    CHECK(findings.empty());
    CHECK(pattern.measures == SiteMeasures{4, 8, 10, 0, 16});  // quarters of a check, and of 5 %
}

TEST_CASE("shares and checks keep what is stated, and what lies between two steps is said",
          "[answers]")
{
    std::vector<Finding> findings;
    auto pattern = pattern_of({{Field::kAnnouncedAudits, "0.5"},
                               {Field::kWorkerVoice, "10 %"},
                               {Field::kRemedyShare, "5 %"}},
                              findings);
    CHECK(findings.empty());
    CHECK(pattern.measures == SiteMeasures{2, 0, 2, 0, 2});
    pattern = pattern_of({{Field::kAnnouncedAudits, "14"},
                          {Field::kUnannouncedAudits, "0.4"},
                          {Field::kWorkerVoice, "33 %"},
                          {Field::kWorkerProgramme, "1 %"}},
                         findings);
    CHECK(pattern.measures == SiteMeasures{48, 2, 7, 0, 0});
    REQUIRE(findings.size() == 4);
    CHECK(findings[0].kind == &kMeasureRounded);
    CHECK(findings[0].message == "counted as 12 a year: the most that is counted");
    CHECK(findings[1].message == "counted as 0.5 a year: checks count in quarters");
    CHECK(findings[2].message == "counted as 35 %: shares count in steps of 5 %");
    CHECK(findings[3].value == "1 %");
    CHECK(findings[3].message == "counted as 0 %: shares count in steps of 5 %");
}

TEST_CASE("the share of prevalence that stays falls with what is done", "[mitigation]")
{
    const auto& methodology = today().methodology;
    const Draws draws{{0, 4000, 1}};
    const SiteMitigation mitigation{methodology, draws};
    const auto stays = [&](const SiteMeasures& measures) {
        return mitigation.shares(measures, draws.count());
    };
    CHECK(median_of(stays({})) == 1.0);
    const double audit = median_of(stays({4, 0, 0, 0, 0}));
    const double surprise = median_of(stays({0, 4, 0, 0, 0}));
    const double voice = median_of(stays({0, 0, 20, 0, 0}));
    const double half_voice = median_of(stays({0, 0, 10, 0, 0}));
    const double both = median_of(stays({0, 4, 20, 0, 0}));
    const double programme = median_of(stays({0, 0, 0, 20, 21}));
    CHECK(audit > surprise);
    CHECK(surprise > voice);
    CHECK(half_voice > voice);
    CHECK(voice > both);
    CHECK(both > programme);
    // Section 8: D .1, R .3, once a year leaves .952 of it at mu0 .6; D .9, R .9, four times .156.
    CHECK(audit == Approx(.952).margin(.03));
    CHECK(programme == Approx(.156).margin(.06));
}

TEST_CASE("a buyer's checks never touch the state branch", "[mitigation]")
{
    const auto& model = today().assessor->model();
    CellKey key;
    key.country = CountryCode{"KP"};
    key.parts[0] = {model.reference().tree.find("isic4:1410"), GoodId::kNone, CellKey::kWhole};
    const auto before = model.draws(key, model.sampler().count());
    const auto after = model.mitigated(before, {48, 48, 20, 20, 21});
    CHECK_FALSE(before.sigma.empty());
    CHECK(after.sigma == before.sigma);
    CHECK(after.state_share == before.state_share);
    for (std::size_t b = 0; b < before.theta.size(); ++b) {
        REQUIRE(after.theta[b] < before.theta[b]);
    }
}

TEST_CASE("migrants are expected at a site as they are among those who do the work", "[answers]")
{
    const auto& model = today().assessor->model();
    const auto expected = [&](const char* node, const char* factor = "migrants") {
        const auto index = model.factors().factor(factor);
        REQUIRE(index);
        CellKey key;
        key.country = CountryCode{"MY"};
        key.parts[0] = {model.reference().tree.find(node), GoodId::kNone, CellKey::kWhole};
        return model.base_rates(key).rates[*index];
    };
    // sourcelight/destination_regimes: 16.0 % of the workers of Malaysia; migrant_work: odds 2.5 in
    // electronics, .15 in banks: 2.5 x .16 / (.84 + 2.5 x .16) = .3226, likewise .0278.
    CHECK(expected("isic4:2610") == Approx(.3226).margin(1e-3));
    CHECK(expected("isic4:64") == Approx(.0278).margin(1e-3));
    // The same table has Malaysia's visas as tied in full, which binds migrants alone.
    CHECK(expected("isic4:2610", "tied_visa") == Approx(.3226).margin(1e-3));
    CHECK(expected("isic4:64", "tied_visa") == Approx(.0278).margin(1e-3));
}

TEST_CASE("columns of a questionnaire move a supplier, and what is done leaves a residual",
          "[answers][mitigation]")
{
    const Row row{"MY", "", "isic4:2610", "", "800", ""};
    const auto assessed = [&](const std::vector<std::pair<Field, std::string>>& cells) {
        auto batch = batch_of(today(), {row});
        for (const auto& [field, text] : cells) {
            batch.suppliers.columns[static_cast<std::size_t>(field)] =
                TextColumn::of(std::vector<std::string>{text});
        }
        return today().assessor->assess(batch.suppliers, batch.resolved, {}).front();
    };
    const auto plain = assessed({});
    const auto fees = assessed({{Field::kRecruitmentFees, "yes"}});
    const auto none = assessed({{Field::kRecruitmentFees, "no"}});
    const auto tied = assessed({{Field::kTiedVisa, "yes"}});
    CHECK(tied.site_probability->median > plain.site_probability->median);
    const auto silent = assessed({{Field::kRecruitmentFees, "unknown"}});
    CHECK(fees.site_probability->median > plain.site_probability->median);
    CHECK(none.site_probability->median < plain.site_probability->median);
    CHECK(silent.site_probability->median == plain.site_probability->median);
    CHECK(plain.residual_probability->median == plain.site_probability->median);

    const auto watched = assessed({{Field::kUnannouncedAudits, "2"}, {Field::kWorkerVoice, "yes"}});
    CHECK(watched.site_probability->median == plain.site_probability->median);
    CHECK(watched.residual_probability->median < plain.residual_probability->median);
    CHECK(watched.residual_probability->hi90 < plain.residual_probability->hi90);
    const auto policy = assessed({{Field::kAnnouncedAudits, "0"}, {Field::kRemedyShare, "100 %"}});
    CHECK(policy.residual_probability->median == plain.residual_probability->median);
}
