// SPDX-License-Identifier: Apache-2.0
#include "shipped.hpp"

#include "sourcelight/assess/sensitivity.hpp"
#include "sourcelight/core/number_text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using assess::Receipt;
using assess::ReceiptTerm;

const Row kGlove{"MY", "MY-10", "isic4:2219", "rubber-gloves", "500", ""};
const Row kPolysilicon{"CN", "CN-XJ", "isic4:2011", "polysilicon", "2400", ""};
const Row kTurkmenCotton{"TM", "", "isic4:0116", "cotton", "", ""};
const Row kBricks{"IN", "IN-UP", "isic4:2392", "bricks", "150", ""};

/// Countries with five, with three and with no sector of their own, listed and unlisted goods.
const std::vector<Row>& sample_rows()
{
    static const std::vector<Row> kRows{kGlove,
                                        kPolysilicon,
                                        kTurkmenCotton,
                                        kBricks,
                                        {"CN", "CN-GD", "isic4:2610", "electronics", "12500", ""},
                                        {"DE", "", "isic4:2930", "", "1900", ""},
                                        {"BR", "BR-PA", "isic4:0141", "cattle", "30", ""},
                                        {"QA", "", "isic4:4100", "", "1500", "0.95"},
                                        {"CD", "", "isic4:0729", "cobalt-ore", "140", ""},
                                        {"US", "", "isic4:8121", "", "", ""},
                                        {"KP", "", "isic4:1410", "garments", "", ""},
                                        {"ET", "", "isic4:1410", "", "700", ""},
                                        {"TW", "", "isic4:0311", "fish", "240", "0.8"}};
    return kRows;
}

Receipt receipt_of(const Row& row, std::span<const screen::Match> matches = {})
{
    const auto batch = batch_of(today(), {row});
    return today().assessor->receipt(batch.suppliers, batch.resolved, matches, 0);
}

ReceiptTerm line_of(const Receipt& receipt, const std::string& what)
{
    const auto found = std::find_if(receipt.terms.begin(), receipt.terms.end(),
                                    [&](const auto& term) { return term.what == what; });
    INFO(what);
    REQUIRE(found != receipt.terms.end());
    return *found;
}

/// What a receipt may print of a number.
std::vector<std::string> printed(double value)
{
    return {number_text(value, 4), number_text(value, 3), count_text(std::llround(value)),
            number_text(100.0 * value, 3) + " %"};
}

/// Whether a line prints a number of the row that its source names, years aside.
bool quotes_its_row(const ReceiptTerm& term)
{
    const auto& manifest = today().reference.catalogue.manifest(term.source.dataset);
    const auto table = reference::read_whole(manifest);
    const auto text = " " + term.value + " " + term.sentence;
    for (const auto& column : manifest.columns) {
        const bool number = column.kind == reference::ColumnKind::kReal;
        if (!number || std::isnan(table.number(column.name)[term.source.row])) {
            continue;
        }
        for (const auto& shown : printed(table.number(column.name)[term.source.row])) {
            if (text.find(" " + shown) != std::string::npos) {
                return true;
            }
        }
    }
    return false;
}

bool is_read_from_one_row(const ReceiptTerm& term)
{
    const auto starts = [&](const char* words) { return term.what.starts_with(words); };
    const bool indicator = term.value.size() > 6 && term.value.find(" (20") != std::string::npos &&
                           !term.parameter.empty();
    return term.code == "E" && (starts("workers of the country") || starts("share of workers in") ||
                                starts("share in manufacturing by") ||
                                starts("published total of the sector") || indicator);
}

}  // namespace

TEST_CASE("the source key of a line selects the row whose number it shows", "[assess][receipt]")
{
    std::size_t checked = 0;
    for (const auto& row : sample_rows()) {
        for (const auto& term : receipt_of(row).terms) {
            if (is_read_from_one_row(term)) {
                CAPTURE(row.country, row.activity, term.what, term.value, term.sentence,
                        term.source.row);
                REQUIRE(term.source.known());
                CHECK(quotes_its_row(term));
                ++checked;
            }
        }
    }
    CHECK(checked > 10 * sample_rows().size());
}

TEST_CASE("a share of workers cites the row of its own sector", "[assess][receipt]")
{
    for (const auto& term : receipt_of(kPolysilicon).terms) {
        if (term.what == "share of workers in manufacturing") {
            // ilo/employment_modelled_2023, CN 2023: 156,261 of 744,649 thousand.
            CHECK(term.sentence == "156,261 of 744,649 thousand workers");
            const auto& manifest = today().reference.catalogue.manifest(term.source.dataset);
            const auto table = reference::read_whole(manifest);
            CHECK(table.text("sector")[term.source.row] == "manufacturing");
            return;
        }
    }
    FAIL("no such line");
}

TEST_CASE("no line that comes from data is without a dataset", "[assess][receipt]")
{
    for (const auto& row : sample_rows()) {
        for (const auto& term : receipt_of(row).terms) {
            CAPTURE(row.country, row.activity, term.what, term.parameter);
            CHECK((term.code != "E" || term.source.known()));
        }
    }
}

TEST_CASE("a count names the rows that it counts", "[assess][receipt]")
{
    for (const auto& term : receipt_of(kPolysilicon).terms) {
        if (term.parameter == "occurrence.other") {
            CHECK(today().reference.catalogue.manifest(term.source.dataset).id ==
                  "usdol/list_of_goods");
            CHECK(term.rows == "edition=2022, forced_labor=true, iso2=CN");
            CHECK(term.published);
            return;
        }
    }
    FAIL("no such line");
}

TEST_CASE("the state-imposed step stands by itself, with its source", "[assess][receipt]")
{
    for (const auto& row : {kPolysilicon, kTurkmenCotton}) {
        const auto receipt = receipt_of(row);
        const auto found =
            std::find_if(receipt.terms.begin(), receipt.terms.end(), [](const ReceiptTerm& term) {
                return term.group == assess::TermGroup::kState && term.log_odds;
            });
        REQUIRE(found != receipt.terms.end());
        CHECK(*found->log_odds > 0.5);
        CHECK(today().reference.catalogue.manifest(found->source.dataset).id ==
              "sourcelight/state_programmes");
        CHECK(found->value.find("of workers, place shared by") != std::string::npos);
    }
}

TEST_CASE("little is left between typical values and the joint draws", "[assess][receipt]")
{
    for (const auto& row : sample_rows()) {
        const auto line = line_of(receipt_of(row), "from typical values to all joint draws");
        CAPTURE(row.country, row.activity, line.sentence);
        // The median of the 256 draws of these tests is itself known to about 0.1 only.
        CHECK(std::abs(line.log_odds.value()) < 0.4);
    }
}

TEST_CASE("facts that the list does not state have a line of their own that moves nothing",
          "[assess][receipt]")
{
    auto row = kGlove;
    const auto before = line_of(receipt_of(row), std::string{assess::kUnstatedFacts});
    CHECK(before.value == "11 of 11");
    CHECK(before.log_odds == 0.0);
    CHECK(before.sentence.find("worker-paid recruitment fees (0.30)") != std::string::npos);
    CHECK(before.parameter == "site.factor_base_rate");
    row.migrants = "80 %";
    CHECK(line_of(receipt_of(row), std::string{assess::kUnstatedFacts}).value == "10 of 11");
}

TEST_CASE("every answer has a line of its own with its interval", "[assess][receipt]")
{
    for (const auto& row : {kGlove, kPolysilicon, kTurkmenCotton}) {
        const auto receipt = receipt_of(row);
        const auto supplier = assess_rows(today(), {row}).front();
        const auto check = [&](const std::string& what, const Estimate& estimate, double unit) {
            const auto line = line_of(receipt, what);
            CAPTURE(what, line.value, line.interval);
            CHECK(line.value.find(number_text(unit * estimate.median, 2)) != std::string::npos);
            CHECK(line.interval.starts_with(number_text(unit * estimate.lo90, 2)));
            CHECK(line.code == "C");
        };
        check("probability after what the company does", *supplier.residual_probability, 100.0);
        check("persons expected at the site", *supplier.expected_persons, 1.0);
        check("from typical values to all joint draws", *supplier.site_probability, 100.0);
        const auto relative = line_of(receipt, "prevalence relative to the world");
        CHECK(relative.value ==
              number_text(supplier.prevalence_relative->median) + " times the mean of the world");
        CHECK_FALSE(relative.interval.empty());
    }
}

TEST_CASE("a part of a published total shows how it comes from the whole", "[assess][receipt]")
{
    // ilo/global_estimates, edition 2022: 15.1 million in Asia and the Pacific; the five regions
    // add up to 27.5, the five sectors to 13.8 million: 13.8 / 27.5 = .5018, times 15.1 = 7.58.
    const auto receipt = receipt_of(kGlove);
    const auto whole = line_of(receipt, "published total of the region asia_pacific");
    CHECK(whole.value == "15.1 million persons in all forms of forced labour");
    CHECK(whole.source.known());
    CHECK_FALSE(whole.source.whole());
    const auto part = line_of(receipt, "of these in the five sectors of asia_pacific");
    CHECK(part.value == "15.1 million x 0.5018 = 7.58 million persons");
    CHECK(part.sentence.find("13.8 million") != std::string::npos);
    CHECK(part.sentence.find("27.5 million") != std::string::npos);
    CHECK(part.rows == "edition=2022, region=world, form=labour_exploitation");
    // The edition of 2017 states rates of the people, and shares of 16.0 million in exploitation.
    const auto then = load_shipped("2018-01-01");
    const auto batch = batch_of(*then, {kGlove});
    const auto earlier = then->assessor->receipt(batch.suppliers, batch.resolved, {}, 0);
    CHECK(line_of(earlier, "published total of the region asia_pacific")
              .value.starts_with("4 of 1,000 people in all forms, times "));
    const auto sector = line_of(earlier, "published total of the sector manufacturing");
    CHECK(sector.value == "2.4 million persons = 16 million x 15 % of adults");
    CHECK(sector.source.known());
}

TEST_CASE("a line names a parameter only if that makes its number", "[assess][receipt]")
{
    for (const auto& row : sample_rows()) {
        for (const auto& term : receipt_of(row).terms) {
            CAPTURE(row.country, row.activity, term.what, term.parameter);
            // Of none of these a single parameter is the source.
            const bool result = term.what == "prevalence in this place and activity" ||
                                term.what == "prevalence relative to the world" ||
                                term.what == "coverage" ||
                                term.what == "from typical values to all joint draws" ||
                                term.what == "probability of a new public finding in 24 months";
            CHECK((!result || (term.code == "C" && term.parameter.empty())));
            CHECK((term.what != "an average site of the world" || term.source.known()));
        }
    }
}

TEST_CASE("no fact of a receipt is younger than the as-of date", "[assess][receipt]")
{
    for (const auto* day : {"2016-01-01", "2019-06-01"}) {
        const auto then = load_shipped(day);
        for (const auto& row : sample_rows()) {
            const auto batch = batch_of(*then, {row});
            for (const auto& term :
                 then->assessor->receipt(batch.suppliers, batch.resolved, {}, 0).terms) {
                if (!term.source.known()) {
                    continue;
                }
                const auto& manifest = then->reference.catalogue.manifest(term.source.dataset);
                CAPTURE(day, row.country, row.activity, term.what, manifest.id);
                if (!reference::is_exempt(manifest.id)) {
                    REQUIRE(term.published);
                    CHECK(to_string(*term.published) <= std::string{day});
                }
            }
        }
    }
}

TEST_CASE("a receipt names one grade, that of the supplier", "[assess][receipt]")
{
    const auto matches = match_of(0.7F);
    const auto supplier = assess_rows(today(), {kGlove}, matches).front();
    CHECK(supplier.grade == 'B');
    for (const auto& term : receipt_of(kGlove, matches).terms) {
        if (term.group == assess::TermGroup::kCoverage) {
            CHECK(term.sentence.find("grade B of A to E by the evidence about the site") !=
                  std::string::npos);
        }
    }
}

TEST_CASE("steps of a receipt with evidence of its own add up", "[assess][receipt]")
{
    for (const auto& row : {kGlove, kPolysilicon}) {
        const auto matches = match_of(0.95F);
        const auto supplier = assess_rows(today(), {row}, matches).front();
        double sum = 0.0;
        bool pooled = false;
        for (const auto& term : receipt_of(row, matches).terms) {
            sum += term.log_odds.value_or(0.0);
            pooled = pooled || term.what == "pooling of the evidence";
        }
        CHECK(pooled);
        CHECK(1.0 / (1.0 + std::exp(-sum)) ==
              Approx(supplier.site_probability->median).epsilon(1e-6));
    }
}

TEST_CASE("a receipt names the fit behind question H and cites its rows", "[assess][receipt]")
{
    const auto hazard_lines = [](const Shipped& shipped, const Row& row) {
        std::vector<ReceiptTerm> lines;
        for (const auto& term : shipped.assessor->cell_terms(assess_row(shipped, row).cell)) {
            if (term.group == assess::TermGroup::kHazard) {
                lines.push_back(term);
            }
        }
        return lines;
    };
    const Row sugar{"CN", "", "isic4:1072", "sugar", "", ""};
    const auto lines = hazard_lines(today(), sugar);
    const auto of = [&](const std::string& what) {
        const auto found = std::find_if(lines.begin(), lines.end(),
                                        [&](const auto& line) { return line.what == what; });
        REQUIRE(found != lines.end());
        return *found;
    };
    const auto fit = of("coefficients fitted to earlier findings");
    // rows of 2024-10-01 in datasets/sourcelight/hazard_fits
    CHECK(fit.value == "fit of 2024-10-01: 52 findings among 189,178 cases");
    CHECK(fit.published == parse_date("2024-10-01"));
    const auto& catalogue = today().reference.catalogue;
    for (const auto* what : {"base rate", "destination coercion", "effect of the country"}) {
        const auto line = of(what);
        CHECK(catalogue.manifest(line.source.dataset).id == "sourcelight/hazard_fits");
        CHECK_FALSE(line.source.whole());
    }
    // Before the first fit the methodology's own values hold, and the receipt says so.
    const auto then = load_shipped("2016-09-01");
    for (const auto& line : hazard_lines(*then, sugar)) {
        INFO(line.what);
        CHECK((line.parameter.starts_with("hazard.") || line.what == "exports of the good" ||
               line.code == "C"));
    }
}
