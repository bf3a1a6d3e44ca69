// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

/// Building blocks of a composite index, after the OECD/JRC Handbook (2008). An index is
/// built per draw by goalposts -> weights -> power mean -> z; the treatment of outliers and
/// the data-driven min-max are there for indicators without natural goalposts.
namespace sourcelight::model {

/// Fixed ends of an indicator's scale.
struct Goalposts {
    double best = 0.0;   ///< value that scores 1
    double worst = 1.0;  ///< value that scores 100; may be below `best`
    bool log = false;    ///< place ln(x) between ln(best) and ln(worst); both must be > 0
};

/// Score of a value between its goalposts: 1 = best, 100 = worst, held at the ends.
///
/// @throws Error kValueOutOfDomain if the goalposts coincide, a number is not finite, or a
///         logarithm of a number <= 0 is asked for
[[nodiscard]] double goalpost_score(double value, const Goalposts& goalposts);

/// Weighted power mean M_p = (sum w x^p / sum w)^(1/p); p = 0 is the geometric mean,
/// p = 1 the arithmetic, p = -1 the harmonic one.
///
/// @param values   k >= 1 values > 0; 0 is allowed where the exponent is > 0
/// @param weights  k values >= 0 with a sum > 0; need not sum to 1
/// @throws Error kShapeMismatch if sizes differ or are 0; kValueOutOfDomain if a value is
///         outside that or the weights do not sum to more than 0
[[nodiscard]] double power_mean(std::span<const double> values, std::span<const double> weights,
                                double exponent);

/// Standard scores over the values present: (x - mean) / sd, sd with n - 1.
///
/// @param values  missing entries stay missing and count neither for the mean nor for the sd
/// @throws Error kValueOutOfDomain if fewer than two are present or they are all equal
[[nodiscard]] std::vector<std::optional<double>> standard_scores(
    std::span<const std::optional<double>> values);

/// Min-max over the values themselves: low + (high - low) (x - min) / (max - min).
///
/// @param direction  +1 or -1; -1 turns the scale round
/// @throws Error kValueOutOfDomain if there are no values, they are all equal, or direction
///         is neither 1 nor -1
[[nodiscard]] std::vector<double> min_max(std::span<const double> values, double low, double high,
                                          int direction);

/// Sample skewness, type 2 (as in SAS and SPSS): G1 = sqrt(n (n-1)) / (n-2) * m3 / m2^1.5.
/// @throws Error kValueOutOfDomain if n < 3 or all values are equal
[[nodiscard]] double skewness(std::span<const double> values);

/// Sample excess kurtosis, type 2: G2 = (n-1) / ((n-2)(n-3)) * ((n+1) g2 + 6).
/// @throws Error kValueOutOfDomain if n < 4 or all values are equal
[[nodiscard]] double kurtosis(std::span<const double> values);

/// When a distribution counts as distorted by outliers, and how many points may be moved.
struct OutlierRule {
    double max_skewness = 2.0;  ///< distorted if |skewness| exceeds this ...
    double max_kurtosis = 3.5;  ///< ... and kurtosis exceeds this
    int max_winsorised = 5;     ///< points moved before the logarithm is taken instead
    double log_offset = 0.01;   ///< of the range: ln(x - min + offset * range)
};

/// What was done to an indicator.
struct Treated {
    std::vector<double> values;  ///< same order as the input
    int winsorised = 0;          ///< points moved to the next value inwards
    bool logarithm = false;      ///< true if winsorising did not help
};

/// Tames outliers: moves the most extreme point on the skewed side to its neighbour's value
/// until the rule is met, at most `max_winsorised` points; else takes the logarithm of the
/// untouched values.
///
/// @param values  n >= 4, not all equal
/// @throws Error kValueOutOfDomain as for kurtosis()
[[nodiscard]] Treated treat_outliers(std::span<const double> values, const OutlierRule& rule = {});

}  // namespace sourcelight::model
