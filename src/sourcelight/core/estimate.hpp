// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

namespace sourcelight {

/// Median and central 50 % and 90 % intervals of a quantity over the joint draws.
/// lo90 <= lo50 <= median <= hi50 <= hi90. There is no estimate without an interval:
/// a number that is withheld is an empty std::optional<Estimate>.
struct Estimate {
    double median = 0.0;
    double lo50 = 0.0;
    double hi50 = 0.0;
    double lo90 = 0.0;
    double hi90 = 0.0;

    bool operator==(const Estimate&) const = default;
};

using MaybeEstimate = std::optional<Estimate>;

}  // namespace sourcelight
