// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace sourcelight {

/// A const array of plain values that either owns them or views memory that a shared owner keeps,
/// such as a mapped file; copies share the values. Reading costs what a vector's does.
template <typename T>
class ConstArray {
    static_assert(std::is_trivially_copyable_v<T>, "values are read from a file as they are");

public:
    ConstArray() = default;

    /// Takes over a vector's elements; addresses stay.
    explicit ConstArray(std::vector<T> elements)
    {
        auto owner = std::make_shared<const std::vector<T>>(std::move(elements));
        m_elements = *owner;
        m_owner = std::move(owner);
    }

    /// Views elements that live as long as `owner`.
    ConstArray(std::span<const T> elements, std::shared_ptr<const void> owner) noexcept
        : m_elements{elements}, m_owner{std::move(owner)}
    {
    }

    [[nodiscard]] const T* data() const noexcept { return m_elements.data(); }
    [[nodiscard]] std::size_t size() const noexcept { return m_elements.size(); }
    [[nodiscard]] bool empty() const noexcept { return m_elements.empty(); }
    [[nodiscard]] const T& operator[](std::size_t i) const noexcept { return m_elements[i]; }
    [[nodiscard]] const T* begin() const noexcept { return data(); }
    [[nodiscard]] const T* end() const noexcept { return data() + size(); }
    [[nodiscard]] std::span<const T> span() const noexcept { return m_elements; }
    [[nodiscard]] std::size_t bytes() const noexcept { return m_elements.size_bytes(); }

private:
    std::span<const T> m_elements;
    std::shared_ptr<const void> m_owner;
};

}  // namespace sourcelight
