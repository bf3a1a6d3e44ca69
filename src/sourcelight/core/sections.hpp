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
#include <utility>
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

/// An array while it is being built.
template <typename T>
using GrowingArray = std::vector<T>;

/// Arrays that belong together, such as a grid's, are members of a `template <template <typename>
/// class Array> struct Arrays`, which lists them once, with the names of their sections, in
///     template <typename Visit, typename... Sides> static void each(Visit visit, Sides&... sides)
/// that calls visit(name, sides.member...) for every member. The three functions below do the rest.
template <typename Arrays>
void save_arrays(const Arrays& arrays, Sections& sections)
{
    Arrays::each(
        [&sections](std::string_view name, const auto& array) { sections.add(name, array); },
        arrays);
}

/// The arrays that save_arrays() added. Throws Error kInternal if one is missing.
template <typename Arrays>
[[nodiscard]] Arrays load_arrays(const Sections& sections)
{
    Arrays out;
    Arrays::each([&sections]<typename T>(std::string_view name,
                                         ConstArray<T>& array) { array = sections.take<T>(name); },
                 out);
    return out;
}

/// The arrays as they stay once they are built; takes over their memory.
template <template <template <typename> class> class Arrays>
[[nodiscard]] Arrays<ConstArray> freeze(Arrays<GrowingArray>&& built)
{
    Arrays<ConstArray> out;
    Arrays<ConstArray>::each(
        []<typename T>(std::string_view /*name*/, ConstArray<T>& array, std::vector<T>& grown) {
            grown.shrink_to_fit();
            array = ConstArray<T>{std::move(grown)};
        },
        out, built);
    return out;
}

/// Bytes of all the arrays.
template <typename Arrays>
[[nodiscard]] std::size_t bytes_of(const Arrays& arrays)
{
    std::size_t bytes = 0;
    Arrays::each([&bytes](std::string_view /*name*/, const auto& array) { bytes += array.bytes(); },
                 arrays);
    return bytes;
}

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
