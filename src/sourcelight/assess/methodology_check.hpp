// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/reference/reference.hpp"

namespace sourcelight::assess {

/// Checks that what the country indices name is there: each dataset with the columns of its kind,
/// each indicator, attribute or convention in it at any date, and a level for every word that the
/// dataset has for an attribute. What is not there would be imputed for every country.
///
/// @param loaded  tables that need not be read again; null = read all. Cost without: the reading of
///                some ten datasets, about .1 s
/// @throws Error kConfigInvalid listing every problem with file, line and the nearest name
void require_known_data(const Methodology& methodology, const reference::Catalogue& catalogue,
                        const reference::Reference* loaded = nullptr);

/// Checks that no set of anchors was published after both the as-of date and everything that ships:
/// a run could only pass over it in silence. Throws Error kConfigInvalid naming file and line.
void require_past_anchors(const Methodology& methodology, const reference::Reference& reference);

}  // namespace sourcelight::assess
