// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/error.hpp"

#include <arrow/result.h>
#include <arrow/status.h>

#include <string>
#include <utility>

// Only for the .cpp files of io/: this header is not installed.
namespace sourcelight::io {

/// Turns an Arrow failure into an Error of `code` that starts with `what` (file and step).
inline void require(const arrow::Status& status, Errc code, const std::string& what)
{
    if (!status.ok()) {
        throw Error{code, what + ": " + status.message()};
    }
}

/// The value, or an Error like require().
template <typename T>
T require(arrow::Result<T> result, Errc code, const std::string& what)
{
    require(result.status(), code, what);
    return std::move(result).ValueUnsafe();
}

}  // namespace sourcelight::io
