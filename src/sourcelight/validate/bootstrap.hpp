// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/validate/events.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace sourcelight::validate {

/// A measure with its 90 % interval over bootstrapped countries; NaN where it has no meaning.
struct Measured {
    double value = 0.0;
    double lo90 = 0.0;
    double hi90 = 0.0;
};

/// Replicates of a set of cases in which whole countries are drawn with replacement: cases of one
/// country share its reporters, so that single cases would give intervals that are too narrow.
class CountryBootstrap {
public:
    /// @param pairs       of the cases; not kept
    /// @param replicates  >= 0
    /// @param threads     that measure() uses; the result does not depend on it
    CountryBootstrap(std::span<const Pair> pairs, int replicates, std::uint64_t seed,
                     unsigned threads);

    /// The measure of the cases as they are, and its 5 and 95 % quantiles over the replicates,
    /// each given as weights of the cases (empty = 1 each). Replicates without a value are left
    /// out. `of_weights` is called from several threads.
    [[nodiscard]] Measured measure(
        const std::function<double(std::span<const double>)>& of_weights) const;
    /// Several measures of the same replicates, as many as `of_weights` gives.
    [[nodiscard]] std::vector<Measured> measure_each(
        const std::function<std::vector<double>(std::span<const double>)>& of_weights) const;

private:
    std::vector<std::uint32_t> m_country;             ///< of each case
    std::vector<std::vector<std::uint16_t>> m_times;  ///< by replicate and country
    unsigned m_threads;
};

}  // namespace sourcelight::validate
