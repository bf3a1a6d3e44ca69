// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/sensitivity.hpp"
#include "sourcelight/assess/types.hpp"
#include "sourcelight/screen/types.hpp"

#include <cstddef>
#include <span>

namespace sourcelight::assess {

/// Which single changes of what is known about a site move its label.
///
/// Tried: a head count if none is stated; each workforce factor that is not stated, known to be so
/// or known not to be so; each place or activity that an unsure reading may mean; each piece of
/// evidence taken away or confirmed; one new piece of each kind. Of head counts, places and
/// activities only the nearest that raise or lower the label are kept.
///
/// @param shown    the label as printed; a change counts if it differs from this and from the label
///                 of the unchanged site under the same draws
/// @param entities  those that the question's evidence names
/// @param draws     draws to use, at most the model's
/// Cost: some thirty draws of one site, 10 ms with 2,000 draws.
[[nodiscard]] BandChanges band_changes(const CellModel& model, const SiteQuestion& question,
                                       const BandRange& shown,
                                       std::span<const screen::ListedEntity> entities,
                                       std::size_t draws);

}  // namespace sourcelight::assess
