// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/surface_values.hpp"

#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/assess/sector_draws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <span>

namespace sourcelight::pipeline {
namespace {

using Kind = geo::SurfaceSupport::Kind;

double mean_of(std::span<const float> draws)
{
    const double sum = std::accumulate(draws.begin(), draws.end(), 0.0);
    return draws.empty() ? 0.0 : sum / static_cast<double>(draws.size());
}

/// The regions of a country whose estimates differ from those of its others.
std::set<RegionCode> own_regions(const assess::CellModel& model, CountryCode country)
{
    std::set<RegionCode> regions;
    const auto add = [&](RegionCode region) {
        if (region.view().starts_with(country.view()) && model.is_special(country, region)) {
            regions.insert(region);
        }
    };
    if (const auto* known = model.regions().find(country)) {
        for (const auto& evidence : known->regions) {
            add(evidence.region);
        }
    }
    for (const auto region : model.programmes().regions()) {
        add(region);
    }
    for (const auto& rule : model.listings().all_rules()) {
        add(rule.region);
    }
    return regions;
}

std::vector<geo::SurfaceSupport> supports_of(const assess::CellModel& model, bool by_region)
{
    std::vector<geo::SurfaceSupport> supports;
    for (const auto& workers : model.world().workers()) {
        supports.push_back({workers.country, Kind::kCountry});
        if (!by_region) {
            continue;
        }
        supports.push_back({workers.country, Kind::kElsewhere});
        for (const auto region : own_regions(model, workers.country)) {
            supports.push_back({workers.country, Kind::kRegion, region});
        }
    }
    return supports;
}

/// The cell of a supplier of which the list tells this place and activity.
assess::CellKey key_of(const reference::Reference& reference, const geo::SurfaceSupport& support,
                       const MapSubject& subject)
{
    assess::CellKey key;
    key.country = support.country;
    key.region = support.region;
    key.region_sixteenths = support.kind == Kind::kCountry ? 0 : assess::CellKey::kWhole;
    auto node = subject.node;
    if (subject.good != GoodId::kNone) {
        node = reference.tree.find("good:" + reference.goods[subject.good].slug);
    } else if (reference.tree[node].level > reference::Level::kClass) {
        node = reference.tree.at_level(node, reference::Level::kClass);
    }
    key.parts[0] = {node, subject.good, assess::CellKey::kWhole};
    return key;
}

SurfaceListing listing_of(const assess::Cell& cell)
{
    if (cell.listing != nullptr && cell.listing->forced) {
        return SurfaceListing::kForcedLabour;
    }
    if (!cell.listed_inputs.empty()) {
        return SurfaceListing::kInput;
    }
    return cell.listing != nullptr ? SurfaceListing::kChildLabour : SurfaceListing::kNone;
}

SurfaceValue value_of(const assess::CellModel& model, const assess::CellKey& key)
{
    const auto draws = model.draws(key, model.sampler().count());
    const auto cell = model.describe(key, draws);
    SurfaceValue value;
    value.grade = cell.grade;
    value.listing = listing_of(cell);
    if (!cell.withheld) {
        value.prevalence_per_1000 = cell.prevalence_per_1000;
        value.hazard_24m = cell.hazard;
        value.mean = mean_of(assess::CellModel::prevalence_draws(draws));
    }
    return value;
}

/// Workers behind the subject in a country.
double workers_of(const assess::CellModel& model, std::size_t country, const MapSubject& subject,
                  NodeId node)
{
    const auto& workers = model.world().workers()[country];
    if (subject.good == GoodId::kNone && subject.node == NodeId::kNone) {
        const auto sector = subject.sector;
        return workers.total * (sector ? workers.share[static_cast<std::size_t>(*sector)] : 1.0);
    }
    const auto& activities = model.activities();
    const auto sector = activities.sector_of(node, subject.good);
    return workers.total * workers.share[static_cast<std::size_t>(sector)] *
           activities.work_share(country, node, subject.good);
}

}  // namespace

SurfaceValues surface_values(const assess::Assessor& assessor, const MapSubject& subject)
{
    const auto& model = assessor.model();
    const bool by_region = subject.good != GoodId::kNone || subject.node != NodeId::kNone;
    SurfaceValues out;
    out.supports = supports_of(model, by_region);
    out.values.resize(out.supports.size());
    std::vector<double> persons(out.supports.size(), 0.0);
    assess::parallel_for(out.supports.size(), model.sampler().threads(), [&](std::size_t i) {
        const auto country = *model.world().find(out.supports[i].country);
        auto& value = out.values[i];
        auto node = NodeId::kNone;
        if (by_region) {
            const auto key = key_of(model.reference(), out.supports[i], subject);
            node = key.main().node;
            value = value_of(model, key);
        } else {
            const auto draws = assess::sector_prevalence(model, country, subject.sector);
            value.prevalence_per_1000 = assess::per_thousand(draws);
            value.mean = mean_of(draws);
        }
        if (out.supports[i].kind == Kind::kCountry && value.prevalence_per_1000) {
            persons[i] = value.mean * workers_of(model, country, subject, node);
        }
    });
    for (std::size_t i = 0; i < persons.size(); ++i) {
        if (persons[i] > 0.0) {
            out.persons.push_back({out.supports[i].country, persons[i]});
        }
    }
    return out;
}

}  // namespace sourcelight::pipeline
