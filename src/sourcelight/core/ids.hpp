// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string_view>

namespace sourcelight {

/// A code of at most N bytes kept in place, ordered as text; empty = none.
/// Tag keeps codes of different lists apart at compile time.
template <std::size_t N, typename Tag>
class ShortCode {
public:
    constexpr ShortCode() = default;

    /// Text longer than N bytes gives the empty code: such a text is no code of this list.
    constexpr explicit ShortCode(std::string_view text) noexcept
    {
        if (text.size() <= N) {
            for (std::size_t i = 0; i < text.size(); ++i) {
                m_bytes[i] = text[i];
            }
        }
    }

    [[nodiscard]] constexpr std::string_view view() const noexcept
    {
        std::size_t size = 0;
        while (size < N && m_bytes[size] != '\0') {
            ++size;
        }
        return {m_bytes.data(), size};
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return m_bytes[0] == '\0'; }
    constexpr auto operator<=>(const ShortCode&) const = default;

private:
    std::array<char, N> m_bytes{};
};

/// ISO 3166-1 alpha-2, XK for Kosovo; empty = unresolved.
using CountryCode = ShortCode<2, struct CountryTag>;
/// ISO 3166-2 such as "CN-XJ"; empty = unknown or none.
using RegionCode = ShortCode<6, struct RegionTag>;

/// Index of a node of the activity tree (reference/activity_tree.hpp).
enum class NodeId : std::uint32_t { kNone = 0xFFFFFFFFU };
/// Index of a good of the official lists (reference/goods.hpp).
enum class GoodId : std::uint16_t { kNone = 0xFFFFU };

}  // namespace sourcelight

template <std::size_t N, typename Tag>
struct std::hash<sourcelight::ShortCode<N, Tag>> {
    std::size_t operator()(const sourcelight::ShortCode<N, Tag>& code) const noexcept
    {
        return std::hash<std::string_view>{}(code.view());
    }
};
