// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/receipt_short.hpp"
#include "sourcelight/publish/receipt_text.hpp"
#include "sourcelight/publish/receipt_why.hpp"

#include "sourcelight/core/wrap.hpp"
#include "sourcelight/reference/catalogue.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace {

using namespace sourcelight;
using namespace sourcelight::publish;

assess::Receipt sample_receipt()
{
    assess::ReceiptTerm workers;
    workers.what = "workers";
    workers.value = "120";
    workers.sentence = "The list states 120 workers.";
    workers.code = "I";
    workers.fields = {Field::kWorkers};
    workers.group = assess::TermGroup::kWorkers;
    assess::ReceiptTerm prior;
    prior.what = "correlation of workers at a site";
    prior.value = "0.2";
    prior.interval = "0.08 to 0.36";
    prior.log_odds = -0.125;
    prior.sentence = "Workers of a site share their recruiter, so that they are not independent.";
    prior.code = "P";
    prior.parameter = "site.rho";
    prior.group = assess::TermGroup::kPrevalence;
    assess::StatedCell cell{Field::kWorkers,
                            {"Headcount\x1b[31m"},
                            "12\x07"
                            "0\nstaff"};
    return {14, {prior, workers}, {cell}, "near line 15 of list.csv"};
}

}  // namespace

TEST_CASE("a receipt is printed by group for a terminal of 80 columns", "[publish][receipt]")
{
    const reference::Catalogue catalogue;
    SourceNotes notes{catalogue};

    CHECK(receipt_text(sample_receipt(), {{"name", "Kite Works"}, {"S", "5 % (2.5 to 10 %)"}},
                       notes) == R"(Receipt of row 14
  name: Kite Works
  S: 5 % (2.5 to 10 %)

Your file, near line 15 of list.csv
  workers: column "Headcount [31m": "12 0 staff"

Workers
  workers: 120
      The list states 120 workers.
      source: your file, near line 15 of list.csv: column "Headcount [31m": "12
      0 staff"

Prevalence: persons of 1,000 workers
  correlation of workers at a site: 0.2 (0.08 to 0.36) [-0.12 log-odds]
      Workers of a site share their recruiter, so that they are not independent.
      source: stated assumption: site.rho
)");
}

TEST_CASE("a long sentence of a receipt is broken before column 80", "[publish][receipt]")
{
    const reference::Catalogue catalogue;
    SourceNotes notes{catalogue};
    assess::Receipt receipt{1, {{}}};
    for (int i = 0; i < 60; ++i) {
        receipt.terms[0].sentence += "word ";
        receipt.terms[0].parameter += "a,b/";
    }
    const auto text = receipt_text(receipt, {}, notes);
    std::size_t start = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos;
         start = end + 1, end = text.find('\n', start)) {
        CHECK(end - start <= 80);
    }
}

TEST_CASE("a receipt as JSON keeps every field", "[publish][receipt][json]")
{
    const reference::Catalogue catalogue;
    SourceNotes notes{catalogue};
    const auto json = receipt_json(sample_receipt(), {{"name", "Kite Works"}}, {}, notes);
    CHECK(json["row"] == 14);
    CHECK(json["summary"]["name"] == "Kite Works");
    CHECK(json["answers"].empty());
    CHECK(json["terms"][0]["group"] == "prevalence");
    CHECK(json["terms"][0]["log_odds"] == -0.125);
    CHECK(json["terms"][0]["parameter"] == "site.rho");
    CHECK(json["terms"][0]["cells"].empty());
    CHECK(json["terms"][1]["source"].is_null());
    // As the file has them: escaping is the reader's of JSON.
    CHECK(json["where"] == "near line 15 of list.csv");
    CHECK(json["cells"].size() == 1);
    CHECK(json["terms"][1]["cells"][0]["field"] == "workers");
    CHECK(json["terms"][1]["cells"][0]["columns"][0] == "Headcount\x1b[31m");
    CHECK(json["terms"][1]["cells"][0]["text"] == "12\x07"
                                                  "0\nstaff");
}

TEST_CASE("a cell may come of several columns, or of the mapping file", "[publish][receipt]")
{
    const reference::Catalogue catalogue;
    SourceNotes notes{catalogue};
    auto receipt = sample_receipt();
    receipt.terms.erase(receipt.terms.begin());
    receipt.terms[0].fields = {Field::kAddress, Field::kProduct};
    receipt.cells = {{Field::kAddress, {"Street", "No"}, "Mill Road, 12"},
                     {Field::kProduct, {}, "palm oil"}};
    receipt.where.clear();
    const auto text = receipt_text(receipt, {}, notes);
    CHECK(text.find(R"(columns "Street", "No": "Mill Road, 12")") != std::string::npos);
    CHECK(text.find(R"(product: your mapping, for every row: "palm oil")") != std::string::npos);
    receipt.cells.clear();
    CHECK(receipt_text(receipt, {}, notes).find("source: your file: nothing is stated") !=
          std::string::npos);
}

TEST_CASE("the answers of a listed supplier are numbers but for the hazard", "[publish][receipt]")
{
    assess::AssessedSupplier supplier;
    supplier.prevalence_per_1000 = Estimate{65.0, 36.0, 119.0, 14.8, 292.0};
    supplier.site_probability = supplier.expected_persons = Estimate{0.5, 0.4, 0.6, 0.1, 0.9};
    supplier.residual_probability = supplier.site_probability;
    supplier.prevalence_relative = Estimate{16.0, 9.0, 30.0, 4.0, 70.0};
    supplier.band.emplace();
    supplier.priority_key = 1;
    supplier.listed_since = make_date(2020, 9, 30);
    supplier.listed_by = "List of Goods 2022";
    const auto answers = receipt_answers(supplier);
    const auto json = answers_json(answers);
    CHECK(json["prevalence_per_1000"]["lo90"] == 14.8);
    CHECK(json["prevalence_per_1000"]["withheld"].is_null());
    CHECK(answer_text(answers[0]) == "65 (90 % interval 15 to 290), of 1,000 workers");
    CHECK(json["hazard_24m"]["median"].is_null());
    CHECK(json["hazard_24m"]["withheld"] ==
          "Listed since 2020-09-30 (List of Goods 2022): no new finding can be awaited.");
    CHECK(json["prevalence_relative"]["hi90"] == 70.0);
    CHECK(json.size() == 6);
}

TEST_CASE("without anchors every level says that it is not shown", "[publish][receipt]")
{
    assess::AssessedSupplier supplier;  // as hide_levels() leaves it
    supplier.priority_key = 1;
    supplier.hazard_24m = Estimate{0.01, 0.008, 0.012, 0.005, 0.02};
    supplier.prevalence_relative = Estimate{3.0, 2.0, 4.0, 1.0, 9.0};
    const auto json = answers_json(receipt_answers(supplier));
    for (const auto* level : {"prevalence_per_1000", "site_probability", "expected_persons"}) {
        CHECK(json[level]["median"].is_null());
        CHECK(json[level]["withheld"] == "Not shown: this methodology has no anchors.");
    }
    CHECK(json["hazard_24m"]["median"] == 0.01);
    CHECK(json["prevalence_relative"]["lo90"] == 1.0);
}

TEST_CASE("the answers of a row that was not scored say why", "[publish][receipt]")
{
    assess::AssessedSupplier supplier;
    supplier.reason = "Not scored: the country could not be resolved.";
    for (const auto& answer : receipt_answers(supplier)) {
        CHECK_FALSE(answer.estimate);
        CHECK(answer.withheld == supplier.reason);
    }
}

TEST_CASE("a short receipt draws the largest steps, adds up the rest, and names how to see all",
          "[publish][receipt]")
{
    const reference::Catalogue catalogue;
    SourceNotes notes{catalogue};
    auto receipt = sample_receipt();
    for (int i = 1; i <= 40; ++i) {
        receipt.terms.push_back(receipt.terms.front());
        receipt.terms.back().what = "step " + std::to_string(i);
        receipt.terms.back().log_odds = 0.1 * i;
    }
    receipt.probability = Estimate{0.5, 0.3, 0.6, 0.1, 0.9};
    const ReceiptHead head{{"name", "Kite Works"}, {"reason", std::string(9000, 'x')}};
    const auto text = receipt_short(receipt, head, notes, "sourcelight explain r 14 --full");
    CHECK(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) <=
          kShortReceiptLines);
    CHECK(text.find("step 40") != std::string::npos);
    CHECK(text.find("step 39") < text.find("step 40"));  // in the order of the account
    CHECK(text.find("step 1:") == std::string::npos);
    CHECK(text.find("smaller steps") != std::string::npos);
    CHECK(text.find("It rests on") == std::string::npos);
    CHECK(text.ends_with("each with its source:\n  sourcelight explain r 14 --full\n"));
}

TEST_CASE("the picture of an account is plain, narrow, and ends with the interval",
          "[publish][receipt]")
{
    assess::Receipt receipt;
    const auto add = [&](assess::TermGroup group, const std::string& what, double log_odds) {
        assess::ReceiptTerm term;
        term.group = group;
        term.what = what;
        term.log_odds = log_odds;
        receipt.terms.push_back(term);
    };
    add(assess::TermGroup::kStart, "an average site", -3.0);
    add(assess::TermGroup::kPlace,
        "a country of a very long name, \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 2.0);
    add(assess::TermGroup::kWorkers, "few workers", -0.5);
    receipt.terms[1].variance_share = 0.41;
    receipt.probability = Estimate{0.18, 0.1, 0.3, 0.02, 0.7};
    const auto text = waterfall_text(receipt, 100);
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        width = std::max(width, columns_of(std::string_view{text}.substr(at, end - at)));
        at = end + 1;
    }
    CHECK(width <= 80);
    CHECK(text.find("+2.00") != std::string::npos);
    CHECK(text.find("41 %") != std::string::npos);
    CHECK(text.find(">>>") != std::string::npos);
    CHECK(text.find("<<") != std::string::npos);
    CHECK(text.find("this site, 90 % interval") < text.find("o--"));
    CHECK(text.find("\x1b") == std::string::npos);
    receipt.probability.reset();
    CHECK(waterfall_text(receipt, 100).empty());
}

TEST_CASE("what moves a band, what nothing moves, and what was not asked for are told apart",
          "[publish][receipt]")
{
    assess::Receipt receipt;
    CHECK(changes_text(receipt, 4).empty());
    CHECK(uncertainty_text(receipt, 4).empty());
    CHECK(without_text(receipt).empty());
    receipt.band = assess::BandRange{assess::Band::kLow, assess::Band::kModerate};
    receipt.changes.tried = 30;
    CHECK(changes_text(receipt, 4).find("none of the 30 changes tried") != std::string::npos);
    receipt.changes.moving.push_back({"factor",
                                      "seasonal peak known to be present",
                                      Estimate{0.05, 0.02, 0.08, 0.01, 0.2},
                                      {assess::Band::kModerate, assess::Band::kModerate},
                                      0.2});
    CHECK(
        changes_text(receipt, 4).find("seasonal peak known to be present: moderate (median 5 %") !=
        std::string::npos);
    receipt.without.push_back({"un/sdg", "the score would be withheld", {}, {}});
    CHECK(without_text(receipt).find("un/sdg: the score would be withheld") != std::string::npos);
    nlohmann::ordered_json json;
    add_why(receipt, json);
    CHECK(json["uncertainty"].is_null());
    CHECK(json["changes"]["moving"].size() == 1);
    CHECK(json["without_sources"][0]["site_probability"].is_null());
}
