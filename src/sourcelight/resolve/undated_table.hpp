// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/reference/reference.hpp"

#include <string_view>

// Only for resolve/: this header is not installed.
namespace sourcelight::resolve {

/// A table of boundaries or names, whole whatever the as-of date; read from its file at each call.
[[nodiscard]] inline DataTable undated_table(const reference::Reference& reference,
                                             std::string_view id)
{
    constexpr bool kWhateverTheDate = true;
    return reference.catalogue.load(id, reference.as_of, kWhateverTheDate).table;
}

}  // namespace sourcelight::resolve
