// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/receipt_parts.hpp"
#include "sourcelight/assess/sensitivity.hpp"
#include "sourcelight/model/special.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

// What the account of a receipt comes to.
namespace sourcelight::assess {
namespace {

std::string percent_interval(const Estimate& estimate)
{
    return fmt::format("{} to {}", percent_text(estimate.lo90, 2), percent_text(estimate.hi90, 2));
}

}  // namespace

void add_unstated_line(const CellModel& model, const SitePattern& pattern, const Cell& cell,
                       ReceiptLines& lines)
{
    const auto& factors = model.factors();
    const auto& kinds = model.methodology().factors;
    const auto base = model.base_rates(cell.key);
    const auto migrants = factors.factor("migrants");
    std::vector<std::string> unstated;
    for (std::size_t j = 0; j < kinds.size(); ++j) {
        const bool stated = migrants == j ? pattern.migrants != SitePattern::Migrants::kUnknown
                                          : factors.answer(pattern, j) != Answer::kUnknown;
        if (!stated) {
            unstated.push_back(fmt::format("{} ({:.2f})", kinds[j].label, base.rates[j]));
        }
    }
    if (unstated.empty()) {
        return;
    }
    auto& line = lines.parameter(TermGroup::kWorkers, std::string{kUnstatedFacts},
                                 fmt::format("{} of {}", unstated.size(), kinds.size()),
                                 "site.factor_base_rate");
    // Each is centred on what is expected of it.
    line.log_odds = 0.0;
    line.sentence = fmt::format(
        "each is drawn with the probability expected there: not knowing it widens the interval and "
        "moves nothing by itself: {}",
        fmt::join(unstated, "; "));
}

void add_result_lines(const CellModel& model, const AssessedSupplier& supplier,
                      const SiteMeasures& measures, ReceiptLines& lines)
{
    const auto& probability = *supplier.site_probability;
    const double sum = lines.sum();
    auto& line = lines.computed(TermGroup::kCompany, "from typical values to all joint draws",
                                "site probability " + percent_text(probability.median, 2));
    line.log_odds = model::logit(std::clamp(probability.median, 1e-9, 1.0 - 1e-9)) - sum;
    line.interval = percent_interval(probability);
    line.sentence = fmt::format(
        "the steps above use one typical value each and lead to {}; the {} joint draws vary all of "
        "them at once, and the middle one is {}",
        percent_text(model::expit(sum), 2), model.sampler().count(),
        percent_text(probability.median, 2));
    if (supplier.expected_persons) {
        auto& persons = lines.computed(TermGroup::kCompany, "persons expected at the site",
                                       number_text(supplier.expected_persons->median, 2));
        persons.interval = fmt::format("{} to {}", number_text(supplier.expected_persons->lo90, 2),
                                       number_text(supplier.expected_persons->hi90, 2));
        persons.sentence = "prevalence, moved as the site's own lines move its probability, times "
                           "the workers of the site; median of the joint draws";
    }
    if (supplier.residual_probability) {
        auto& residual =
            lines.computed(TermGroup::kCompany, "probability after what the company does",
                           percent_text(supplier.residual_probability->median, 2));
        residual.interval = percent_interval(*supplier.residual_probability);
        residual.sentence =
            measures.any() ? "with the private forced labour that stays under the measures above, "
                             "all else as before"
                           : "as without: no audits, complaint line or programme are stated";
    }
}

}  // namespace sourcelight::assess
