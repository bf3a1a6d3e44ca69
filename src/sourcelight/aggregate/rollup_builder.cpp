// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/aggregate/rollup_builder.hpp"

#include "sourcelight/assess/draw_sums.hpp"
#include "sourcelight/model/beta_binomial.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace sourcelight::aggregate {
namespace {

using assess::AssessedSupplier;

constexpr std::uint32_t kNoCell = 0xFFFFFFFFU;
constexpr std::string_view kUnknownLabel = "not known";
constexpr std::string_view kOtherLabel = "all others";

}  // namespace

RollupBuilder::RollupBuilder(const reference::Reference& reference) : m_reference{&reference} {}

RollupBuilder::GroupId RollupBuilder::group_of(RollupId id, std::string_view key,
                                               std::string_view label)
{
    auto& keys = m_keys[static_cast<std::size_t>(id)];
    keys.any_known = keys.any_known || !key.empty();
    if (key.empty()) {
        key = kUnknownKey;
        label = kUnknownLabel;
    }
    auto found = keys.groups.find(key);
    if (found == keys.groups.end() && keys.groups.size() >= kMostKeys && key != kUnknownKey) {
        key = {};
        label = kOtherLabel;
        found = keys.groups.find(key);
    }
    if (found == keys.groups.end()) {
        Group group;
        group.row.key = key;
        group.row.label = label;
        found = keys.groups.emplace(key, static_cast<GroupId>(m_groups.size())).first;
        m_groups.push_back(std::move(group));
    }
    return found->second;
}

RollupBuilder::Groups RollupBuilder::groups_of(const SupplierBatch& suppliers,
                                               const resolve::ResolvedBatch& resolved,
                                               const AssessedSupplier& supplier, std::size_t row)
{
    const auto& place = resolved.places[row];
    const auto& activity = resolved.activity(row);
    const auto* country = m_reference->countries.find(place.country);
    const auto region = place.region.view();
    const auto& names = m_reference->region_names;
    const auto region_name = names.find(place.region);
    std::string_view activity_key;
    std::string_view activity_label;
    if (activity.good != GoodId::kNone) {
        activity_key = m_reference->goods[activity.good].slug;
        activity_label = m_reference->goods[activity.good].label;
    } else if (activity.node != NodeId::kNone) {
        activity_key = m_reference->tree[activity.node].code;
        activity_label = m_reference->tree[activity.node].label;
    }
    const auto parent = suppliers.cell(Field::kParent, row);
    const auto tier = suppliers.cell(Field::kTier, row);
    const auto band = supplier.spend
                          ? spend_band(*supplier.spend, suppliers.cell(Field::kCurrency, row))
                          : std::string{};
    return {group_of(RollupId::kCountry, place.country.view(),
                     country == nullptr ? place.country.view() : std::string_view{country->name}),
            group_of(RollupId::kRegion, region,
                     region_name == names.end() ? region : std::string_view{region_name->second}),
            group_of(RollupId::kActivity, activity_key, activity_label),
            group_of(RollupId::kParent, parent, parent),
            group_of(RollupId::kTier, tier, tier),
            group_of(RollupId::kSpendBand, band, band)};
}

RollupBuilder::PurseId RollupBuilder::purse_of(GroupId group,
                                               const std::optional<std::string_view>& currency)
{
    auto& purses = m_groups[group].purses;
    for (const auto purse : purses) {
        if (m_purses[purse].currency == currency) {
            return purse;
        }
    }
    const auto next = static_cast<PurseId>(m_purses.size());
    m_purses.push_back({group, {}, 0.0, {}});
    if (currency) {
        m_purses.back().currency = std::string{*currency};
    }
    purses.push_back(next);
    return next;
}

void RollupBuilder::add(const SupplierBatch& suppliers, const resolve::ResolvedBatch& resolved,
                        std::span<const AssessedSupplier> assessed,
                        std::span<const assess::Counted> counted)
{
    for (std::size_t i = 0; i < assessed.size(); ++i) {
        const auto& supplier = assessed[i];
        const auto groups = groups_of(suppliers, resolved, supplier, i);
        for (const auto group : groups) {
            count(m_groups[group], supplier);
        }
        if (counted[i] == assess::Counted::kRow) {
            continue;
        }
        const auto currency =
            supplier.spend ? std::optional{suppliers.cell(Field::kCurrency, i)} : std::nullopt;
        Purses purses{};
        for (std::size_t g = 0; g < groups.size(); ++g) {
            purses[g] = purse_of(groups[g], currency);
            m_purses[purses[g]].total += supplier.spend.value_or(0.0);
        }
        if (supplier.band) {
            expose(purses, supplier, counted[i] == assess::Counted::kSupplier ? 1.0 : 0.0);
        }
    }
}

void RollupBuilder::count(Group& group, const AssessedSupplier& supplier)
{
    auto& row = group.row;
    ++row.rows;
    if (supplier.band) {
        ++row.scored;
        group.coverage_sum += static_cast<double>(supplier.coverage);
        ++row.grades.at(static_cast<std::size_t>(supplier.grade - 'A'));
    }
}

void RollupBuilder::expose_own(const Purses& purses, const AssessedSupplier& supplier, double sites)
{
    for (const auto purse : purses) {
        auto& own = m_groups[m_purses[purse].group].own;
        assess::add_scaled_growing(supplier.own->pi, sites, own.sites);
        assess::add_scaled_growing(supplier.own->persons, sites, own.persons);
        if (supplier.spend) {
            assess::add_scaled_growing(supplier.own->pi, *supplier.spend, m_purses[purse].own);
        }
    }
}

void RollupBuilder::expose(const Purses& purses, const AssessedSupplier& supplier, double sites)
{
    if (supplier.own != nullptr) {
        expose_own(purses, supplier, sites);
        return;
    }
    if (supplier.cell == kNoCell) {
        return;
    }
    m_exposures.resize(std::max<std::size_t>(m_exposures.size(), supplier.cell + 1U));
    auto& cell = m_exposures[supplier.cell];
    const auto add = [&](std::size_t knot, double weight, double workers) {
        const double spend = weight * supplier.spend.value_or(0.0);
        for (const auto purse : purses) {
            add_exposure(cell[knot], {purse, sites * weight, sites * weight * workers, spend});
        }
    };
    if (!supplier.workers) {
        add(assess::kUnknownWorkers, 1.0, 0.0);
        return;
    }
    const auto at = model::knot_position(assess::kWorkerKnots, std::max(1.0, *supplier.workers));
    const auto lower = static_cast<std::size_t>(at.lower);
    if (at.upper_share < 1.0) {
        add(lower, 1.0 - at.upper_share, *supplier.workers);
    }
    if (at.upper_share > 0.0) {
        add(lower + 1, at.upper_share, *supplier.workers);
    }
}

void RollupBuilder::add_exposure(AtKnot& at, const Exposure& exposure)
{
    const auto found = std::partition_point(
        at.begin(), at.end(), [&exposure](const Exposure& e) { return e.purse < exposure.purse; });
    if (found != at.end() && found->purse == exposure.purse) {
        found->sites += exposure.sites;
        found->workers += exposure.workers;
        found->spend += exposure.spend;
    } else {
        at.insert(found, exposure);
    }
}

}  // namespace sourcelight::aggregate
