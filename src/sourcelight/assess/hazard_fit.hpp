// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/core/date.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/reference/reference.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::assess {

/// b0..b8 in the order of model::HazardCoefficients, as sourcelight/hazard_fits names them.
inline constexpr std::array<std::string_view, 9> kHazardTerms{
    "intercept", "other",       "same",    "elsewhere", "child_only",
    "origin",    "destination", "exports", "visibility"};

/// One row of a fit: a coefficient, or the effect of a good, class, division or country.
struct FittedTerm {
    double mean = 0.0;
    double sd = 0.0;
    std::array<double, kHazardTerms.size()> with_terms{};  ///< covariance with b0..b8
    double with_class = 0.0;                               ///< ... with the effect above it
    double with_division = 0.0;
    SourceRef source;
};

/// The hazard as it was fitted to the intervals that had ended by a day: sourcelight/hazard_fits.
struct HazardFit {
    Date day;
    std::int64_t positives = 0;  ///< findings learned from
    std::int64_t cases = 0;
    std::map<std::string, FittedTerm, std::less<>> terms;

    /// Null if the fit has no such row: the effect stays at its prior.
    [[nodiscard]] const FittedTerm* find(std::string_view term) const;
};

/// The newest fit that was public at the as-of date; empty before the first.
///
/// @throws Error kDatasetInvalid if a coefficient is missing from it
[[nodiscard]] std::optional<HazardFit> newest_fit(const reference::Reference& reference);

/// Names of the effects of a good in a fit, from the widest: division, class, good.
[[nodiscard]] std::array<std::string, 3> tree_terms(const reference::Good& good);

/// The joint normal of b0..b8 and some effects, drawn from independent standard normals z as
/// mean + factor z.
struct JointNormal {
    std::vector<double> mean;
    std::vector<double> factor;  ///< lower triangle, row by row, size() x size()

    [[nodiscard]] std::size_t size() const noexcept { return mean.size(); }
};

/// b0..b8 with `effects` after them, each with its prior sd: division, class, good of one good, or
/// a country. Covariances with b0..b8 and up the tree are those of the fit.
///
/// @param effects   names; one that the fit does not have is N(0, prior sd)
/// @param prior_sd  same size
/// @throws Error kDatasetInvalid if the covariances are none
[[nodiscard]] JointNormal joint_normal(const HazardFit& fit, std::span<const std::string> effects,
                                       std::span<const double> prior_sd);

}  // namespace sourcelight::assess
