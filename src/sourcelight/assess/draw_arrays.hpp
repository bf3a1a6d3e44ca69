// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <vector>

// Only for assess/: this header is not installed.
namespace sourcelight::assess {

/// A few neighbouring draws, for arithmetic on all of them at once; nothing is copied.
template <int kWidth>
class DrawBlock {
public:
    explicit DrawBlock(std::size_t first) : m_first{first} {}

    template <typename Real>
    [[nodiscard]] Eigen::Map<Eigen::Array<Real, kWidth, 1>> operator()(
        std::vector<Real>& draws) const
    {
        return Eigen::Map<Eigen::Array<Real, kWidth, 1>>{draws.data() + m_first};
    }
    template <typename Real>
    [[nodiscard]] Eigen::Map<const Eigen::Array<Real, kWidth, 1>> operator()(
        const std::vector<Real>& draws) const
    {
        return Eigen::Map<const Eigen::Array<Real, kWidth, 1>>{draws.data() + m_first};
    }

private:
    std::size_t m_first;
};

/// Calls work(block) for the draws 0 to count - 1 in blocks of eight, the last few one by one.
///
/// Blocks of a fixed size: over a whole vector Eigen would treat the draws before the first aligned
/// address on their own, and their last bit would depend on where the memory happens to lie.
template <typename Work>
void for_draws(std::size_t count, const Work& work)
{
    constexpr std::size_t kBlock = 8;
    std::size_t b = 0;
    for (; b + kBlock <= count; b += kBlock) {
        work(DrawBlock<kBlock>{b});
    }
    for (; b < count; ++b) {
        work(DrawBlock<1>{b});
    }
}

}  // namespace sourcelight::assess
