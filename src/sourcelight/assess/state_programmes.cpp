// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/state_programmes.hpp"

#include "sourcelight/assess/tables.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace sourcelight::assess {
namespace {

/// How much of a supplier's place lies in the programme's region; where only the country is known,
/// the part of the good that the region makes.
double place_share(const StateProgramme& programme, RegionCode region, GoodId good,
                   const Regions& regions)
{
    if (programme.region.empty()) {
        return 1.0;
    }
    if (region.empty()) {
        return regions.share_of_good(programme.region, good);
    }
    return region == programme.region ? 1.0 : 0.0;
}

}  // namespace

using reference::Reference;

StatePrograms::StatePrograms(const Reference& reference) : m_reference{&reference}
{
    const auto* dataset = find_dataset(reference, "sourcelight/state_programmes");
    if (dataset == nullptr) {
        return;
    }
    // Of the rows of one programme the one published last holds.
    using Key = std::tuple<CountryCode, RegionCode, std::string, std::string>;
    std::map<Key, StateProgramme> latest;
    std::map<Key, bool> in_force;
    const auto& table = dataset->table;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        StateProgramme entry;
        entry.country = CountryCode{table.text("iso2")[row]};
        entry.region = RegionCode{table.text("region")[row]};
        entry.activity = table.text("activity")[row];
        entry.programme = table.text("programme")[row];
        entry.sigma_mean = table.number("sigma_mean")[row];
        entry.source_title = table.text("source_title")[row];
        entry.published = published_of(reference, *dataset, row);
        entry.source = dataset->ref(row);
        const Key key{entry.country, entry.region, entry.activity, entry.programme};
        const auto known = latest.find(key);
        if (known == latest.end() || known->second.published <= entry.published) {
            in_force[key] = !(table.number("to_year")[row] < year_of(reference.as_of));
            latest[key] = std::move(entry);
        }
    }
    for (auto& [key, entry] : latest) {
        if (in_force.at(key)) {
            m_programmes.push_back(std::move(entry));
        }
    }
}

bool StatePrograms::covers(const StateProgramme& programme, NodeId node, GoodId good) const
{
    if (programme.activity == "*") {
        return true;
    }
    if (good != GoodId::kNone) {
        return m_reference->goods[good].slug == programme.activity;
    }
    const auto& tree = m_reference->tree;
    for (auto at = node; at != NodeId::kNone; at = tree[at].parent) {
        if (tree[at].code == "isic4:" + programme.activity ||
            tree[at].code == "good:" + programme.activity) {
            return true;
        }
    }
    return false;
}

std::vector<RegionCode> StatePrograms::regions() const
{
    std::vector<RegionCode> regions;
    for (const auto& programme : m_programmes) {
        regions.push_back(programme.region);
    }
    return regions;
}

std::optional<StateExposure> StatePrograms::find(CountryCode country, RegionCode region,
                                                 NodeId node, GoodId good,
                                                 const Regions& regions) const
{
    std::optional<StateExposure> strongest;
    for (const auto& programme : m_programmes) {
        if (programme.country != country || !covers(programme, node, good)) {
            continue;
        }
        const double share = place_share(programme, region, good, regions);
        const double weight = share * programme.sigma_mean;
        if (weight > 0.0 &&
            (!strongest || weight > strongest->place_share * strongest->programme->sigma_mean)) {
            strongest = StateExposure{&programme, share};
        }
    }
    return strongest;
}

std::vector<float> StatePrograms::sigma(const StateProgramme& programme, double concentration,
                                        const Draws& draws, std::size_t count) const
{
    const std::lock_guard lock{m_lock};
    auto& drawn = m_sigmas[&programme];
    if (drawn.empty()) {
        drawn = draw_sigma(programme, concentration, draws);
    }
    return {drawn.begin(), drawn.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::vector<float> StatePrograms::draw_sigma(const StateProgramme& programme, double concentration,
                                             const Draws& draws)
{
    const double a = concentration * programme.sigma_mean;
    const double b = concentration * (1.0 - programme.sigma_mean);
    const auto cell = cell_id(std::string{programme.country.view()} + "/" +
                              std::string{programme.region.view()} + "/" + programme.programme);
    std::vector<float> values(draws.count());
    for (std::size_t draw = 0; draw < values.size(); ++draw) {
        values[draw] = static_cast<float>(
            model::beta_quantile(draws.uniform(Random::kSigma, cell, draw), a, b));
    }
    return values;
}

}  // namespace sourcelight::assess
