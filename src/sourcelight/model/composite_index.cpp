// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/model/composite_index.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sourcelight::model {
namespace {

constexpr double kBestScore = 1.0;
constexpr double kWorstScore = 100.0;

double mean_of(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Central moments m2, m3, m4 (divided by n).
struct Moments {
    double second = 0.0;
    double third = 0.0;
    double fourth = 0.0;
};

Moments moments_of(std::span<const double> values, std::size_t needed, const char* what)
{
    if (values.size() < needed) {
        throw Error{Errc::kValueOutOfDomain, fmt::format("{} of {} values; expected at least {}",
                                                         what, values.size(), needed)};
    }
    const double mean = mean_of(values);
    Moments moments;
    for (const double value : values) {
        const double square = (value - mean) * (value - mean);
        moments.second += square;
        moments.third += square * (value - mean);
        moments.fourth += square * square;
    }
    const auto n = static_cast<double>(values.size());
    moments.second /= n;
    moments.third /= n;
    moments.fourth /= n;
    if (!(moments.second > 0.0)) {
        throw Error{Errc::kValueOutOfDomain, fmt::format("{} of values that are all equal", what)};
    }
    return moments;
}

double on_scale(double value, bool log)
{
    if (log && !(value > 0.0)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("logarithm of {}; a log scale needs numbers > 0", value)};
    }
    const double placed = log ? std::log(value) : value;
    if (!std::isfinite(placed)) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("indicator value or goalpost {} is not finite", value)};
    }
    return placed;
}

/// x^p with the usual exponents spelt out; p = 0 stands for the logarithm.
double power(double value, double exponent)
{
    if (exponent == 0.0) {
        return std::log(value);
    }
    if (exponent == 1.0) {
        return value;
    }
    return exponent == 2.0 ? value * value : std::pow(value, exponent);
}

bool is_distorted(std::span<const double> values, const OutlierRule& rule)
{
    return std::fabs(skewness(values)) > rule.max_skewness && kurtosis(values) > rule.max_kurtosis;
}

/// Moves every value equal to the extreme of the skewed side to the next value inwards, one
/// point at a time as the Handbook counts them.
void winsorise_once(std::vector<double>& values, int already_moved)
{
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    const bool right = skewness(values) > 0.0;
    const auto inward = std::min(static_cast<std::size_t>(already_moved) + 1, sorted.size() - 1);
    const double extreme = right ? sorted.back() : sorted.front();
    const double next = right ? sorted[sorted.size() - 1 - inward] : sorted[inward];
    for (double& value : values) {
        value = value == extreme ? next : value;
    }
}

std::vector<double> offset_logarithm(std::span<const double> values, double offset)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    std::vector<double> logged;
    logged.reserve(values.size());
    for (const double value : values) {
        logged.push_back(std::log(value - *low + offset * (*high - *low)));
    }
    return logged;
}

}  // namespace

double goalpost_score(double value, const Goalposts& goalposts)
{
    const double best = on_scale(goalposts.best, goalposts.log);
    const double worst = on_scale(goalposts.worst, goalposts.log);
    if (best == worst) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("goalposts coincide at {}; expected two ends", goalposts.best)};
    }
    // A value beyond its goalpost, and so possibly <= 0 on a log scale, is held at the post.
    const auto [low, high] = std::minmax(goalposts.best, goalposts.worst);
    const double placed = on_scale(std::clamp(value, low, high), goalposts.log);
    return kBestScore + (kWorstScore - kBestScore) * (placed - best) / (worst - best);
}

double power_mean(std::span<const double> values, std::span<const double> weights, double exponent)
{
    if (values.empty() || values.size() != weights.size()) {
        throw Error{Errc::kShapeMismatch,
                    fmt::format("power mean of {} values with {} weights; expected "
                                "the same number, at least one",
                                values.size(), weights.size())};
    }
    double sum = 0.0;
    double total = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        // Zero has a power mean of positive exponent only.
        const bool defined = exponent > 0.0 ? values[i] >= 0.0 : values[i] > 0.0;
        if (!defined || !(weights[i] >= 0.0)) {
            throw Error{Errc::kValueOutOfDomain,
                        fmt::format("power mean: value {} with weight {}; expected > 0 and >= 0",
                                    values[i], weights[i])};
        }
        sum += weights[i] * power(values[i], exponent);
        total += weights[i];
    }
    if (!(total > 0.0)) {
        throw Error{Errc::kValueOutOfDomain, "power mean: the weights sum to 0"};
    }
    return exponent == 0.0 ? std::exp(sum / total) : std::pow(sum / total, 1.0 / exponent);
}

std::vector<std::optional<double>> standard_scores(std::span<const std::optional<double>> values)
{
    std::vector<double> present;
    for (const auto& value : values) {
        if (value.has_value()) {
            present.push_back(*value);
        }
    }
    const Moments moments = moments_of(present, 2, "standard scores");
    const double mean = mean_of(present);
    const auto n = static_cast<double>(present.size());
    const double sd = std::sqrt(moments.second * n / (n - 1.0));
    std::vector<std::optional<double>> scores(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].has_value()) {
            scores[i] = (*values[i] - mean) / sd;
        }
    }
    return scores;
}

std::vector<double> min_max(std::span<const double> values, double low, double high, int direction)
{
    if (values.empty() || (direction != 1 && direction != -1)) {
        throw Error{
            Errc::kValueOutOfDomain,
            fmt::format("min-max of {} values with direction {}; expected at least one and 1 or -1",
                        values.size(), direction)};
    }
    const auto [smallest, largest] = std::minmax_element(values.begin(), values.end());
    const double from = direction == 1 ? *smallest : *largest;
    const double to = direction == 1 ? *largest : *smallest;
    if (from == to) {
        throw Error{Errc::kValueOutOfDomain,
                    fmt::format("min-max of values all equal to {}", from)};
    }
    std::vector<double> scaled;
    scaled.reserve(values.size());
    for (const double value : values) {
        scaled.push_back(low + (high - low) * (value - from) / (to - from));
    }
    return scaled;
}

double skewness(std::span<const double> values)
{
    const Moments moments = moments_of(values, 3, "skewness");
    const auto n = static_cast<double>(values.size());
    return std::sqrt(n * (n - 1.0)) / (n - 2.0) * moments.third / std::pow(moments.second, 1.5);
}

double kurtosis(std::span<const double> values)
{
    const Moments moments = moments_of(values, 4, "kurtosis");
    const auto n = static_cast<double>(values.size());
    const double excess = moments.fourth / (moments.second * moments.second) - 3.0;
    return (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * excess + 6.0);
}

Treated treat_outliers(std::span<const double> values, const OutlierRule& rule)
{
    Treated treated{{values.begin(), values.end()}, 0, false};
    while (is_distorted(treated.values, rule)) {
        if (treated.winsorised == rule.max_winsorised) {
            return {offset_logarithm(values, rule.log_offset), 0, true};
        }
        winsorise_once(treated.values, treated.winsorised);
        ++treated.winsorised;
    }
    return treated;
}

}  // namespace sourcelight::model
