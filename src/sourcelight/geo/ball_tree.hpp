// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/geo/ecef.hpp"

#include <nanoflann.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

// Only for geo/: this header is not installed.
namespace sourcelight::geo {

/// What nanoflann needs of a set of points. Source: size() and ecef(i).
template <typename Source>
struct TreeAdaptor {
    const Source& source;

    [[nodiscard]] std::size_t kdtree_get_point_count() const { return source.size(); }
    [[nodiscard]] double kdtree_get_pt(std::uint32_t i, std::size_t dimension) const
    {
        return source.ecef(i)[dimension];
    }
    template <typename Box>
    bool kdtree_get_bbox(Box& /*box*/) const
    {
        return false;
    }
};

/// A k-d tree over points in space. `source` must outlive it.
template <typename Source>
class BallTree {
public:
    explicit BallTree(const Source& source)
        : m_adaptor{source}, m_tree{3, m_adaptor, nanoflann::KDTreeSingleIndexAdaptorParams{16}}
    {
    }

    /// (index, squared distance) of all points in the ball, in the tree's own order.
    void in_ball(const Ecef& centre, double radius_km,
                 std::vector<std::pair<std::uint32_t, double>>& found) const
    {
        found.clear();
        const nanoflann::SearchParams unsorted{32, 0.0F, false};
        m_tree.radiusSearch(centre.data(), radius_km * radius_km, found, unsorted);
    }

private:
    using Metric = nanoflann::L2_Simple_Adaptor<double, TreeAdaptor<Source>, double, std::uint32_t>;
    TreeAdaptor<Source> m_adaptor;
    nanoflann::KDTreeSingleIndexAdaptor<Metric, TreeAdaptor<Source>, 3, std::uint32_t> m_tree;
};

}  // namespace sourcelight::geo
