// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/activities.hpp"

#include <algorithm>
#include <cmath>

namespace sourcelight::assess {

using reference::Level;
using reference::Reference;
using reference::Sector;

namespace {

/// Share of a sector's work given to a class that no profile names.
constexpr double kUnprofiledShare = 1e-4;

}  // namespace

Activities::Activities(const Reference& reference, const Methodology& methodology,
                       const World& world, const Draws& draws)
    : m_reference{&reference}, m_methodology{&methodology}, m_world{&world}, m_draws{&draws}
{
    const double sd = methodology.prevalence.profile_sd;
    for (const auto& entry : methodology.profile) {
        std::vector<float> factors(draws.count());
        const auto cell = cell_id(entry.activity);
        for (std::size_t b = 0; b < factors.size(); ++b) {
            factors[b] = static_cast<float>(std::exp(entry.effect) *
                                            draws.factor(Random::kProfile, cell, b, sd));
        }
        m_profiles.push_back(std::move(factors));
    }
    const auto nodes = reference.tree.nodes();
    m_profile_of.assign(nodes.size(), kNoProfile);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto& declared = methodology.profile;
        const auto found =
            std::find_if(declared.begin(), declared.end(), [&](const ActivityProfile& entry) {
                return entry.activity == nodes[i].code;
            });
        // Parents come before children: an unnamed node falls under its parent's profile.
        m_profile_of[i] = found != declared.end()
                              ? static_cast<std::size_t>(found - declared.begin())
                          : nodes[i].parent == NodeId::kNone
                              ? kNoProfile
                              : m_profile_of[static_cast<std::size_t>(nodes[i].parent)];
    }
    for (const auto& good : reference.goods.goods) {
        auto& makers = m_makers.emplace_back();
        for (const auto& entry : good.isic4) {
            const auto node = reference.tree.find("isic4:" + entry.code);
            if (node != NodeId::kNone) {
                makers.push_back({node, entry.weight});
            }
        }
    }
    std::vector<double> classes_of(methodology.profile.size(), 0.0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].level == Level::kClass) {
            const auto node = static_cast<NodeId>(i);
            const auto profile = profile_index(node);
            m_classes[static_cast<std::size_t>(nodes[i].sector)].push_back(
                {node, profile, kUnprofiledShare});
            if (profile != kNoProfile) {
                classes_of[profile] += 1.0;
            }
        }
    }
    for (auto& classes : m_classes) {
        double sum = 0.0;
        for (auto& entry : classes) {
            if (entry.profile != kNoProfile) {
                entry.rest = methodology.profile[entry.profile].share / classes_of[entry.profile];
            }
            sum += entry.rest;
        }
        for (auto& entry : classes) {
            entry.rest /= sum;
        }
    }
}

std::size_t Activities::profile_index(NodeId node) const
{
    return m_profile_of[static_cast<std::size_t>(node)];
}

NodeId Activities::class_of(GoodId good) const
{
    return m_makers[static_cast<std::size_t>(good)].front().node;
}

Sector Activities::sector_of(NodeId node, GoodId good) const
{
    const auto at = good == GoodId::kNone ? node : class_of(good);
    return m_reference->tree[at].sector;
}

const ActivityProfile* Activities::profile_of(NodeId node, GoodId good) const
{
    const auto index = profile_index(good == GoodId::kNone ? node : class_of(good));
    return index == kNoProfile ? nullptr : &m_methodology->profile[index];
}

float Activities::profile_factor(std::size_t profile, std::size_t draw) const
{
    return profile == kNoProfile ? 1.0F : m_profiles[profile][draw];
}

const GoodWork* Activities::work_of(std::size_t country, GoodId good) const
{
    const auto& goods = m_world->goods(country, sector_of(NodeId::kNone, good));
    const auto found = std::find_if(goods.begin(), goods.end(),
                                    [good](const GoodWork& work) { return work.good == good; });
    return found == goods.end() ? nullptr : &*found;
}

double Activities::good_share(std::size_t country, GoodId good) const
{
    const auto* work = work_of(country, good);
    return work == nullptr ? 0.0 : work->share;
}

/// Adds weight * e^{w_cg} of a good to `sum`.
void Activities::add_good(std::size_t country, GoodId good, double weight,
                          std::span<double> sum) const
{
    const auto* work = work_of(country, good);
    const double evidence = work == nullptr ? 0.0 : work->evidence;
    const auto profile = profile_index(class_of(good));
    const auto tree_effect = m_world->tree_effect(good);
    const auto tau = m_world->tau();
    for (std::size_t b = 0; b < sum.size(); ++b) {
        const double eta = evidence + static_cast<double>(tree_effect[b]);
        sum[b] += weight * std::exp(static_cast<double>(tau[b]) * eta) *
                  static_cast<double>(profile_factor(profile, b));
    }
}

std::span<const float> Activities::mean_odds(std::size_t country, Sector sector,
                                             std::size_t count) const
{
    const std::tuple key{country, sector, count};
    {
        const std::lock_guard lock{m_lock};
        if (const auto found = m_mean_odds.find(key); found != m_mean_odds.end()) {
            return found->second;
        }
    }
    const auto& goods = m_world->goods(country, sector);
    double covered = 0.0;
    std::vector<double> sum(count, 0.0);
    for (const auto& work : goods) {
        covered += work.share;
        add_good(country, work.good, work.share, sum);
    }
    for (const auto& entry : m_classes[static_cast<std::size_t>(sector)]) {
        const double rest = (1.0 - covered) * entry.rest;
        for (std::size_t b = 0; b < sum.size(); ++b) {
            sum[b] += rest * static_cast<double>(profile_factor(entry.profile, b));
        }
    }
    const std::lock_guard lock{m_lock};
    // Two threads may have computed the same numbers; a map never moves its values.
    return m_mean_odds.try_emplace(key, sum.begin(), sum.end()).first->second;
}

bool Activities::is_below(NodeId node, NodeId ancestor) const
{
    const auto& tree = m_reference->tree;
    for (auto at = node; at != NodeId::kNone; at = tree[at].parent) {
        if (at == ancestor) {
            return true;
        }
    }
    return false;
}

std::vector<std::pair<GoodId, double>> Activities::goods_below(NodeId node) const
{
    std::vector<std::pair<GoodId, double>> below;
    for (std::size_t g = 0; g < m_makers.size(); ++g) {
        double share = 0.0;
        for (const auto& maker : m_makers[g]) {
            share += is_below(maker.node, node) ? maker.weight : 0.0;
        }
        if (share > 0.0) {
            below.emplace_back(static_cast<GoodId>(g), share);
        }
    }
    return below;
}

std::vector<float> Activities::ratio(std::size_t country, NodeId node, GoodId good,
                                     std::size_t count) const
{
    const auto sector = sector_of(node, good);
    std::vector<double> sum(count, 0.0);
    double workers = 0.0;
    if (good != GoodId::kNone) {
        add_good(country, good, 1.0, sum);
        workers = 1.0;
    } else {
        // Headings and goods without a list entry are read at the class that makes them.
        const auto& tree = m_reference->tree;
        const auto at =
            tree[node].level > Level::kClass ? tree.at_level(node, Level::kClass) : node;
        for (const auto& [made, share] : goods_below(at)) {
            const double weight = good_share(country, made) * share;
            if (weight > 0.0 && sector_of(NodeId::kNone, made) == sector) {
                add_good(country, made, weight, sum);
                workers += weight;
            }
        }
        const double rest = 1.0 - m_methodology->goods_cover[static_cast<std::size_t>(sector)];
        for (const auto& entry : m_classes[static_cast<std::size_t>(sector)]) {
            if (!is_below(entry.node, at)) {
                continue;
            }
            workers += rest * entry.rest;
            for (std::size_t b = 0; b < sum.size(); ++b) {
                sum[b] += rest * entry.rest * static_cast<double>(profile_factor(entry.profile, b));
            }
        }
    }
    const auto mean = mean_odds(country, sector, count);
    std::vector<float> ratios(sum.size());
    for (std::size_t b = 0; b < sum.size(); ++b) {
        ratios[b] = static_cast<float>(sum[b] / workers / static_cast<double>(mean[b]));
    }
    return ratios;
}

}  // namespace sourcelight::assess
