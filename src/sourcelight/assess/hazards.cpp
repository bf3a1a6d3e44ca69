// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/hazards.hpp"

#include "sourcelight/assess/draw_arrays.hpp"
#include "sourcelight/assess/parallel.hpp"

#include <cmath>
#include <vector>

namespace sourcelight::assess {

using reference::ListSector;
using reference::Sector;

namespace {

/// The list's sector of work that no good of the list names.
ListSector list_sector(Sector sector)
{
    switch (sector) {
    case Sector::kAgriculture: return ListSector::kAgriculture;
    case Sector::kMining: return ListSector::kMining;
    case Sector::kManufacturing: return ListSector::kManufacturing;
    case Sector::kConstruction:
    case Sector::kServices: break;
    }
    return ListSector::kOther;
}

/// Keeps a rate that no data bounds from overflowing float32.
constexpr float kMostLogRate = 20.0F;

}  // namespace

Hazards::Hazards(const reference::Reference& reference, const Methodology& methodology,
                 const World& world, const Listings& listings, const Draws& draws)
    : m_reference{&reference}, m_methodology{&methodology}, m_world{&world}, m_listings{&listings}
{
    const auto& h = methodology.hazard;
    m_means = {h.intercept.mean,   h.other.mean,      h.same.mean,
               h.elsewhere.mean,   h.child_only.mean, h.origin.mean,
               h.destination.mean, h.exports.mean,    h.visibility.mean};
    const std::array<Uncertain, kCoefficients> all{h.intercept,   h.other,      h.same,
                                                   h.elsewhere,   h.child_only, h.origin,
                                                   h.destination, h.exports,    h.visibility};
    for (std::size_t i = 0; i < kCoefficients; ++i) {
        m_coefficients[i] = draws.normals(Random::kHazardCoefficient, i);
        for (float& value : m_coefficients[i]) {
            value = static_cast<float>(all[i].mean + all[i].sd * static_cast<double>(value));
        }
    }
    m_country_effects.resize(world.workers().size());
    const double sd = h.country_sd;
    parallel_for(m_country_effects.size(), draws.threads(), [&](std::size_t c) {
        auto effects =
            draws.normals(Random::kCountryEffect, cell_id(world.workers()[c].country.view()));
        for (float& effect : effects) {
            effect = static_cast<float>(sd * static_cast<double>(effect) - 0.5 * sd * sd);
        }
        m_country_effects[c] = std::move(effects);
    });
    const double variance =
        h.good_sd * h.good_sd + h.class_sd * h.class_sd + h.division_sd * h.division_sd;
    m_unnamed_effect = draws.normals(Random::kGoodEffect, cell_id("unnamed"));
    for (float& effect : m_unnamed_effect) {
        effect =
            static_cast<float>(std::sqrt(variance) * static_cast<double>(effect) - 0.5 * variance);
    }
}

model::HazardTerms Hazards::terms(CountryCode country, NodeId node, GoodId good) const
{
    const auto sector = good == GoodId::kNone ? list_sector(m_reference->tree[node].sector)
                                              : m_reference->goods[good].sector;
    auto terms = m_listings->terms(country, good, sector);
    terms.x_exports = m_listings->exports(country, good).value_or(0.0);
    terms.x_visibility = m_listings->visibility(country);
    return terms;
}

void Hazards::add_pair(CountryCode country, NodeId node, GoodId good, double weight,
                       std::span<double> sum) const
{
    const auto fixed = terms(country, node, good);
    const std::array<float, 6> x{static_cast<float>(std::log1p(fixed.n_other)),
                                 static_cast<float>(std::log1p(fixed.n_same)),
                                 static_cast<float>(std::log1p(fixed.n_elsewhere)),
                                 fixed.listed_child ? 1.0F : 0.0F,
                                 static_cast<float>(fixed.x_exports),
                                 static_cast<float>(fixed.x_visibility)};
    const auto origin = m_world->origin_z(country);
    const auto destination = m_world->destination_z(country);
    const auto covered = m_world->find(country);
    const auto tree = good == GoodId::kNone ? std::span<const float>{m_unnamed_effect}
                                            : m_world->tree_effect(good);
    const auto& b = m_coefficients;
    const auto years = static_cast<float>(m_methodology->hazard.horizon_years);
    std::vector<float> rates(sum.size());
    for (std::size_t i = 0; i < sum.size(); ++i) {
        rates[i] = b[0][i] + b[1][i] * x[0] + b[2][i] * x[1] + b[3][i] * x[2] + b[4][i] * x[3] +
                   b[5][i] * origin[i] + b[6][i] * destination[i] + b[7][i] * x[4] +
                   b[8][i] * x[5] + tree[i];
        rates[i] += covered ? m_country_effects[*covered][i] : 0.0F;
    }
    for_draws(rates.size(), [&](auto block) {
        block(rates) = -(-years * block(rates).min(kMostLogRate).exp()).expm1();
    });
    for (std::size_t i = 0; i < sum.size(); ++i) {
        sum[i] += weight * static_cast<double>(rates[i]);
    }
}

std::vector<float> Hazards::draw(std::size_t country, NodeId node, GoodId good,
                                 const Activities& activities, std::size_t count) const
{
    const auto code = m_world->workers()[country].country;
    std::vector<double> sum(count, 0.0);
    double weight = 0.0;
    const auto listed = [&](GoodId candidate) {
        const auto* entry = m_listings->find(code, candidate);
        return entry != nullptr && entry->forced;
    };
    if (good != GoodId::kNone) {
        if (listed(good)) {
            return {};
        }
        add_pair(code, node, good, 1.0, sum);
        weight = 1.0;
    } else {
        for (const auto& [made, share] : activities.goods_below(node)) {
            const double q = activities.good_share(country, made) * share;
            if (q > 0.0 && !listed(made)) {
                add_pair(code, node, made, q, sum);
                weight += q;
            }
        }
        if (weight == 0.0) {
            add_pair(code, node, GoodId::kNone, 1.0, sum);
            weight = 1.0;
        }
    }
    std::vector<float> hazard(count);
    for (std::size_t i = 0; i < count; ++i) {
        hazard[i] = static_cast<float>(sum[i] / weight);
    }
    return hazard;
}

}  // namespace sourcelight::assess
