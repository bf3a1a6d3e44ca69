// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/assess/sector_draws.hpp"
#include "sourcelight/model/priority.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <algorithm>
#include <utility>

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

using DrawsByPlace = std::vector<std::vector<float>>;

/// Share of draws in which each place is among the first; a place without draws never is.
void add_leads(const DrawsByPlace& draws, std::size_t count, std::size_t top,
               float PlaceEstimate::*lead, std::vector<PlaceEstimate>& estimates)
{
    std::vector<std::size_t> candidates;
    std::vector<float> scores;
    for (std::size_t i = 0; i < draws.size(); ++i) {
        if (draws[i].size() >= count && count > 0) {
            candidates.push_back(i);
            scores.insert(scores.end(), draws[i].begin(),
                          draws[i].begin() + static_cast<std::ptrdiff_t>(count));
        }
    }
    if (candidates.empty()) {
        return;
    }
    const std::vector<bool> alike(candidates.size(), false);
    const auto shares = model::top_shares(alike, scores, count, top);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        estimates[candidates[i]].*lead = static_cast<float>(shares[i]);
    }
}

}  // namespace

float held_share(const CellModel& model, const CellDraws& draws)
{
    const auto& theta = draws.theta;
    if (theta.empty() || !draws.sigma.empty()) {
        return 0.0F;
    }
    const auto ceiling = static_cast<float>(model.methodology().prevalence.ceiling);
    const auto held = std::count_if(theta.begin(), theta.end(),
                                    [ceiling](float value) { return value >= ceiling; });
    return static_cast<float>(held) / static_cast<float>(theta.size());
}

Estimate per_thousand(std::span<const float> theta)
{
    auto estimate = model::interval_of(theta);
    for (auto* value :
         {&estimate.median, &estimate.lo50, &estimate.hi50, &estimate.lo90, &estimate.hi90}) {
        *value *= kThousand;
    }
    return estimate;
}

Estimate relative_prevalence(const CellModel& model, std::span<const float> theta)
{
    const auto mean = model.world().mean_draws();
    std::vector<float> relative(theta.size());
    std::transform(theta.begin(), theta.end(), mean.begin(), relative.begin(),
                   [](float value, float of) { return value / of; });
    return model::interval_of(std::span<const float>{relative});
}

std::vector<float> sector_theta(const CellModel& model, std::size_t country,
                                std::optional<reference::Sector> sector)
{
    const auto& workers = model.world().workers()[country];
    std::vector<float> theta(model.sampler().count(), 0.0F);
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
    return theta;
}

std::vector<float> sector_prevalence(const CellModel& model, std::size_t country,
                                     std::optional<reference::Sector> sector)
{
    auto drawn = model.draws_of_all_work(model.world().workers()[country].country);
    drawn.theta = sector_theta(model, country, sector);
    return CellModel::prevalence_draws(drawn);
}

std::vector<PlaceEstimate> Assessor::places(GoodId good, NodeId node, std::size_t draws) const
{
    const auto places = map_places(m_model);
    const auto count = std::min(draws, m_model.sampler().count());
    const auto top = static_cast<std::size_t>(m_model.methodology().top_places);
    std::vector<PlaceEstimate> estimates(places.size());
    DrawsByPlace prevalences(places.size());
    DrawsByPlace hazards(places.size());
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
        prevalences[i] = CellModel::prevalence_draws(drawn);
        if (m_model.methodology().anchored) {
            out.prevalence_per_1000 = per_thousand(prevalences[i]);
        }
        out.prevalence_relative = relative_prevalence(m_model, drawn.theta);
        out.held_at_ceiling = held_share(m_model, drawn);
        if (auto hazard = m_model.hazard_draws(key, count); !hazard.empty()) {
            out.hazard_24m = model::interval_of(std::span<const float>{hazard});
            // The forecast is of a country's listing: its regions would only repeat it.
            if (key.region.empty()) {
                hazards[i] = std::move(hazard);
            }
        }
    });
    add_leads(prevalences, count, top, &PlaceEstimate::leads_prevalence, estimates);
    add_leads(hazards, count, top, &PlaceEstimate::leads_hazard, estimates);
    return estimates;
}

std::vector<PlaceEstimate> Assessor::sector_places(std::optional<reference::Sector> sector) const
{
    const auto& world = m_model.world();
    std::vector<PlaceEstimate> estimates(world.workers().size());
    DrawsByPlace prevalences(estimates.size());
    parallel_for(estimates.size(), m_model.sampler().threads(), [&](std::size_t c) {
        CellKey key;
        key.country = world.workers()[c].country;
        estimates[c].place = key.country.view();
        estimates[c].grade = m_model.facts(key).grade;
        prevalences[c] = sector_prevalence(m_model, c, sector);
        if (m_model.methodology().anchored) {
            estimates[c].prevalence_per_1000 = per_thousand(prevalences[c]);
        }
        estimates[c].prevalence_relative =
            relative_prevalence(m_model, sector_theta(m_model, c, sector));
    });
    add_leads(prevalences, m_model.sampler().count(),
              static_cast<std::size_t>(m_model.methodology().top_places),
              &PlaceEstimate::leads_prevalence, estimates);
    return estimates;
}

}  // namespace sourcelight::assess
