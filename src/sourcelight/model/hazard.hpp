// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace sourcelight::model {

/// What is known about one pair (country, good) at the as-of date.
struct HazardTerms {
    double n_other = 0.0;  ///< goods of the country listed for forced labour in other list sectors
    double n_same = 0.0;   ///< ... in the same list sector, the pair itself left out
    double n_elsewhere = 0.0;    ///< other countries that list the good for forced labour
    bool listed_forced = false;  ///< the pair itself is listed for forced labour
    bool listed_child = false;   ///< the pair itself is listed for child labour
    double z_origin = 0.0;       ///< origin vulnerability, standard score; 0 where not scored
    double z_destination = 0.0;  ///< destination coercion, standard score; 0 where not scored
    double x_exports = 0.0;      ///< ln exports, standardised over the candidates; 0 where missing
    double x_visibility = 0.0;   ///< how closely the country is watched, standardised
    double effects = 0.0;        ///< sum of the tree effects and the country effect of this draw
};

/// b0..b8 of the log-hazard; per year.
struct HazardCoefficients {
    double intercept = 0.0;
    double other = 0.0;
    double same = 0.0;
    double elsewhere = 0.0;
    double child_only = 0.0;
    double origin = 0.0;
    double destination = 0.0;
    double exports = 0.0;
    double visibility = 0.0;
};

/// Weights of occurrence evidence: the terms of the hazard that speak of forced labour itself,
/// not of its detection.
struct OccurrenceCoefficients {
    double other = 0.0;
    double same = 0.0;
    double elsewhere = 0.0;
    double listed_forced = 0.0;
    double listed_child = 0.0;
};

/// ln of the yearly rate of a new public finding:
///   b0 + b1 ln(1+n_other) + b2 ln(1+n_same) + b3 ln(1+n_elsewhere) + b4 [child labour only]
///   + b5 z_origin + b6 z_destination + b7 x_exports + b8 x_visibility + effects
///
/// @throws Error kValueOutOfDomain if a count is negative or a term is not finite
[[nodiscard]] double log_hazard(const HazardTerms& terms, const HazardCoefficients& coefficients);

/// Probability of a finding within `years`: odds / (1 + odds), odds = years * exp(log_rate), the
/// link that the hazard is fitted with. In the words of a rate: 1 - exp(-years * lambda) with
/// lambda = ln(1 + odds) / years, which is exp(log_rate) as long as it is small.
///
/// @param log_rate  ln of a yearly rate
/// @param years     >= 0; two for the 24 months of the outputs
[[nodiscard]] double finding_probability(double log_rate, double years) noexcept;

/// Occurrence evidence of a pair: c1 ln(1+n_other) + c2 ln(1+n_same) + c3 ln(1+n_elsewhere)
/// + c4 [listed for forced labour] + c5 [listed for child labour] + effects.
/// Visibility, exports and the indices stay out: they explain detection.
///
/// @throws Error kValueOutOfDomain if a count is negative or a term is not finite
[[nodiscard]] double occurrence_evidence(const HazardTerms& terms,
                                         const OccurrenceCoefficients& coefficients);

/// ln sum_g q_g exp(eta_g): what the goods of a sector say about the sector.
///
/// @param shares    q, worker shares >= 0 with a sum > 0; need not sum to 1
/// @param evidence  eta, same size
/// @throws Error kShapeMismatch if sizes differ or are 0; kValueOutOfDomain if the shares do
///         not sum to more than 0
[[nodiscard]] double sector_evidence(std::span<const double> shares,
                                     std::span<const double> evidence);

}  // namespace sourcelight::model
