// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight {

/// An immutable column of texts: cell i = bytes[offsets[i], offsets[i + 1]). An empty cell is
/// a missing cell. Shares its memory (an Arrow buffer, or vectors of its own), so copies are cheap.
class TextColumn {
public:
    TextColumn() = default;

    /// A view on memory that `owner` keeps alive; offsets has one entry more than there are cells.
    TextColumn(std::span<const std::int32_t> offsets, const char* bytes,
               std::shared_ptr<const void> owner)
        : m_offsets{offsets}, m_bytes{bytes}, m_owner{std::move(owner)}
    {
    }

    /// A column of its own from texts; for tests and small tables.
    [[nodiscard]] static TextColumn of(const std::vector<std::string>& cells)
    {
        struct Memory {
            std::vector<std::int32_t> offsets{0};
            std::string bytes;
        };
        auto memory = std::make_shared<Memory>();
        for (const auto& cell : cells) {
            memory->bytes += cell;
            memory->offsets.push_back(static_cast<std::int32_t>(memory->bytes.size()));
        }
        const std::span<const std::int32_t> offsets{memory->offsets};
        const char* bytes = memory->bytes.data();
        return TextColumn{offsets, bytes, std::move(memory)};
    }

    [[nodiscard]] std::size_t size() const noexcept
    {
        return m_offsets.empty() ? 0 : m_offsets.size() - 1;
    }
    [[nodiscard]] bool empty() const noexcept { return size() == 0; }

    [[nodiscard]] std::string_view operator[](std::size_t i) const noexcept
    {
        const auto from = m_offsets[i];
        return {m_bytes + from, static_cast<std::size_t>(m_offsets[i + 1] - from)};
    }

private:
    std::span<const std::int32_t> m_offsets;
    const char* m_bytes = nullptr;
    std::shared_ptr<const void> m_owner;
};

}  // namespace sourcelight
