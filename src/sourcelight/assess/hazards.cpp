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

/// Independent standard normals by draw, one for each entry of a joint normal.
using Shocks = std::vector<std::span<const float>>;

/// Draws of the sum of the entries first .. last - 1.
std::vector<float> draw_sum(const JointNormal& joint, std::size_t first, std::size_t last,
                            const Shocks& shocks)
{
    double mean = 0.0;
    std::vector<float> weights(joint.size(), 0.0F);
    for (std::size_t j = 0; j < joint.size(); ++j) {
        double weight = 0.0;
        for (std::size_t i = first; i < last; ++i) {
            weight += joint.factor[i * joint.size() + j];
        }
        weights[j] = static_cast<float>(weight);
    }
    for (std::size_t i = first; i < last; ++i) {
        mean += joint.mean[i];
    }
    std::vector<float> sum(shocks.front().size(), static_cast<float>(mean));
    for (std::size_t j = 0; j < last; ++j) {
        for (std::size_t b = 0; b < sum.size(); ++b) {
            sum[b] += weights[j] * shocks[j][b];
        }
    }
    return sum;
}

}  // namespace

Hazards::Hazards(const reference::Reference& reference, const Methodology& methodology,
                 const World& world, const Listings& listings, const Draws& draws)
    : m_reference{&reference}, m_methodology{&methodology}, m_world{&world}, m_listings{&listings},
      m_country_effects(world.workers().size())
{
    if (methodology.hazard.fitted) {
        m_fit = newest_fit(reference);
    }
    m_unnamed_effect = draws.normals(Random::kGoodEffect, cell_id("unnamed"));
    const auto& h = methodology.hazard;
    const double variance =
        h.good_sd * h.good_sd + h.class_sd * h.class_sd + h.division_sd * h.division_sd;
    for (float& effect : m_unnamed_effect) {
        effect = static_cast<float>(std::sqrt(variance) * static_cast<double>(effect) -
                                    (m_fit ? 0.0 : 0.5 * variance));
    }
    if (m_fit) {
        draw_fit(draws);
    } else {
        draw_own_values(draws);
    }
}

void Hazards::draw_own_values(const Draws& draws)
{
    const auto& h = m_methodology->hazard;
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
    const double sd = h.country_sd;
    parallel_for(m_country_effects.size(), draws.threads(), [&](std::size_t c) {
        auto effects =
            draws.normals(Random::kCountryEffect, cell_id(m_world->workers()[c].country.view()));
        for (float& effect : effects) {
            effect = static_cast<float>(sd * static_cast<double>(effect) - 0.5 * sd * sd);
        }
        m_country_effects[c] = std::move(effects);
    });
}

void Hazards::draw_fit(const Draws& draws)
{
    const auto terms = joint_normal(*m_fit, {}, {});
    const auto& m = terms.mean;
    m_means = {m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]};
    std::array<std::vector<float>, kCoefficients> normals;
    Shocks shocks;
    for (std::size_t i = 0; i < kCoefficients; ++i) {
        normals[i] = draws.normals(Random::kHazardCoefficient, i);
        shocks.emplace_back(normals[i]);
    }
    for (std::size_t i = 0; i < kCoefficients; ++i) {
        m_coefficients[i] = draw_sum(terms, i, i + 1, shocks);
    }
    const auto& h = m_methodology->hazard;
    parallel_for(m_country_effects.size(), draws.threads(), [&](std::size_t c) {
        const auto country = m_world->workers()[c].country.view();
        const auto own = draws.normals(Random::kCountryEffect, cell_id(country));
        auto all = shocks;
        all.emplace_back(own);
        const std::array<std::string, 1> name{"country:" + std::string{country}};
        const std::array<double, 1> sd{h.country_sd};
        m_country_effects[c] =
            draw_sum(joint_normal(*m_fit, name, sd), kCoefficients, kCoefficients + 1, all);
    });
    const auto& goods = m_reference->goods.goods;
    m_tree_effects.resize(goods.size());
    parallel_for(goods.size(), draws.threads(), [&](std::size_t g) {
        auto all = shocks;
        for (const auto own : m_world->tree_normals(static_cast<GoodId>(g))) {
            all.push_back(own);
        }
        const std::array<double, 3> sds{h.division_sd, h.class_sd, h.good_sd};
        m_tree_effects[g] = draw_sum(joint_normal(*m_fit, tree_terms(goods[g]), sds), kCoefficients,
                                     kCoefficients + sds.size(), all);
    });
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
                      : m_fit
                          ? std::span<const float>{m_tree_effects[static_cast<std::size_t>(good)]}
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
        block(rates) = years * block(rates).min(kMostLogRate).exp();
        block(rates) /= 1.0F + block(rates);
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
