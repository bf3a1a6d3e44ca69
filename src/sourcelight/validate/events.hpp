// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/reference/reference.hpp"

#include <map>
#include <utility>
#include <vector>

namespace sourcelight::validate {

using Pair = std::pair<CountryCode, GoodId>;

/// What made a pair public.
enum class EventKind : std::uint8_t { kListAddition, kOrder, kChildAddition };

/// A pair of country and good named in public for the first time, or again after it was struck.
struct Event {
    Pair pair;
    Date published;
    EventKind kind = EventKind::kListAddition;
    SourceRef source;
};

/// Additions to the List of Goods for forced labour in the pair's own right, and withhold-release
/// orders and findings that name a good, in order of publication. The first edition held is no
/// addition: when its pairs were listed is not known. As far as `reference` goes, no later.
[[nodiscard]] std::vector<Event> finding_events(const reference::Reference& reference);

/// Additions for child labour alone, in the same order: the negative control.
[[nodiscard]] std::vector<Event> child_only_events(const reference::Reference& reference);

/// The first event of each pair with first < published <= last.
[[nodiscard]] std::map<Pair, Event> events_between(const std::vector<Event>& events, Date first,
                                                   Date last);

}  // namespace sourcelight::validate
