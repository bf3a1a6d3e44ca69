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
/// Steps of the evidence at which exp(tau evidence) is tabulated; far more than evidence reaches.
constexpr float kPowerStep = 0.25F;
constexpr std::size_t kPowerSteps = 64;

}  // namespace

Activities::Activities(const Reference& reference, const Methodology& methodology,
                       const World& world, const Draws& draws)
    : m_reference{&reference}, m_methodology{&methodology}, m_world{&world}, m_draws{&draws}
{
    find_makers();
    draw_profiles();
    draw_powers();
    spread_classes();
}

void Activities::find_makers()
{
    const auto& tree = m_reference->tree;
    for (const auto& good : m_reference->goods.goods) {
        auto& makers = m_makers.emplace_back();
        double sum = 0.0;
        for (const auto& entry : good.isic4) {
            const auto node = tree.find("isic4:" + entry.code);
            // A good counts in the sector of its main class; what other sectors add to it would
            // be missing from both means.
            if (node == NodeId::kNone ||
                (!makers.empty() && tree[node].sector != tree[makers.front().node].sector)) {
                continue;
            }
            makers.push_back({node, entry.weight});
            sum += entry.weight;
        }
        for (auto& maker : makers) {
            maker.weight =
                sum > 0.0 ? maker.weight / sum : 1.0 / static_cast<double>(makers.size());
        }
    }
}

void Activities::draw_profiles()
{
    const double sd = m_methodology->prevalence.profile_sd;
    for (const auto& entry : m_methodology->profile) {
        std::vector<float> factors(m_draws->count());
        const auto cell = cell_id(entry.activity);
        for (std::size_t b = 0; b < factors.size(); ++b) {
            factors[b] = static_cast<float>(std::exp(entry.effect) *
                                            m_draws->factor(Random::kProfile, cell, b, sd));
        }
        m_profiles.push_back(std::move(factors));
    }
}

void Activities::draw_powers()
{
    const auto tau = m_world->tau();
    for (std::size_t k = 0; k < kPowerSteps; ++k) {
        auto& powers = m_powers.emplace_back(tau.size());
        const float v = kPowerStep * static_cast<float>(k);
        std::transform(tau.begin(), tau.end(), powers.begin(),
                       [v](float t) { return std::exp(t * v); });
    }
    for (std::size_t g = 0; g < m_makers.size(); ++g) {
        const auto effect = m_world->tree_effect(static_cast<GoodId>(g));
        auto& odds = m_tree_odds.emplace_back(tau.size());
        std::transform(tau.begin(), tau.end(), effect.begin(), odds.begin(),
                       [](float t, float u) { return std::exp(t * u); });
    }
}

std::size_t Activities::profile_under(std::size_t node) const
{
    const auto& entry = m_reference->tree.nodes()[node];
    const auto& declared = m_methodology->profile;
    const auto found =
        std::find_if(declared.begin(), declared.end(), [&entry](const ActivityProfile& profile) {
            return profile.activity == entry.code;
        });
    if (found != declared.end()) {
        return static_cast<std::size_t>(found - declared.begin());
    }
    return entry.parent == NodeId::kNone ? kNoProfile : profile_index(entry.parent);
}

void Activities::share_out(std::vector<ClassShare>& classes,
                           const std::vector<double>& members) const
{
    double sum = 0.0;
    for (auto& entry : classes) {
        if (entry.profile != kNoProfile) {
            entry.rest = m_methodology->profile[entry.profile].share / members[entry.profile];
        }
        sum += entry.rest;
    }
    for (auto& entry : classes) {
        entry.rest /= sum;
    }
}

void Activities::spread_classes()
{
    const auto nodes = m_reference->tree.nodes();
    m_profile_of.assign(nodes.size(), kNoProfile);
    std::vector<double> members(m_methodology->profile.size(), 0.0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        // Parents come before children: an unnamed node falls under its parent's profile.
        m_profile_of[i] = profile_under(i);
        if (nodes[i].level != Level::kClass) {
            continue;
        }
        m_classes[static_cast<std::size_t>(nodes[i].sector)].push_back(
            {static_cast<NodeId>(i), m_profile_of[i], kUnprofiledShare});
        if (m_profile_of[i] != kNoProfile) {
            members[m_profile_of[i]] += 1.0;
        }
    }
    for (auto& classes : m_classes) {
        share_out(classes, members);
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

void Activities::add_rest(std::size_t country, std::size_t profile, double weight,
                          std::span<float> sum) const
{
    const auto share = static_cast<float>(weight);
    if (profile == kNoProfile) {
        std::for_each(sum.begin(), sum.end(), [share](float& value) { value += share; });
        return;
    }
    const auto& all = m_world->migrants();
    const float* excess = all.excess(country).data();
    const auto migrants = static_cast<float>(all.share(country, profile));
    const float* factors = m_profiles[profile].data();
    for (std::size_t b = 0; b < sum.size(); ++b) {
        sum[b] += share * factors[b] * (1.0F + migrants * excess[b]);
    }
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

/// Adds weight * e^{w_cg} of a good to `sum`. exp(tau v) comes from the nearest step of the table
/// and a cubic for the rest, which is exact to float32.
void Activities::add_good(std::size_t country, GoodId good, double weight,
                          std::span<float> sum) const
{
    const auto* work = work_of(country, good);
    const auto evidence = static_cast<float>(work == nullptr ? 0.0 : work->evidence);
    const auto step = std::min(kPowerSteps - 1, static_cast<std::size_t>(evidence / kPowerStep));
    const float left = evidence - kPowerStep * static_cast<float>(step);
    const float* powers = m_powers[step].data();
    const float* tree = m_tree_odds[static_cast<std::size_t>(good)].data();
    const float* tau = m_world->tau().data();
    const auto profile = profile_index(class_of(good));
    const float* factors = profile == kNoProfile ? nullptr : m_profiles[profile].data();
    const auto& all = m_world->migrants();
    const float* excess = all.excess(country).data();
    const float migrants =
        profile == kNoProfile ? 0.0F : static_cast<float>(all.share(country, profile));
    const auto share = static_cast<float>(weight);
    for (std::size_t b = 0; b < sum.size(); ++b) {
        const float x = tau[b] * left;
        const float odds =
            powers[b] * (1.0F + x * (1.0F + x * (0.5F + x * (1.0F / 6.0F)))) * tree[b];
        sum[b] +=
            share * odds * (factors == nullptr ? 1.0F : factors[b]) * (1.0F + migrants * excess[b]);
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
    std::vector<float> sum(count, 0.0F);
    for (const auto& work : goods) {
        covered += work.share;
        add_good(country, work.good, work.share, sum);
    }
    std::map<std::size_t, double> rests;  // many classes share a profile
    for (const auto& entry : m_classes[static_cast<std::size_t>(sector)]) {
        rests[entry.profile] += (1.0 - covered) * entry.rest;
    }
    for (const auto& [profile, rest] : rests) {
        add_rest(country, profile, rest, sum);
    }
    const std::lock_guard lock{m_lock};
    // Two threads may have computed the same numbers; a map never moves its values.
    return m_mean_odds.try_emplace(key, std::move(sum)).first->second;
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

double Activities::add_node(std::size_t country, NodeId node, Sector sector,
                            std::span<float> sum) const
{
    // Headings and goods without a list entry are read at the class that makes them.
    const auto& tree = m_reference->tree;
    const auto at = tree[node].level > Level::kClass ? tree.at_level(node, Level::kClass) : node;
    double workers = 0.0;
    for (const auto& [made, share] : goods_below(at)) {
        const double weight = good_share(country, made) * share;
        if (weight > 0.0 && sector_of(NodeId::kNone, made) == sector) {
            add_good(country, made, weight, sum);
            workers += weight;
        }
    }
    const double rest = 1.0 - m_methodology->goods_cover[static_cast<std::size_t>(sector)];
    for (const auto& entry : m_classes[static_cast<std::size_t>(sector)]) {
        if (is_below(entry.node, at)) {
            workers += rest * entry.rest;
            add_rest(country, entry.profile, rest * entry.rest, sum);
        }
    }
    return workers;
}

double Activities::work_share(std::size_t country, NodeId node, GoodId good) const
{
    if (good != GoodId::kNone) {
        return good_share(country, good);
    }
    return add_node(country, node, sector_of(node, good), {});
}

std::vector<float> Activities::ratio(std::size_t country, NodeId node, GoodId good,
                                     std::size_t count) const
{
    const auto sector = sector_of(node, good);
    std::vector<float> sum(count, 0.0F);
    double workers = 1.0;
    if (good != GoodId::kNone) {
        add_good(country, good, 1.0, sum);
    } else {
        workers = add_node(country, node, sector, sum);
    }
    const auto mean = mean_odds(country, sector, count);
    std::vector<float> ratios(sum.size());
    for (std::size_t b = 0; b < sum.size(); ++b) {
        ratios[b] = sum[b] / static_cast<float>(workers) / mean[b];
    }
    return ratios;
}

}  // namespace sourcelight::assess
