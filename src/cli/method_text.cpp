// SPDX-License-Identifier: Apache-2.0
#include "method_text.hpp"

#include "output.hpp"

#include "sourcelight/core/number_text.hpp"
#include "sourcelight/core/wrap.hpp"
#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace sourcelight::cli {
namespace {

using assess::Total;
using assess::Totals;
using nlohmann::ordered_json;
using pipeline::MethodEffect;
using pipeline::SupplierMove;

constexpr int kDigits = 2;

std::string total_text(const Totals& totals, Total Totals::*member)
{
    if (!totals.anchored || totals.assessed == 0) {
        return "not shown";
    }
    const auto& estimate = (totals.*member).estimate;
    return fmt::format("{} ({} to {})", number_text(estimate.median, kDigits),
                       number_text(estimate.lo90, kDigits), number_text(estimate.hi90, kDigits));
}

std::string priority_text(const std::optional<std::int64_t>& priority)
{
    return priority ? count_text(*priority) : std::string{"none"};
}

/// "1.2 % (0.3 to 4 %)" of a probability, "3.1 times (1 to 9)" of relative prevalence.
std::string measure_text(const MaybeEstimate& value, bool relative)
{
    if (!value) {
        return "not shown";
    }
    return relative ? publish::interval_text(value, " times", kDigits)
                    : publish::percent_text(value, kDigits);
}

std::string mover_line(const MethodEffect& effect, const SupplierMove& supplier)
{
    const auto& [before, after] = supplier.views;
    const bool relative = effect.measure != "site probability";
    const auto& from = relative ? before.relative : before.probability;
    const auto& to = relative ? after.relative : after.probability;
    auto line = fmt::format("  row {}{}{}: {} -> {}, place {} -> {}", supplier.row,
                            supplier.name.empty() ? "" : ", ", printable(supplier.name),
                            measure_text(from, relative), measure_text(to, relative),
                            priority_text(before.priority), priority_text(after.priority));
    if (before.band != after.band) {
        line += fmt::format(", {} -> {}", before.band, after.band);
    }
    return line;
}

constexpr std::array<std::pair<const char*, Total Totals::*>, 3> kTotals{
    {{"expected_sites", &Totals::expected_sites},
     {"at_least_one", &Totals::at_least_one},
     {"expected_persons", &Totals::expected_persons}}};

ordered_json maybe(const MaybeEstimate& value)
{
    return value ? ordered_json{{"median", value->median},
                                {"lo90", value->lo90},
                                {"hi90", value->hi90}}
                 : ordered_json(nullptr);
}

ordered_json totals_json(const Totals& totals)
{
    ordered_json out{{"rows", totals.rows}, {"assessed", totals.assessed}};
    for (const auto& [name, member] : kTotals) {
        const auto& estimate = (totals.*member).estimate;
        if (totals.anchored) {
            out[name] = {{"median", estimate.median},
                         {"lo90", estimate.lo90},
                         {"hi90", estimate.hi90},
                         {"mc_error", (totals.*member).mc_error}};
        } else {
            out[name] = nullptr;
        }
    }
    return out;
}

}  // namespace

void print_effect(const MethodEffect& effect)
{
    const auto& [before, after] = effect.totals;
    print_line(fmt::format("\nOn this list: {} rows, {} and {} scored, the same draws for both",
                           count_text(before.rows), count_text(before.assessed),
                           count_text(after.assessed)));
    constexpr std::array kLabels{"expected sites", "at least one site", "expected persons"};
    for (std::size_t i = 0; i < kTotals.size(); ++i) {
        print_line(wrap(fmt::format("  {:<18} {} -> {}", kLabels.at(i),
                                    total_text(before, kTotals.at(i).second),
                                    total_text(after, kTotals.at(i).second)),
                        21));
    }
    print_line("  medians and 90 % intervals");
    print_line(wrap(fmt::format("{} suppliers have another band, {} another place in the order; "
                                "{} of the first {} stay among them.",
                                count_text(effect.other_band), count_text(effect.other_priority),
                                effect.stay_first, effect.first),
                    0));
    if (!effect.movers.empty()) {
        print_line(fmt::format("What moves most, by {}:", effect.measure));
    }
    for (const auto position : effect.movers) {
        print_line(wrap(mover_line(effect, effect.suppliers[position]), 6));
    }
}

ordered_json effect_json(const MethodEffect& effect)
{
    ordered_json out{{"before", totals_json(effect.totals[0])},
                     {"after", totals_json(effect.totals[1])},
                     {"other_band", effect.other_band},
                     {"other_priority", effect.other_priority},
                     {"first", effect.first},
                     {"stay_first", effect.stay_first},
                     {"movers_by", effect.measure}};
    out["movers"] = ordered_json::array();
    for (const auto position : effect.movers) {
        const auto& supplier = effect.suppliers[position];
        ordered_json entry{{"row", supplier.row}, {"name", supplier.name}};
        for (const auto& [label, view] :
             {std::pair{"before", &supplier.views[0]}, std::pair{"after", &supplier.views[1]}}) {
            entry[label] = {{"band", view->band},
                            {"site_probability", maybe(view->probability)},
                            {"prevalence_relative", maybe(view->relative)},
                            {"hazard_24m", maybe(view->hazard)},
                            {"priority", view->priority ? ordered_json(*view->priority)
                                                        : ordered_json(nullptr)}};
        }
        out["movers"].push_back(std::move(entry));
    }
    return out;
}

}  // namespace sourcelight::cli
