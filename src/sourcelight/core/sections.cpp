// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/sections.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sourcelight {

std::span<const std::byte> Sections::find(std::string_view name, std::size_t element_bytes) const
{
    const auto found =
        std::find_if(m_sections.begin(), m_sections.end(),
                     [name](const Section& section) { return section.name == name; });
    if (found == m_sections.end() || found->element_bytes != element_bytes ||
        found->bytes.size() % element_bytes != 0) {
        throw Error{Errc::kInternal,
                    fmt::format("a kept structure has no section \"{}\" of {}-byte elements", name,
                                element_bytes)};
    }
    return found->bytes;
}

void Sections::require_one(std::string_view name, std::size_t size)
{
    if (size != 1) {
        throw Error{Errc::kInternal,
                    fmt::format("section \"{}\" has {} values; expected one", name, size)};
    }
}

}  // namespace sourcelight
