// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/comparison_marks.hpp"

#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace sourcelight::publish {
namespace {

constexpr double kWidth = 220.0;
constexpr double kEdge = 4.0;
constexpr double kBeforeY = 8.0;
constexpr double kAfterY = 20.0;

double log_odds(double p) { return std::log(p / (1.0 - p)); }

/// Position on an axis of transformed values.
double placed(double value, double from, double to)
{
    const double share = to > from ? (value - from) / (to - from) : 0.5;
    return kEdge + std::clamp(share, 0.0, 1.0) * (kWidth - 2 * kEdge);
}

std::string line(double from, double to, double y, const char* kind)
{
    return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.0f}H{:.1f}\"/>", kind, from, y,
                       std::max(to, from + 1.0));
}

std::string tick(double x, double y, const char* kind)
{
    return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.0f}v8\"/>", kind, x, y - 4);
}

constexpr std::array<std::pair<double, const char*>, 6> kTicks{
    {{0.001, ".1"}, {0.005, ".5"}, {0.02, "2"}, {0.1, "10"}, {0.3, "30"}, {0.7, "70 %"}}};

double on_axis(double p)
{
    constexpr double kLow = 0.0005;
    constexpr double kHigh = 0.9;
    return placed(log_odds(std::clamp(p, kLow, kHigh)), log_odds(kLow), log_odds(kHigh));
}

}  // namespace

std::string probability_words(const std::optional<SupplierState>& state, Figure figure)
{
    if (!state) {
        return "not in the list";
    }
    const auto& site = state->of(figure);
    if (!site) {
        return "not scored";
    }
    const auto value = [](float v) { return percent_digits(static_cast<double>(v), 2); };
    return fmt::format("{} % ({} to {} %)", value(site->median), value(site->lo90),
                       value(site->hi90));
}

std::string totals_mark(const Estimate& before, const Estimate& after)
{
    const auto scaled = [](double value) {
        constexpr double kLeast = 1e-6;
        return std::log(std::max(value, kLeast));
    };
    const double from = scaled(std::min(before.lo90, after.lo90));
    const double to = scaled(std::max(before.hi90, after.hi90));
    std::string out = fmt::format("<svg viewBox=\"0 0 {:.0f} 28\" aria-hidden=\"true\">", kWidth);
    const auto draw = [&](const Estimate& estimate, double y, const char* side) {
        const auto x = [&](double value) { return placed(scaled(value), from, to); };
        out += fmt::format("<g class=\"{}\">{}{}{}</g>", side,
                           line(x(estimate.lo90), x(estimate.hi90), y, "thin"),
                           line(x(estimate.lo50), x(estimate.hi50), y, "thick"),
                           tick(x(estimate.median), y, "tick"));
    };
    draw(before, kBeforeY, "b");
    draw(after, kAfterY, "a");
    return out + "</svg>";
}

std::string supplier_mark(const ComparedSupplier& supplier)
{
    std::string out =
        fmt::format("<svg viewBox=\"0 0 {:.0f} 28\" role=\"img\"><title>before: {}; after: "
                    "{}</title>",
                    kWidth, probability_words(supplier.before), probability_words(supplier.after));
    for (const auto& [p, label] : kTicks) {
        out += fmt::format("<path class=\"grid\" d=\"M{:.1f} 0v28\"/>", on_axis(p));
    }
    const auto draw = [&out](const std::optional<SupplierState>& state, double y,
                             const char* side) {
        if (!state) {
            return;
        }
        const auto& site = state->figures[static_cast<std::size_t>(Figure::kSite)];
        if (!site) {
            out += fmt::format("<g class=\"none\">{}</g>", line(kEdge, kWidth - kEdge, y, "thin"));
            return;
        }
        const auto x = [](float value) { return on_axis(static_cast<double>(value)); };
        out += fmt::format("<g class=\"{}\">{}{}</g>", side,
                           line(x(site->lo90), x(site->hi90), y, "thin"),
                           tick(x(site->median), y, "tick"));
    };
    draw(supplier.before, kBeforeY, "b");
    draw(supplier.after, kAfterY, "a");
    return out + "</svg>";
}

std::string supplier_axis()
{
    std::string out = fmt::format("<svg viewBox=\"0 0 {:.0f} 14\" aria-hidden=\"true\">", kWidth);
    for (const auto& [p, label] : kTicks) {
        out += fmt::format("<text x=\"{:.1f}\" y=\"11\" text-anchor=\"middle\">{}</text>",
                           std::min(on_axis(p), kWidth - 14), label);
    }
    return out + "</svg>";
}

}  // namespace sourcelight::publish
