// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/kernel.hpp"

#include <cmath>

namespace sourcelight::geo {

double Kernel::weight(double km) const noexcept
{
    if (!(km <= reach_km)) {
        return 0.0;
    }
    const double scaled = km / scale_km;
    switch (kind) {
    case KernelKind::kExponential: return std::exp(-scaled);
    case KernelKind::kGaussian: return std::exp(-0.5 * scaled * scaled);
    case KernelKind::kStep: break;
    }
    return 1.0;
}

}  // namespace sourcelight::geo
