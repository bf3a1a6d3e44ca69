// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/comparison.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace sourcelight::publish {

/// "as-of date and data edition".
[[nodiscard]] std::string cause_label(const Causes& causes);

/// A change with its sign: "+0.37", "-29", "0".
[[nodiscard]] std::string signed_text(double value);

/// The rules of the page's style that hide what a radio button leaves out.
[[nodiscard]] std::string filter_rules();

/// The block of the suppliers that moved, with its filters; arguments as of comparison_page().
[[nodiscard]] std::string movers_section(std::span<const ComparedSupplier> movers,
                                         std::int64_t all);

}  // namespace sourcelight::publish
