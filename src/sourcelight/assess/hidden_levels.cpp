// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/hidden_levels.hpp"

namespace sourcelight::assess {

void hide_levels(std::span<AssessedSupplier> suppliers)
{
    for (auto& supplier : suppliers) {
        supplier.prevalence_per_1000.reset();
        supplier.site_probability.reset();
        supplier.expected_persons.reset();
        supplier.residual_probability.reset();
        supplier.band.reset();
        supplier.own.reset();
    }
}

void hide_levels(Totals& totals)
{
    totals.anchored = false;
    totals.expected_sites = {};
    totals.residual_sites = {};
    totals.at_least_one = {};
    totals.expected_persons = {};
    totals.top_share_of_persons = {};
    totals.top_count = 0;
    totals.spend_at_risk.clear();
    totals.bands = {{band_label(std::nullopt), totals.rows}};
}

}  // namespace sourcelight::assess
