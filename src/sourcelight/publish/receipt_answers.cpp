// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/receipt_answers.hpp"

#include "sourcelight/publish/batch_results.hpp"
#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace sourcelight::publish {
namespace {

using assess::AssessedSupplier;
using Json = nlohmann::ordered_json;

/// Why a number of a supplier is missing; a level is one that published totals set.
std::string withheld_sentence(const AssessedSupplier& supplier, bool level)
{
    if (!is_scored(supplier)) {
        return supplier.reason;
    }
    if (level && !supplier.band) {
        return "Not shown: this methodology has no anchors.";
    }
    if (supplier.listed_since) {
        return fmt::format("Listed since {} ({}): no new finding can be awaited.",
                           to_string(*supplier.listed_since), supplier.listed_by);
    }
    return "Withheld: too little is known.";
}

}  // namespace

std::vector<ReceiptAnswer> receipt_answers(const AssessedSupplier& supplier)
{
    std::vector<ReceiptAnswer> answers{
        {"prevalence_per_1000", "prevalence", "of 1,000 workers", supplier.prevalence_per_1000, {}},
        {"site_probability", "someone at this site", "probability", supplier.site_probability, {}},
        {"hazard_24m", "new finding in 24 months", "probability", supplier.hazard_24m, {}},
        {"expected_persons", "persons", "expected at the site", supplier.expected_persons, {}},
        {"residual_probability",
         "after what the company does",
         "probability after what the company does",
         supplier.residual_probability,
         {}},
        {"prevalence_relative",
         "relative prevalence",
         "times the mean of the world",
         supplier.prevalence_relative,
         {}},
    };
    for (auto& answer : answers) {
        if (!answer.estimate) {
            answer.withheld = withheld_sentence(supplier, answer.name != "hazard_24m");
        }
    }
    return answers;
}

std::string answer_text(const ReceiptAnswer& answer)
{
    if (!answer.estimate) {
        return answer.withheld;
    }
    constexpr int kDigits = 2;
    // As the report writes it, so that its numbers are found again.
    if (answer.unit.starts_with("probability")) {
        return fmt::format("{} % (90 % interval {} to {} %)",
                           percent_digits(answer.estimate->median, kDigits),
                           percent_digits(answer.estimate->lo90, kDigits),
                           percent_digits(answer.estimate->hi90, kDigits));
    }
    return fmt::format("{} (90 % interval {} to {}), {}",
                       number_text(answer.estimate->median, kDigits),
                       number_text(answer.estimate->lo90, kDigits),
                       number_text(answer.estimate->hi90, kDigits), answer.unit);
}

Json answers_json(const std::vector<ReceiptAnswer>& answers)
{
    constexpr std::array<std::pair<const char*, double Estimate::*>, 5> kParts{
        {{"median", &Estimate::median},
         {"lo50", &Estimate::lo50},
         {"hi50", &Estimate::hi50},
         {"lo90", &Estimate::lo90},
         {"hi90", &Estimate::hi90}}};
    Json out = Json::object();
    for (const auto& answer : answers) {
        Json parts = Json::object();
        for (const auto& [name, part] : kParts) {
            parts[name] = answer.estimate ? Json((*answer.estimate).*part) : Json(nullptr);
        }
        parts["unit"] = answer.unit;
        parts["withheld"] = answer.estimate ? Json(nullptr) : Json(answer.withheld);
        out[std::string{answer.name}] = std::move(parts);
    }
    return out;
}

}  // namespace sourcelight::publish
