// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/validation_file.hpp"

#include <string>

namespace sourcelight::publish {

/// A number with that many digits behind the point; a dash where it has no meaning.
[[nodiscard]] std::string fixed_text(double value, int digits);

/// A measure with its 90 % interval.
[[nodiscard]] std::string measured_text(const validate::Measured& measured, int digits);

/// An id such as "counts_and_child_pair" in words.
[[nodiscard]] std::string id_words(const std::string& id);

/// ROC, precision and recall, reliability and ranks, as figures with captions.
[[nodiscard]] std::string validation_charts(const ValidationContents& contents);

/// What was stated against what came, by bins of the stated probability.
[[nodiscard]] std::string reliability_table(const ValidationContents& contents);

}  // namespace sourcelight::publish
