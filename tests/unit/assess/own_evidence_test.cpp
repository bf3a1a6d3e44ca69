// SPDX-License-Identifier: Apache-2.0
// The user's own evidence about a site, on the shipped data.
#include "sourcelight/assess/stated_evidence.hpp"
#include "sourcelight/model/evidence.hpp"
#include "sourcelight/model/special.hpp"
#include "tests/unit/assess/shipped.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace sourcelight;
using namespace sourcelight::assess;

namespace {

const Row kSpinner{"TR", "", "isic4:1311", "", "300", ""};
const Row kBank{"CH", "", "isic4:6419", "", "200", ""};

/// A day that many years before the as-of date.
Date years_ago(double years)
{
    return {today().reference.as_of.days - static_cast<std::int32_t>(years * 365.25)};
}

StatedEvidence item(const char* kind, double age = 0.0, const char* source = "Example Watch")
{
    StatedEvidence stated;
    stated.kind = &today().methodology.evidence_kind(kind);
    stated.published = years_ago(age);
    stated.source = source;
    stated.verified = stated.kind->ages_after_closure;
    stated.file = "evidence.csv";
    stated.where = "line 2";
    return stated;
}

StatedEvidence verified(StatedEvidence stated)
{
    stated.verified = true;
    return stated;
}

AssessedSupplier with(const Row& row, const std::vector<StatedEvidence>& items,
                      std::span<const screen::Match> matches = {})
{
    const auto batch = batch_of(today(), {row});
    StatedByRow stated(1);
    for (const auto& one : items) {
        stated[0].push_back(&one);
    }
    return today().assessor->assess(batch.suppliers, batch.resolved, matches, stated).front();
}

double log_odds(const AssessedSupplier& supplier)
{
    return model::logit(supplier.site_probability->median);
}

StatedEvidence answer(const char* text, double age)
{
    StatedEvidence stated;
    stated.answer = true;
    stated.published = years_ago(age);
    stated.source = "letter";
    stated.text = text;
    return stated;
}

}  // namespace

TEST_CASE("a verified report moves the site by about its weight", "[assess][evidence]")
{
    const auto plain = assess_row(today(), kSpinner);
    const auto moved = with(kSpinner, {verified(item("credible_report"))});
    // 2.0 (sd .8) in the methodology; the median over draws of it is near.
    CHECK(log_odds(moved) - log_odds(plain) == Approx(2.0).margin(0.5));
    CHECK(moved.grade == 'B');
    CHECK(moved.action == Action::kInvestigate);
    CHECK(moved.stated == 1);
    CHECK_THAT(moved.reason, Catch::Contains("Your evidence: credible report naming the site") &&
                                 Catch::Contains("Example Watch"));
    CHECK(std::any_of(moved.findings.begin(), moved.findings.end(),
                      [](const auto& f) { return f.kind->code == "evidence-counted"; }));
}

TEST_CASE("a report fades, a judgement does not before it is closed", "[assess][evidence]")
{
    const auto plain = assess_row(today(), kSpinner);
    const auto fresh = with(kSpinner, {verified(item("credible_report"))});
    const auto old = with(kSpinner, {verified(item("credible_report", 3.0))});
    const double half = (log_odds(old) - log_odds(plain)) / (log_odds(fresh) - log_odds(plain));
    CHECK(half == Approx(0.5).margin(0.1));  // half-life of 3 years

    auto closed = item("court_judgement", 9.0);
    const auto open = with(kSpinner, {closed});
    closed.closed = years_ago(8.0);
    const auto faded = with(kSpinner, {closed});
    CHECK(open.grade == 'A');
    CHECK(faded.grade == 'B');
    CHECK(log_odds(faded) - log_odds(plain) ==
          Approx((log_odds(open) - log_odds(plain)) / 4.0).margin(0.5));
}

TEST_CASE("what names something near the site counts with a part and makes no grade",
          "[assess][evidence]")
{
    const auto plain = assess_row(today(), kSpinner);
    auto near = verified(item("field_investigation"));
    near.about = About::kPark;
    const auto park = with(kSpinner, {near});
    near.about = About::kSite;
    const auto site = with(kSpinner, {near});
    CHECK(log_odds(park) > log_odds(plain));
    CHECK(log_odds(park) < log_odds(site));
    CHECK(park.grade == plain.grade);
    CHECK(site.grade == 'B');
}

TEST_CASE("two papers with one story are one source, two stories are grade A", "[assess][evidence]")
{
    auto one = verified(item("credible_report", 0.1, "Paper One"));
    auto two = verified(item("credible_report", 0.2, "Paper Two"));
    one.cluster = two.cluster = "the story";
    const auto story = with(kSpinner, {one, two});
    one.cluster.clear();
    two.cluster.clear();
    const auto apart = with(kSpinner, {one, two});
    CHECK(story.grade == 'B');
    CHECK(apart.grade == 'A');
    CHECK(log_odds(apart) > log_odds(story));
}

TEST_CASE("the order of the items does not matter, to the last bit", "[assess][evidence][property]")
{
    const std::vector<StatedEvidence> items{verified(item("credible_report", 1.0, "A")),
                                            item("grievance_unverified", 0.5, "B"),
                                            verified(item("remediation", 0.2, "C"))};
    const auto forward = with(kSpinner, items);
    const auto backward = with(kSpinner, {items[2], items[1], items[0]});
    CHECK(forward.site_probability == backward.site_probability);
    CHECK(forward.expected_persons == backward.expected_persons);
}

TEST_CASE("one unverified story lifts no site above the next band, and lowers no draw",
          "[assess][evidence][property]")
{
    const auto plain = assess_row(today(), kBank);
    REQUIRE(plain.site_probability->median < 0.005);  // very low
    const auto told = with(kBank, {item("field_investigation")});
    CHECK(told.site_probability->hi50 == Approx(0.02));
    CHECK(told.site_probability->hi90 ==
          Approx(std::max(0.02, plain.site_probability->hi90)).epsilon(0.02));
    const auto checked = with(kBank, {verified(item("field_investigation"))});
    CHECK(checked.site_probability->hi50 > 0.03);

    // A site of wide uncertainty: the ceiling must not take from its upper end.
    for (const double probability : {0.05, 0.1, 0.3, 0.7}) {
        auto faint = item("grievance_unverified");
        faint.probability = probability;
        for (const auto& row : {kSpinner, kBank, Row{"IN", "", "isic4:2392", "bricks", "", ""}}) {
            const auto before = assess_row(today(), row);
            const auto after = with(row, {faint});
            CHECK(after.site_probability->hi90 >= before.site_probability->hi90 - 2e-3);
            CHECK(after.site_probability->median >= before.site_probability->median - 2e-3);
        }
    }
}

TEST_CASE("a doubtful identity counts with its probability", "[assess][evidence][property]")
{
    double last = log_odds(assess_row(today(), kSpinner));
    for (const double probability : {0.05, 0.2, 0.5, 0.8, 1.0}) {
        auto doubtful = verified(item("field_investigation"));
        doubtful.probability = probability;
        const double now = log_odds(with(kSpinner, {doubtful}));
        CHECK(now >= last - 0.02);
        last = now;
    }
}

TEST_CASE("one unverified complaint moves the number and not the grade", "[assess][evidence]")
{
    const auto plain = assess_row(today(), kSpinner);
    const auto one = with(kSpinner, {item("grievance_unverified", 0.1, "hotline")});
    CHECK(one.site_probability->median > plain.site_probability->median);
    CHECK(one.grade == plain.grade);
    const auto two = with(kSpinner, {item("grievance_unverified", 0.1, "hotline"),
                                     item("grievance_unverified", 0.1, "union")});
    CHECK(two.grade == 'B');
}

TEST_CASE("a labour transfer moves the state branch where there is one, else the private one",
          "[assess][evidence]")
{
    const Row aksu{"CN", "CN-XJ", "good:cotton", "cotton", "300", ""};
    for (const auto& row : {aksu, kSpinner}) {
        const auto plain = assess_row(today(), row);
        const auto moved = with(row, {item("labour_transfer")});
        CHECK(moved.site_probability->median > plain.site_probability->median);
        CHECK(moved.grade == 'A');
        CHECK(moved.severity == 4);
        CHECK(moved.action == Action::kSuspendWithRemedy);
    }
}

TEST_CASE("an unverified story about a state's programme is held as well", "[assess][evidence]")
{
    // A site so small that the band without the story is not the highest.
    const Row field{"TM", "", "isic4:1410", "", "2", ""};
    const auto plain = assess_row(today(), field);
    REQUIRE(plain.site_probability);
    auto told = item("labour_transfer");
    told.verified = false;
    const auto once = with(field, {told});
    told.verified = true;
    const auto checked = with(field, {told});
    CHECK(once.site_probability->median >= plain.site_probability->median - 1e-6);
    CHECK(once.site_probability->median < checked.site_probability->median);
    CHECK(once.grade != 'A');
}

TEST_CASE("a search that found nothing lowers as far as the country is watched",
          "[assess][evidence][silence]")
{
    StatedEvidence quiet;
    quiet.silence = true;
    quiet.published = years_ago(0.0);
    quiet.source = "Example Inspectorate";
    const Row watched{"IN", "", "isic4:2392", "bricks", "100", ""};
    const Row closed{"KP", "", "isic4:2392", "bricks", "100", ""};
    const auto moved = [&quiet](const Row& row) {
        return log_odds(with(row, {quiet})) - log_odds(assess_row(today(), row));
    };
    CHECK(moved(watched) < -0.3);
    CHECK(moved(watched) > -0.9);  // ln(.4 / .95) at most
    CHECK(moved(closed) > moved(watched));
    CHECK(moved(closed) <= 0.0);
    // Found nothing is no evidence against the people: neither grade nor severity moves.
    CHECK(with(watched, {quiet}).grade == assess_row(today(), watched).grade);
}

TEST_CASE("an answer moves no number and stands beside each", "[assess][answer]")
{
    const auto plain = assess_row(today(), kSpinner);
    const auto answered = with(kSpinner, {answer("We have repaid.", 1.0), answer("Again.", 0.5)});
    CHECK(answered.site_probability == plain.site_probability);
    CHECK(answered.expected_persons == plain.expected_persons);
    CHECK(answered.priority_key == plain.priority_key);
    CHECK(answered.grade == plain.grade);
    CHECK(answered.stated == 0);
    CHECK(answered.answer == to_string(years_ago(0.5)) + " (letter): Again. | " +
                                 to_string(years_ago(1.0)) + " (letter): We have repaid.");
    CHECK_THAT(answered.reason,
               Catch::Contains("The supplier answered on " + to_string(years_ago(0.5))));
    // Also where nothing but a list speaks.
    const Row glove{"MY", "", "good:rubber-gloves", "rubber gloves", "500", ""};
    const auto listed = with(glove, {answer("Not us.", 0.1)}, match_of(0.95F));
    CHECK_THAT(listed.answer, Catch::Contains("Not us."));
    CHECK(listed.site_probability ==
          assess_rows(today(), {glove}, match_of(0.95F)).front().site_probability);
    // And where there is no score at all.
    const auto nowhere = with({"AQ", "", "isic4:1410", "", "", ""}, {answer("Here.", 0.1)});
    CHECK_FALSE(nowhere.site_probability);
    CHECK_THAT(nowhere.answer, Catch::Contains("Here."));
}

TEST_CASE("answers of any length are cut between letters", "[assess][answer]")
{
    std::string long_text;
    for (int i = 0; i < 3000; ++i) {
        long_text += "é";
    }
    const auto cut = with(kSpinner, {answer(long_text.c_str(), 0.1)}).answer;
    CHECK(cut.size() <= 4003);
    CHECK(is_utf8(cut));
}

TEST_CASE("each item is a line of the receipt, and the lines add up to the score",
          "[assess][evidence][receipt]")
{
    const std::vector<StatedEvidence> items{
        verified(item("field_investigation", 0.5, "A")), item("credible_report", 0.4, "A"),
        verified(item("remediation", 0.2, "B")), answer("We have repaid.", 0.1)};
    const auto batch = batch_of(today(), {kSpinner});
    StatedByRow stated(1);
    for (const auto& one : items) {
        stated[0].push_back(&one);
    }
    const auto supplier = with(kSpinner, items);
    const auto receipt = today().assessor->receipt(batch.suppliers, batch.resolved, {}, 0, stated);
    double sum = 0.0;
    std::vector<std::string> lines;
    for (const auto& term : receipt.terms) {
        sum += term.log_odds.value_or(0.0);
        if (!term.stated.empty()) {
            lines.push_back(term.what);
            CHECK_THAT(term.stated,
                       Catch::StartsWith("line 2 of evidence.csv") || Catch::StartsWith(" of "));
        }
    }
    CHECK(lines == std::vector<std::string>{"independent field investigation with stated method",
                                            "same origin, credible report naming the site",
                                            "verified remediation", "the supplier's answer"});
    CHECK(model::expit(sum) == Approx(supplier.site_probability->median).epsilon(1e-6));
}
