// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/cache_format.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

// The library's functions inline: one dependency less at run time.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sourcelight::io {
namespace {

constexpr std::array<char, 8> kMagic{'S', 'L', 'C', 'A', 'C', 'H', 'E', '\n'};
constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::size_t kMostSections = 1024;
constexpr std::array<std::byte, kSectionAlignment> kZeros{};

CacheHeader expected_header(std::string_view key)
{
    CacheHeader header;
    header.magic = kMagic;
    header.version = kVersion;
    header.byte_order = kByteOrder;
    header.word_bytes = sizeof(void*);
    std::copy_n(key.begin(), std::min(key.size(), header.key.size()), header.key.begin());
    return header;
}

/// The header's part of the checksum: what follows is hashed with it as seed.
std::uint64_t header_seed(const CacheHeader& header) noexcept
{
    return XXH3_64bits(&header, offsetof(CacheHeader, checksum));
}

/// Table of sections with their places in the file; `end` is set to the file's size.
std::vector<CacheEntry> make_table(std::span<const Section> sections, std::uint64_t& end)
{
    std::vector<CacheEntry> table(sections.size());
    end = sizeof(CacheHeader) + sections.size() * sizeof(CacheEntry);
    for (std::size_t i = 0; i < sections.size(); ++i) {
        auto& entry = table[i];
        const auto& name = sections[i].name;
        std::copy_n(name.begin(), std::min(name.size(), entry.name.size()), entry.name.begin());
        entry.element_bytes = sections[i].element_bytes;
        entry.bytes = sections[i].bytes.size();
        entry.offset = end + cache_padding(end);
        end = entry.offset + entry.bytes;
    }
    return table;
}

struct FreeState {
    void operator()(XXH3_state_t* state) const noexcept { XXH3_freeState(state); }
};

std::uint64_t checksum_of(const CacheHeader& header, std::span<const std::byte> table,
                          std::span<const Section> sections)
{
    const std::unique_ptr<XXH3_state_t, FreeState> state{XXH3_createState()};
    XXH3_64bits_reset_withSeed(state.get(), header_seed(header));
    XXH3_64bits_update(state.get(), table.data(), table.size());
    for (const auto& section : sections) {
        XXH3_64bits_update(state.get(), section.bytes.data(), section.bytes.size());
        const auto padding = &section == &sections.back() ? 0 : cache_padding(section.bytes.size());
        XXH3_64bits_update(state.get(), kZeros.data(), padding);
    }
    return XXH3_64bits_digest(state.get());
}

constexpr std::string_view kForeign = "is no file of this cache";
constexpr std::string_view kDamaged = "is damaged (its checksum does not fit)";

/// Why a header is not the one expected; empty if it is.
std::string_view header_trouble(const CacheHeader& header, std::size_t bytes, std::string_view key)
{
    auto expected = expected_header(key);
    if (header.magic != expected.magic) {
        return kForeign;
    }
    if (header.version != expected.version || header.byte_order != expected.byte_order ||
        header.word_bytes != expected.word_bytes) {
        return "was made by another version or on another kind of machine";
    }
    if (header.file_bytes != bytes) {
        return header.file_bytes > bytes ? "is cut short" : "has bytes behind its end";
    }
    if (header.key != expected.key) {
        return "was made from other data";
    }
    return header.sections > kMostSections ? kDamaged : std::string_view{};
}

bool is_sound(const CacheEntry& entry, std::size_t file_bytes) noexcept
{
    return entry.offset % kSectionAlignment == 0 && entry.offset <= file_bytes &&
           entry.bytes <= file_bytes - entry.offset;
}

}  // namespace

std::vector<std::byte> cache_head(std::string_view key, const Sections& sections)
{
    auto header = expected_header(key);
    header.sections = static_cast<std::uint32_t>(sections.all().size());
    const auto table = make_table(sections.all(), header.file_bytes);
    const auto table_bytes = std::as_bytes(std::span{table});
    const auto size = sizeof header + table_bytes.size();
    std::vector<std::byte> head(size + cache_padding(size));
    std::copy(table_bytes.begin(), table_bytes.end(),
              head.begin() + static_cast<std::ptrdiff_t>(sizeof header));
    header.checksum = checksum_of(header, std::span{head}.subspan(sizeof header), sections.all());
    std::memcpy(head.data(), &header, sizeof header);
    return head;
}

CacheContent read_cache(std::span<const std::byte> bytes, std::string_view key)
{
    CacheHeader header;
    if (bytes.size() < sizeof header) {
        return {{}, kForeign};
    }
    std::memcpy(&header, bytes.data(), sizeof header);
    if (const auto trouble = header_trouble(header, bytes.size(), key); !trouble.empty()) {
        return {{}, trouble};
    }
    const auto rest = bytes.subspan(sizeof header);
    if (rest.size() < header.sections * sizeof(CacheEntry) ||
        XXH3_64bits_withSeed(rest.data(), rest.size(), header_seed(header)) != header.checksum) {
        return {{}, kDamaged};
    }
    std::vector<Section> sections;
    for (std::size_t i = 0; i < header.sections; ++i) {
        CacheEntry entry;
        std::memcpy(&entry, rest.data() + i * sizeof entry, sizeof entry);
        if (!is_sound(entry, bytes.size())) {
            return {{}, kDamaged};
        }
        sections.push_back({{entry.name.data(), ::strnlen(entry.name.data(), entry.name.size())},
                            static_cast<std::uint32_t>(entry.element_bytes),
                            bytes.subspan(entry.offset, entry.bytes)});
    }
    return {std::move(sections), {}};
}

}  // namespace sourcelight::io
