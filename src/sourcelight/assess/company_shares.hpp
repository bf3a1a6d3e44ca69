// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/sensitivity.hpp"

namespace sourcelight::assess {

/// Where the spread of a company's figures comes from.
struct CompanyShares {
    VarianceShares sites;    ///< of ln(expected sites)
    VarianceShares persons;  ///< of ln(expected persons)
};

/// Shares of variance of a company's two sums, on the scale of their logarithms: a few draws far
/// out would else decide alone.
/// @param exposures  those of a list that `assessor` scored, with somebody expected in every draw
/// Cost: for each model about what Assessor::totals() costs with as many draws.
[[nodiscard]] CompanyShares company_shares(const GroupModels& models, const Assessor& assessor,
                                           const Exposures& exposures);

}  // namespace sourcelight::assess
