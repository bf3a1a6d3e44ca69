// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace sourcelight::validate {

/// A worked example that the program's own functions must reproduce.
struct OracleResult {
    std::string id;
    std::string source;      ///< where the published numbers stand
    double max_error = 0.0;  ///< largest absolute difference
    double tolerance = 0.0;  ///< half of the last digit printed; 3 standard errors if sampled
    [[nodiscard]] bool ok() const noexcept { return max_error <= tolerance; }
};

/// Runs every worked example of the methodology: raking, site probability, pooling, the worked
/// site, residual risk, composite index and Sobol indices.
[[nodiscard]] std::vector<OracleResult> run_oracles();

}  // namespace sourcelight::validate
