// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/listings.hpp"
#include "sourcelight/assess/tables.hpp"

#include <fmt/format.h>

#include <string>

namespace sourcelight::assess {

using reference::Reference;

namespace {

/// An addition as if nothing had been listed before.
PairListing of_change(const Reference& reference, const reference::Dataset& changes,
                      std::size_t row)
{
    const auto cell = [&](const char* column) { return changes.table.text(column)[row]; };
    PairListing entry;
    entry.forced = cell("forced_labor") == "true";
    entry.child = cell("child_labor") == "true";
    entry.downstream = cell("kind") == "downstream";
    if (entry.downstream) {
        entry.input = reference.goods.find(std::string{cell("input_good")}).value_or(GoodId::kNone);
        entry.input_country = CountryCode{cell("input_iso2")};
    }
    entry.since = published_of(reference, changes, row);
    entry.forced_since = entry.since;
    entry.input_since = entry.since;
    entry.edition = cell("edition");
    entry.source = changes.ref(row);
    return entry;
}

/// Adds to a pair that is listed already: an input it is made with, or forced labour.
void join(PairListing& held, const PairListing& added)
{
    if (added.downstream) {
        held.also = fmt::format("through an input, in the edition {}", added.edition);
        held.also_source = added.source;
        held.input = added.input;
        held.input_country = added.input_country;
        held.input_since = added.since;
        return;
    }
    held.also = fmt::format("in the edition {}", held.edition);
    held.also_source = held.source;
    held.downstream = false;
    held.child = held.child || added.child;
    if (added.forced && !held.forced) {
        held.forced = true;
        held.forced_since = added.since;
        held.forced_since_at_latest = false;
    }
    held.edition = added.edition;
    held.source = added.source;
}

void add(const ListChanges& change, ListChanges& sum)
{
    sum.added += change.added;
    sum.removed += change.removed;
}

}  // namespace

void Listings::add_removals(const Reference& reference)
{
    // Backwards through the editions: the one read before is the first without the pair.
    const auto& listings = reference.listings;
    std::string_view edition = m_edition;
    const reference::Listing* after = nullptr;
    for (auto it = listings.rbegin(); it != listings.rend(); ++it) {
        if (it->edition != edition) {
            after = &*std::prev(it);
            edition = it->edition;
        }
        const Pair pair{it->country, it->good};
        if (after != nullptr && !m_pairs.contains(pair)) {
            const auto [held, is_new] = m_removals.try_emplace(
                pair, Removal{after->edition, after->published, it->forced_labor, it->source});
            if (!is_new && held->second.edition == after->edition) {
                held->second.forced = held->second.forced || it->forced_labor;
            }
        }
    }
}

void Listings::apply_changes(const Reference& reference)
{
    const auto* changes = find_dataset(reference, "usdol/list_2024_changes");
    if (changes == nullptr) {
        return;
    }
    const auto& table = changes->table;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto good = m_goods->find(std::string{table.text("good")[row]});
        if (!good) {
            continue;
        }
        const Pair pair{CountryCode{table.text("iso2")[row]}, *good};
        const auto change = apply_change(reference, *changes, row, pair);
        add(change, m_changes_of_country[pair.first]);
        add(change, m_changes_of_good[pair.second]);
    }
}

ListChanges Listings::apply_change(const Reference& reference, const reference::Dataset& changes,
                                   std::size_t row, const Pair& pair)
{
    const auto before = m_pairs.find(pair);
    const bool was_forced = before != m_pairs.end() && before->second.forced;
    ListChanges change;
    if (changes.table.text("change")[row] == "removed") {
        m_removals[pair] = {std::string{changes.table.text("edition")[row]},
                            published_of(reference, changes, row), was_forced, changes.ref(row)};
        m_pairs.erase(pair);
        change.removed = static_cast<int>(was_forced);
    } else {
        const auto added = of_change(reference, changes, row);
        const auto [held, is_new] = m_pairs.emplace(pair, added);
        if (!is_new) {
            join(held->second, added);
        }
        change.added = static_cast<int>(added.forced && !was_forced);
    }
    return change;
}

const Removal* Listings::removal(CountryCode country, GoodId good) const
{
    const auto found = m_removals.find({country, good});
    return found == m_removals.end() ? nullptr : &found->second;
}

ListChanges Listings::changes_of(CountryCode country) const
{
    const auto found = m_changes_of_country.find(country);
    return found == m_changes_of_country.end() ? ListChanges{} : found->second;
}

ListChanges Listings::changes_of(GoodId good) const
{
    const auto found = m_changes_of_good.find(good);
    return found == m_changes_of_good.end() ? ListChanges{} : found->second;
}

}  // namespace sourcelight::assess
