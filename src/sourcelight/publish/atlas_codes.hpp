// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace sourcelight::publish {

/// A positive scale of 4,095 steps of equal ratio, for values that need few bytes.
struct LogScale {
    double min = 1.0;
    double step = 1.0;  ///< natural logarithm of the ratio of two neighbours

    /// Step of a value, 1 to 4,095: values beyond the ends stand at the ends, so that a small value
    /// is never "none". 0 for none.
    [[nodiscard]] unsigned code(std::optional<double> value) const;
    /// The value of a step; nothing for 0.
    [[nodiscard]] std::optional<double> value(unsigned code) const;
};

/// Prevalence per 1,000 workers: 0.0001 to 1,000, steps of 0.4 %.
[[nodiscard]] LogScale prevalence_scale() noexcept;
/// Probabilities: 1e-7 to 1, steps of 0.4 %.
[[nodiscard]] LogScale hazard_scale() noexcept;

/// Appends a number of 12 bits as two characters of A-Za-z0-9-_, high ones first.
void append_code(std::string& text, unsigned code);

}  // namespace sourcelight::publish
