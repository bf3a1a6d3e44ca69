// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/surveys.hpp"

#include "sourcelight/assess/cell_model.hpp"
#include "sourcelight/assess/tables.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <fmt/format.h>

namespace sourcelight::validate {
namespace {

constexpr std::string_view kSurveys = "sourcelight/survey_anchors";

/// The cell of a country and an activity such as "good:cotton" or "isic4:26".
assess::CellKey cell_of(const reference::Reference& reference, std::string_view country,
                        std::string_view activity)
{
    assess::CellKey key;
    key.country = CountryCode{country};
    auto& part = key.parts.front();
    part.node = reference.tree.find(activity);
    if (part.node == NodeId::kNone) {
        throw Error{Errc::kDatasetInvalid,
                    fmt::format("{} names the activity {}, which the activity tree does not have",
                                kSurveys, activity)};
    }
    part.good = reference.tree[part.node].good;
    part.sixteenths = assess::CellKey::kWhole;
    return key;
}

}  // namespace

std::vector<SurveyResult> check_surveys(const ReferenceAt& at, const reference::Reference& newest,
                                        const assess::Methodology& methodology,
                                        const assess::RunOptions& options)
{
    std::vector<SurveyResult> results;
    const auto* dataset = assess::find_dataset(newest, kSurveys);
    if (dataset == nullptr) {
        return results;
    }
    const auto& table = dataset->table;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto day = Date{assess::published_of(newest, *dataset, row).days - 1};
        const auto then = at(day);
        const assess::CellModel model{then, methodology, options};
        const auto key = cell_of(then, table.text("iso2")[row], table.text("activity")[row]);
        const auto prevalence =
            assess::CellModel::prevalence_draws(model.draws(key, model.sampler().count()));
        const auto interval = model::interval_of(std::span<const float>{prevalence});
        const double share = table.number("share")[row];
        results.push_back(
            {{std::string{table.text("id")[row]},
              fmt::format("{}, {}", table.text("publisher")[row], table.text("source_title")[row]),
              "share of workers", share, interval.median, interval.lo90, interval.hi90,
              interval.lo90 <= share && share <= interval.hi90},
             std::string{table.text("definition")[row]},
             day});
    }
    return results;
}

}  // namespace sourcelight::validate
