// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/const_array.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sourcelight {

/// Bytes of one array, under a name.
struct Section {
    std::string name;
    std::uint32_t element_bytes = 0;
    std::span<const std::byte> bytes;
};

/// Alignment that every section has in memory, enough for any plain value.
inline constexpr std::size_t kSectionAlignment = 64;

/// The arrays that a built structure consists of, under names: what it is kept as between runs.
///
/// Only plain values go in, in the layout of this program's build; a StructureStore sees to it that
/// no other build reads them. The views are valid as long as the structure or `owner` lives.
class Sections {
public:
    Sections() = default;
    Sections(std::vector<Section> sections, std::shared_ptr<const void> owner)
        : m_sections{std::move(sections)}, m_owner{std::move(owner)}
    {
    }

    template <typename T>
    void add(std::string_view name, const ConstArray<T>& values)
    {
        m_sections.push_back({std::string{name}, sizeof(T), std::as_bytes(values.span())});
    }

    /// A view of an array that was added with elements of the same type.
    /// Throws Error kInternal if there is none of this name and element size.
    template <typename T>
    [[nodiscard]] ConstArray<T> take(std::string_view name) const
    {
        static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= kSectionAlignment);
        const auto bytes = find(name, sizeof(T));
        return {{reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)}, m_owner};
    }

    /// The one value of an array that was added with a single element.
    template <typename T>
    [[nodiscard]] T take_value(std::string_view name) const
    {
        const auto values = take<T>(name);
        require_one(name, values.size());
        return values[0];
    }

    [[nodiscard]] std::span<const Section> all() const noexcept { return m_sections; }

private:
    [[nodiscard]] std::span<const std::byte> find(std::string_view name,
                                                  std::size_t element_bytes) const;

    static void require_one(std::string_view name, std::size_t size);

    std::vector<Section> m_sections;
    std::shared_ptr<const void> m_owner;
};

/// Where built structures are kept between runs. Safe from several threads.
class StructureStore {
public:
    StructureStore() = default;
    virtual ~StructureStore() = default;
    StructureStore(const StructureStore&) = delete;
    StructureStore& operator=(const StructureStore&) = delete;
    StructureStore(StructureStore&&) = delete;
    StructureStore& operator=(StructureStore&&) = delete;

    /// The structure kept under a name and key, if it is there and sound; never throws for a file
    /// that is not. `key` says what it was built from, by whom: 64 hexadecimal digits.
    [[nodiscard]] virtual std::optional<Sections> load(std::string_view name,
                                                       std::string_view key) const = 0;

    /// Keeps a structure. What cannot be kept is not: a later run builds it again.
    virtual void store(std::string_view name, std::string_view key,
                       const Sections& sections) const = 0;
};

/// Keeps nothing: every structure is built.
class NoStore final : public StructureStore {
public:
    [[nodiscard]] std::optional<Sections> load(std::string_view /*name*/,
                                               std::string_view /*key*/) const override
    {
        return std::nullopt;
    }
    void store(std::string_view /*name*/, std::string_view /*key*/,
               const Sections& /*sections*/) const override
    {
    }
};

}  // namespace sourcelight
