// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace sourcelight::geo {

enum class KernelKind : std::uint8_t { kExponential, kGaussian, kStep };

/// How much a thing at a distance counts: 1 at no distance, nothing beyond the reach.
struct Kernel {
    KernelKind kind = KernelKind::kExponential;
    double scale_km = 1.0;
    double reach_km = 1.0;

    /// exp(-d / scale), exp(-d^2 / (2 scale^2)) or 1; 0 beyond the reach. `km` >= 0.
    [[nodiscard]] double weight(double km) const noexcept;
};

}  // namespace sourcelight::geo
