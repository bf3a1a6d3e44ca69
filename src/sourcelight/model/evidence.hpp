// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

/// Evidence about one site: log-likelihood ratios (llr) of "somebody here is in forced
/// labour" against "nobody is", made comparable item by item and pooled without counting the
/// same story twice. The order of the steps is fixed: specificity and decay, identity,
/// clusters, signs.
namespace sourcelight::model {

/// Pools values of one sign: sum_i v_(i) (1 - r)^(i-1), largest first, 0^0 = 1.
/// r = 0 adds them up, r = 1 keeps the largest alone.
///
/// @param values       any number of sizes >= 0; none gives 0
/// @param correlation  r in [0, 1]
/// @throws Error kValueOutOfDomain if a value is negative or not finite or r is not in [0, 1]
[[nodiscard]] double pool(std::span<const double> values, double correlation);

/// How an item ages.
struct Decay {
    double age_years = 0.0;        ///< >= 0, since the item (or the end of its force)
    double half_life_years = 1.0;  ///< > 0
    bool in_force = false;         ///< a ban that still stands does not age
};

/// k l 2^(-t/h): what is left of an item that names something near the site (k < 1) and is
/// t years old.
///
/// @param specificity  k in [0, 1]; 1 = the item names the site itself
/// @throws Error kValueOutOfDomain outside the stated ranges
[[nodiscard]] double faded(double llr, double specificity, const Decay& decay);

/// ln(1 + p (e^l - 1)): an item that is about this entity with probability p only.
/// p = 0 gives 0, p = 1 gives l.
///
/// @param probability  p in [0, 1]
/// @throws Error kValueOutOfDomain if p is not in [0, 1] or l is not finite
[[nodiscard]] double matched(double llr, double probability);

/// llr of having found nothing: ln((1 - d v) / (1 - f v)), <= 0 for d >= f.
///
/// @param detection    d, chance that a source with a defined search universe would have found it
/// @param false_alarm  f, chance that it reports without cause
/// @param visibility   v, how closely the cell is looked at
/// All three in [0, 1]; d v and f v below 1.
/// @throws Error kValueOutOfDomain otherwise
[[nodiscard]] double silence(double detection, double false_alarm, double visibility);

/// One item after fading and matching.
struct ClusteredItem {
    double llr = 0.0;  ///< effective log-likelihood ratio, either sign
    int cluster = 0;   ///< items of one origin share a number
};

/// Correlations between items.
struct Dependence {
    double within = 0.7;  ///< rho_C, items of one origin, in [0, 1]
    double across = 0.2;  ///< items of different origins, in [0, 1]
};

/// Net shift of the log-odds: Q(L+; across) - Q(|L-|; across), L+ and L- the clusters pooled
/// with `within`, positive and negative items apart.
///
/// Independent of the order of items; never falls when a positive item is added.
/// @throws Error kValueOutOfDomain as for pool()
[[nodiscard]] double evidence_shift(std::span<const ClusteredItem> items,
                                    const Dependence& dependence);

/// A factor of the workforce or of purchasing.
struct SiteFactor {
    double weight = 0.0;     ///< omega, log-odds
    double value = 0.0;      ///< x in [0, 1]: 1 present, 0 absent
    double base_rate = 0.0;  ///< E[x | cell] in [0, 1]
};

/// clip(sum_j omega_j (x_j - E[x_j | cell]), +-limit): centred, so that a cell's own mean is
/// not counted twice.
///
/// @param limit  > 0
[[nodiscard]] double factor_shift(std::span<const SiteFactor> factors, double limit) noexcept;

/// Private and state-imposed branches together: 1 - (1 - p)(1 - s).
[[nodiscard]] double either(double private_probability, double state_probability) noexcept;

}  // namespace sourcelight::model
