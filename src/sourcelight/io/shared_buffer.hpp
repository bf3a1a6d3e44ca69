// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arrow/buffer.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

// Only for the .cpp files of io/: this header is not installed.
namespace sourcelight::io {

using BufferPointer = std::shared_ptr<arrow::Buffer>;

/// An Arrow buffer over memory that `owner` keeps alive.
template <typename Owner>
class SharedBuffer final : public arrow::Buffer {
public:
    SharedBuffer(const void* data, std::size_t bytes, Owner owner)
        : Buffer{static_cast<const std::uint8_t*>(data), static_cast<std::int64_t>(bytes)},
          m_owner{std::move(owner)}
    {
    }

private:
    Owner m_owner;
};

/// The cells of a vector or string as an Arrow buffer, not copied.
template <typename Container>
BufferPointer buffer_of(Container values)
{
    auto owner = std::make_shared<const Container>(std::move(values));
    return std::make_shared<SharedBuffer<std::shared_ptr<const Container>>>(
        owner->data(), owner->size() * sizeof(typename Container::value_type), owner);
}

}  // namespace sourcelight::io
