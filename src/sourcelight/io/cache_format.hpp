// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/sections.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// First bytes of a cache file. Then follow the table of sections and the sections, each beginning
/// at a multiple of kSectionAlignment with zeros before it.
struct CacheHeader {
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
    std::uint32_t byte_order = 0;  ///< 0x01020304 as this machine writes it
    std::uint32_t word_bytes = 0;  ///< of a pointer
    std::uint32_t sections = 0;
    std::array<char, 64> key{};
    std::uint64_t file_bytes = 0;
    std::uint64_t checksum = 0;  ///< XXH3 of the header before it and of all that follows
};

/// One line of the table of sections.
struct CacheEntry {
    std::array<char, 32> name{};
    std::uint64_t element_bytes = 0;
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
};

static_assert(std::is_trivially_copyable_v<CacheHeader> &&
              std::has_unique_object_representations_v<CacheHeader>);
static_assert(std::is_trivially_copyable_v<CacheEntry> &&
              std::has_unique_object_representations_v<CacheEntry>);

/// Header and table of a file that holds these sections, padded to the first section, with the
/// checksum in place.
[[nodiscard]] std::vector<std::byte> cache_head(std::string_view key, const Sections& sections);

/// What a whole file holds: its sections, or why they are not used.
struct CacheContent {
    std::vector<Section> sections;
    std::string_view trouble;  ///< "is cut short"; empty = sound
};

/// Reads a whole file: no sections unless header, key, checksum and table are sound. `bytes` begin
/// at a multiple of kSectionAlignment.
[[nodiscard]] CacheContent read_cache(std::span<const std::byte> bytes, std::string_view key);

/// Zeros that follow so many bytes up to the next section.
[[nodiscard]] constexpr std::size_t cache_padding(std::size_t bytes) noexcept
{
    return (kSectionAlignment - bytes % kSectionAlignment) % kSectionAlignment;
}

}  // namespace sourcelight::io
