// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/point_cells.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <string_view>

namespace sourcelight::publish {
namespace {

constexpr std::size_t kWaiting = std::size_t{1} << 16U;
constexpr unsigned kPositionBits = 24;  ///< of a position on one side of the square
constexpr unsigned kPlaceBits = 24;

/// Position 0..1 on the side of the square as a whole number of kPositionBits bits.
std::uint64_t position(double share) noexcept
{
    constexpr double kSide = 1U << kPositionBits;
    return static_cast<std::uint64_t>(std::clamp(std::floor(share * kSide), 0.0, kSide - 1.0));
}

/// Where a point stands on the square of the page's map.
struct OnSquare {
    std::uint64_t x = 0;
    std::uint64_t y = 0;
};

/// Equal Earth (Savric, Patterson, Jenny 2018), the world's width being the side of the square.
OnSquare on_square(double lon, double lat) noexcept
{
    constexpr double kA1 = 1.340264;
    constexpr double kA2 = -0.081106;
    constexpr double kA3 = 0.000893;
    constexpr double kA4 = 0.003796;
    constexpr double kM = std::numbers::sqrt3 / 2.0;
    constexpr double kHalfWidth = std::numbers::pi / (kM * kA1);
    constexpr double kDegree = std::numbers::pi / 180.0;
    const double theta = std::asin(kM * std::sin(std::clamp(lat, -90.0, 90.0) * kDegree));
    const double t2 = theta * theta;
    const double t6 = t2 * t2 * t2;
    const double x = lon * kDegree * std::cos(theta) /
                     (kM * (kA1 + 3.0 * kA2 * t2 + t6 * (7.0 * kA3 + 9.0 * kA4 * t2)));
    const double y = theta * (kA1 + kA2 * t2 + t6 * (kA3 + kA4 * t2));
    return {position(0.5 + x / (2.0 * kHalfWidth)), position(0.5 - y / (2.0 * kHalfWidth))};
}

/// The bits of `value` at the even places.
std::uint64_t spread(std::uint64_t value) noexcept
{
    std::uint64_t out = 0;
    for (unsigned bit = 0; bit < kPositionBits; ++bit) {
        out |= ((value >> bit) & 1U) << (2U * bit);
    }
    return out;
}

/// The inverse of spread.
std::uint64_t gathered(std::uint64_t code) noexcept
{
    std::uint64_t out = 0;
    for (unsigned bit = 0; bit < kPositionBits; ++bit) {
        out |= ((code >> (2U * bit)) & 1U) << bit;
    }
    return out;
}

void take_in(PointCell& cell, const PointCell& other) noexcept
{
    cell.sum_x += other.sum_x;
    cell.sum_y += other.sum_y;
    cell.count += other.count;
    cell.exact += other.exact;
    cell.evidence += other.evidence;
    if (cell.first == 0 || (other.first != 0 && other.first < cell.first)) {
        cell.first = other.first;
    }
}

bool by_key(const PointCell& a, const PointCell& b) noexcept { return a.key < b.key; }

class Bytes {
public:
    void byte(std::uint64_t value)
    {
        m_text += static_cast<char>(static_cast<unsigned char>(value));
    }

    /// Seven bits a byte, lowest first; the eighth is set when more follow.
    void varint(std::uint64_t value)
    {
        for (; value >= 0x80U; value >>= 7U) {
            byte((value & 0x7FU) | 0x80U);
        }
        byte(value);
    }

    [[nodiscard]] const std::string& text() const noexcept { return m_text; }

private:
    std::string m_text;
};

std::string base64(std::string_view bytes)
{
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            const auto byte = i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U;
            group = (group << 8U) | byte;
        }
        for (std::size_t k = 0; k < 4; ++k) {
            const auto digit = (group >> (18U - 6U * k)) & 0x3FU;
            out += i + k <= bytes.size() ? kDigits[digit] : '=';
        }
    }
    return out;
}

/// A priority with two bits behind its highest: 1 + 4 * exponent + those bits; 0 = none.
std::uint32_t rough(std::uint32_t priority) noexcept
{
    if (priority == 0) {
        return 0;
    }
    const auto exponent = static_cast<std::uint32_t>(std::bit_width(priority)) - 1U;
    const auto bits = exponent >= 2 ? priority >> (exponent - 2U) : priority << (2U - exponent);
    return 1U + 4U * exponent + (bits & 3U);
}

/// The mean position inside the cell, in sixteenths of its sides.
std::uint64_t offset(const PointCell& cell, int level) noexcept
{
    const auto shift = kPositionBits - static_cast<unsigned>(level);
    const auto part = [&cell, shift](std::uint64_t sum, std::uint64_t corner) {
        return std::min<std::uint64_t>((sum / cell.count - (corner << shift)) >> (shift - 4U), 15U);
    };
    const auto x = part(cell.sum_x, gathered(cell.code()));
    const auto y = part(cell.sum_y, gathered(cell.code() >> 1U));
    return (x << 4U) | y;
}

}  // namespace

void PointCells::add(const CellPoint& point)
{
    PointCell cell;
    const auto at = on_square(point.lon, point.lat);
    cell.sum_x = at.x;
    cell.sum_y = at.y;
    const auto shift = kPositionBits - static_cast<unsigned>(m_level);
    const auto code = spread(cell.sum_x >> shift) | (spread(cell.sum_y >> shift) << 1U);
    cell.key = (code << kPlaceBits) | point.place;
    cell.count = 1;
    cell.exact = point.exact ? 1 : 0;
    cell.evidence = point.evidence ? 1 : 0;
    cell.first = static_cast<std::uint32_t>(point.priority);
    m_cells.push_back(cell);
    if (m_cells.size() >= m_settled + kWaiting) {
        settle();
    }
}

void PointCells::settle()
{
    const auto middle = m_cells.begin() + static_cast<std::ptrdiff_t>(m_settled);
    std::sort(middle, m_cells.end(), by_key);
    std::inplace_merge(m_cells.begin(), middle, m_cells.end(), by_key);
    merge_equal();
    while (m_cells.size() > m_most && m_level > 0) {
        coarsen();
    }
    m_settled = m_cells.size();
}

void PointCells::merge_equal()
{
    auto last = m_cells.begin();
    for (auto at = m_cells.begin(); at != m_cells.end(); ++at) {
        if (at == last) {
            continue;
        }
        if (at->key == last->key) {
            take_in(*last, *at);
        } else {
            *++last = *at;
        }
    }
    m_cells.erase(last == m_cells.end() ? last : last + 1, m_cells.end());
}

void PointCells::coarsen()
{
    --m_level;
    for (auto& cell : m_cells) {
        cell.key = ((cell.code() >> 2U) << kPlaceBits) | cell.place();
    }
    std::sort(m_cells.begin(), m_cells.end(), by_key);
    merge_equal();
}

std::string PointCells::text() const
{
    Bytes out;
    std::uint64_t code = 0;
    std::uint32_t place = 0;
    for (const auto& cell : m_cells) {
        const std::uint64_t kind = cell.exact == 0 ? 0U : cell.exact == cell.count ? 1U : 2U;
        const std::uint64_t evidence = cell.evidence > 0 ? 4U : 0U;
        const std::uint64_t moved = cell.place() != place ? 8U : 0U;
        out.varint(cell.code() - code);
        out.varint((std::uint64_t{cell.count} - 1U) * 16U + moved + evidence + kind);
        if (kind == 2U) {
            out.varint(cell.exact);
        }
        if (evidence != 0U) {
            out.varint(cell.evidence);
        }
        if (moved != 0U) {
            out.varint(cell.place());
        }
        out.varint(rough(cell.first));
        out.byte(offset(cell, m_level));
        code = cell.code();
        place = cell.place();
    }
    return base64(out.text());
}

}  // namespace sourcelight::publish
