// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/events.hpp"

#include "sourcelight/assess/tables.hpp"
#include "sourcelight/core/text.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace sourcelight::validate {
namespace {

using reference::Listing;
using reference::Reference;

/// Whether a row lists its pair for what is counted.
using Counts = bool (*)(const Listing&);

bool forced(const Listing& listing) { return listing.forced_labor && !listing.downstream; }
bool child_only(const Listing& listing)
{
    return listing.child_labor && !listing.forced_labor && !listing.downstream;
}

/// Pairs of each edition that the edition before does not have; `held` = pairs of the last one.
std::vector<Event> additions(const Reference& reference, Counts counts, EventKind kind,
                             std::set<Pair>& held)
{
    std::vector<Event> events;
    std::set<Pair> before;
    std::string edition;
    bool first = true;
    for (const auto& listing : reference.listings) {
        if (listing.edition != edition) {
            first = edition.empty();
            edition = listing.edition;
            before = std::exchange(held, {});
        }
        const Pair pair{listing.country, listing.good};
        if (counts(listing) && held.insert(pair).second && !first && !before.contains(pair)) {
            events.push_back({pair, listing.published, kind, listing.source});
        }
    }
    return events;
}

/// Adds the changes that are known of an edition which is not held.
void add_changes(const Reference& reference, bool want_forced, EventKind kind,
                 const std::set<Pair>& held, std::vector<Event>& events)
{
    const auto* dataset = assess::find_dataset(reference, "usdol/list_2024_changes");
    for (std::size_t row = 0; dataset != nullptr && row < dataset->table.rows(); ++row) {
        const auto cell = [&](const char* column) { return dataset->table.text(column)[row]; };
        const auto good = reference.goods.find(std::string{cell("good")});
        const bool names = want_forced
                               ? cell("forced_labor") == "true"
                               : cell("child_labor") == "true" && cell("forced_labor") != "true";
        if (!good || cell("change") != "added" || cell("kind") != "direct" || !names) {
            continue;
        }
        const Pair pair{CountryCode{cell("iso2")}, *good};
        if (!held.contains(pair)) {
            events.push_back(
                {pair, assess::published_of(reference, *dataset, row), kind, dataset->ref(row)});
        }
    }
}

void add_orders(const Reference& reference, std::vector<Event>& events)
{
    const auto* dataset = assess::find_dataset(reference, "uscbp/orders");
    for (std::size_t row = 0; dataset != nullptr && row < dataset->table.rows(); ++row) {
        const CountryCode country{dataset->table.text("iso2")[row]};
        for (const auto slug : split(dataset->table.text("goods")[row], '|')) {
            if (const auto good = reference.goods.find(std::string{slug})) {
                events.push_back({{country, *good},
                                  assess::published_of(reference, *dataset, row),
                                  EventKind::kOrder,
                                  dataset->ref(row)});
            }
        }
    }
}

void sort(std::vector<Event>& events)
{
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
        return std::tie(a.published, a.pair) < std::tie(b.published, b.pair);
    });
}

}  // namespace

std::vector<Event> finding_events(const Reference& reference)
{
    std::set<Pair> held;
    auto events = additions(reference, forced, EventKind::kListAddition, held);
    add_changes(reference, true, EventKind::kListAddition, held, events);
    add_orders(reference, events);
    sort(events);
    return events;
}

std::vector<Event> child_only_events(const Reference& reference)
{
    std::set<Pair> held;
    auto events = additions(reference, child_only, EventKind::kChildAddition, held);
    add_changes(reference, false, EventKind::kChildAddition, held, events);
    sort(events);
    return events;
}

std::map<Pair, Event> events_between(const std::vector<Event>& events, Date first, Date last)
{
    std::map<Pair, Event> found;
    for (const auto& event : events) {
        if (first < event.published && event.published <= last) {
            found.emplace(event.pair, event);
        }
    }
    return found;
}

}  // namespace sourcelight::validate
