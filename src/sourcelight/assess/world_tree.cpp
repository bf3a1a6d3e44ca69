// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/parallel.hpp"
#include "sourcelight/assess/world.hpp"

#include <map>
#include <numeric>
#include <string>
#include <utility>

// The effects of World that hang on the activity tree.
namespace sourcelight::assess {

std::span<const float> World::tree_effect(GoodId good) const
{
    return m_tree_effects[static_cast<std::size_t>(good)];
}

std::array<std::span<const float>, 3> World::tree_normals(GoodId good) const
{
    const auto& groups = m_tree_groups[static_cast<std::size_t>(good)];
    return {m_tree_normals[groups[0]], m_tree_normals[groups[1]], m_tree_normals[groups[2]]};
}

void World::draw_tree_effects()
{
    const auto& hazard = m_methodology->hazard;
    const std::array<double, 3> sds{hazard.division_sd, hazard.class_sd, hazard.good_sd};
    const double shift = 0.5 * std::inner_product(sds.begin(), sds.end(), sds.begin(), 0.0);
    const auto& goods = m_reference->goods.goods;
    std::map<std::pair<Random, std::string>, std::size_t> groups;
    for (const auto& good : goods) {
        const auto& isic = good.isic4.front().code;
        const std::array<std::pair<Random, std::string>, 3> of{
            {{Random::kDivisionEffect, "isic4:" + isic.substr(0, 2)},
             {Random::kClassEffect, "isic4:" + isic},
             {Random::kGoodEffect, good.slug}}};
        auto& own = m_tree_groups.emplace_back();
        for (std::size_t i = 0; i < of.size(); ++i) {
            own[i] = groups.emplace(of[i], groups.size()).first->second;
        }
    }
    std::vector<std::pair<Random, std::uint64_t>> keys(groups.size());
    for (const auto& [group, index] : groups) {
        keys[index] = {group.first, cell_id(group.second)};
    }
    m_tree_normals.resize(keys.size());
    parallel_for(keys.size(), m_draws->threads(), [&](std::size_t i) {
        m_tree_normals[i] = m_draws->normals(keys[i].first, keys[i].second);
    });
    m_tree_effects.assign(goods.size(), std::vector<float>(m_draws->count()));
    parallel_for(goods.size(), m_draws->threads(), [&](std::size_t g) {
        const auto normals = tree_normals(static_cast<GoodId>(g));
        for (std::size_t b = 0; b < m_draws->count(); ++b) {
            double effect = -shift;
            for (std::size_t i = 0; i < sds.size(); ++i) {
                effect += sds[i] * static_cast<double>(normals[i][b]);
            }
            m_tree_effects[g][b] = static_cast<float>(effect);
        }
    });
}

}  // namespace sourcelight::assess
