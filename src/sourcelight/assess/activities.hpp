// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/assess/world.hpp"
#include "sourcelight/reference/reference.hpp"

#include <map>
#include <mutex>
#include <span>
#include <tuple>
#include <vector>

namespace sourcelight::assess {

/// From sector to commodity: how prevalence spreads over the activities of one sector.
///   theta_cg = theta_cs e^{w_cg} / sum_h q_ch e^{w_ch},
///   w_cg = tau eta_cg + profile(class of g) + ln(1 + s (R - 1)), the last by assess::Migrants
/// Work without a named good keeps its activity's profile alone. The worker-weighted mean over a
/// sector is theta_cs in every draw.
class Activities {
public:
    Activities(const reference::Reference& reference, const Methodology& methodology,
               const World& world, const Draws& draws);

    /// Draws of theta_node / theta_cs. With a good, the node's own good is meant; without one, the
    /// worker-weighted mixture of everything at and below the node.
    /// The first `count` draws; safe to call from several threads.
    [[nodiscard]] std::vector<float> ratio(std::size_t country, NodeId node, GoodId good,
                                           std::size_t count) const;

    /// q: share of the sector's workers behind a good in a country; 0 if it is none of the goods.
    [[nodiscard]] double good_share(std::size_t country, GoodId good) const;
    /// Share of the sector's workers behind what ratio() is about; 0 if nobody is known to do it.
    [[nodiscard]] double work_share(std::size_t country, NodeId node, GoodId good) const;
    /// The goods made at or below a node, with the share of each that is made there.
    [[nodiscard]] std::vector<std::pair<GoodId, double>> goods_below(NodeId node) const;
    /// The sector of a node or, with a good, of the good's main class.
    [[nodiscard]] reference::Sector sector_of(NodeId node, GoodId good) const;
    /// The activity profile that a node falls under, "isic4:14"; empty if none.
    [[nodiscard]] const ActivityProfile* profile_of(NodeId node, GoodId good) const;

private:
    static constexpr std::size_t kNoProfile = static_cast<std::size_t>(-1);

    /// One ISIC class: its profile and its share of the sector's work without a named good.
    struct ClassShare {
        NodeId node = NodeId::kNone;
        std::size_t profile = kNoProfile;
        double rest = 0.0;
    };
    [[nodiscard]] std::size_t profile_index(NodeId node) const;
    [[nodiscard]] NodeId class_of(GoodId good) const;
    /// Adds weight * profile to every draw, with what migrant workers add in the country.
    void add_rest(std::size_t country, std::size_t profile, double weight,
                  std::span<float> sum) const;
    /// What each class has of the sector's work without a named good; `members` = classes under
    /// each profile.
    void share_out(std::vector<ClassShare>& classes, const std::vector<double>& members) const;
    void find_makers();
    void draw_profiles();
    void draw_powers();
    void spread_classes();
    /// The profile entry of the node's own, else its parent's; kNoProfile if neither has one.
    [[nodiscard]] std::size_t profile_under(std::size_t node) const;
    [[nodiscard]] std::span<const float> mean_odds(std::size_t country, reference::Sector sector,
                                                   std::size_t count) const;
    /// Adds the odds of everything made at and below a node; the work behind it is returned.
    double add_node(std::size_t country, NodeId node, reference::Sector sector,
                    std::span<float> sum) const;
    void add_good(std::size_t country, GoodId good, double weight, std::span<float> sum) const;
    [[nodiscard]] const GoodWork* work_of(std::size_t country, GoodId good) const;
    [[nodiscard]] bool is_below(NodeId node, NodeId ancestor) const;

    /// A class that makes a good.
    struct Maker {
        NodeId node = NodeId::kNone;
        double weight = 0.0;
    };

    const reference::Reference* m_reference;
    const Methodology* m_methodology;
    const World* m_world;
    const Draws* m_draws;
    std::vector<std::vector<float>> m_powers;     ///< exp(tau * step * k) over the draws, by k
    std::vector<std::vector<float>> m_tree_odds;  ///< exp(tau * tree effect) of each good
    std::vector<std::vector<float>> m_profiles;   ///< factor of each profile entry over the draws
    std::array<std::vector<ClassShare>, reference::kSectorCount> m_classes;
    std::vector<std::vector<Maker>> m_makers;  ///< by good
    std::vector<std::size_t> m_profile_of;     ///< by node of the tree
    mutable std::mutex m_lock;
    /// By country, sector and number of draws; entries are never changed or removed.
    mutable std::map<std::tuple<std::size_t, reference::Sector, std::size_t>, std::vector<float>>
        m_mean_odds;
};

}  // namespace sourcelight::assess
