// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/assess/sector_draws.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <algorithm>

namespace sourcelight::assess {
namespace {

constexpr double kThousand = 1000.0;

/// A place of the map: a country, or one of its regions with evidence.
struct MapPlace {
    CountryCode country;
    RegionCode region;
};

std::vector<MapPlace> map_places(const CellModel& model)
{
    std::vector<MapPlace> places;
    for (const auto& workers : model.world().workers()) {
        places.push_back({workers.country, {}});
        if (const auto* regions = model.regions().find(workers.country)) {
            for (const auto& region : regions->regions) {
                places.push_back({workers.country, region.region});
            }
        }
    }
    return places;
}

}  // namespace

Estimate per_thousand(std::span<const float> theta)
{
    auto estimate = model::interval_of(theta);
    for (auto* value :
         {&estimate.median, &estimate.lo50, &estimate.hi50, &estimate.lo90, &estimate.hi90}) {
        *value *= kThousand;
    }
    return estimate;
}

std::vector<float> sector_prevalence(const CellModel& model, std::size_t country,
                                     std::optional<reference::Sector> sector)
{
    const auto& workers = model.world().workers()[country];
    auto drawn = model.draws_of_all_work(workers.country);
    auto& theta = drawn.theta;
    for (std::size_t s = 0; s < reference::kSectorCount; ++s) {
        const auto which = static_cast<reference::Sector>(s);
        if (sector && *sector != which) {
            continue;
        }
        const auto share = sector ? 1.0F : static_cast<float>(workers.share[s]);
        const auto draws = model.world().theta(country, which);
        for (std::size_t b = 0; b < theta.size(); ++b) {
            theta[b] += share * draws[b];
        }
    }
    return CellModel::prevalence_draws(drawn);
}

std::vector<PlaceEstimate> Assessor::places(GoodId good, NodeId node, std::size_t draws) const
{
    const auto places = map_places(m_model);
    const auto count = std::min(draws, m_model.sampler().count());
    std::vector<PlaceEstimate> estimates(places.size());
    parallel_for(places.size(), m_model.sampler().threads(), [&](std::size_t i) {
        CellKey key;
        key.country = places[i].country;
        key.region = places[i].region;
        key.region_sixteenths = key.region.empty() ? 0 : CellKey::kWhole;
        key.parts[0] = part_of(node, good, 1.0);
        const auto drawn = m_model.draws(key, count);
        const auto facts = m_model.facts(key);
        auto& out = estimates[i];
        out.place = key.region.empty() ? key.country.view() : key.region.view();
        out.grade = facts.grade;
        if (const auto* listing = facts.listing; listing != nullptr && listing->forced) {
            out.listed = listing->forced_since;
        }
        if (facts.withheld) {
            return;
        }
        out.prevalence_per_1000 = per_thousand(CellModel::prevalence_draws(drawn));
        if (const auto hazard = m_model.hazard_draws(key, count); !hazard.empty()) {
            out.hazard_24m = model::interval_of(std::span<const float>{hazard});
        }
    });
    return estimates;
}

std::vector<PlaceEstimate> Assessor::sector_places(std::optional<reference::Sector> sector) const
{
    const auto& world = m_model.world();
    std::vector<PlaceEstimate> estimates(world.workers().size());
    parallel_for(estimates.size(), m_model.sampler().threads(), [&](std::size_t c) {
        CellKey key;
        key.country = world.workers()[c].country;
        estimates[c].place = key.country.view();
        estimates[c].grade = m_model.facts(key).grade;
        estimates[c].prevalence_per_1000 = per_thousand(sector_prevalence(m_model, c, sector));
    });
    return estimates;
}

}  // namespace sourcelight::assess
