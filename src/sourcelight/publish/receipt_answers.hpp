// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::publish {

/// One number of a supplier that its receipt accounts for, or why there is none.
struct ReceiptAnswer {
    std::string_view name;   ///< as in the columns without sl_: "site_probability"
    std::string_view label;  ///< for readers: "someone at this site"
    std::string_view unit;   ///< "probability", "of 1,000 workers"
    MaybeEstimate estimate;
    std::string withheld;  ///< one sentence; empty when there is an estimate
};

/// Prevalence, site probability, hazard, expected persons and residual probability, in that order.
[[nodiscard]] std::vector<ReceiptAnswer> receipt_answers(const assess::AssessedSupplier& supplier);

/// "32 % (90 % interval 3.6 to 91 %)", "6.6 (90 % interval 0.89 to 35), of 1,000 workers", or the
/// sentence that says why there is no number.
[[nodiscard]] std::string answer_text(const ReceiptAnswer& answer);

/// {name: {median, lo50, hi50, lo90, hi90, unit, withheld}}: either the numbers are null or
/// `withheld` is.
[[nodiscard]] nlohmann::ordered_json answers_json(const std::vector<ReceiptAnswer>& answers);

}  // namespace sourcelight::publish
