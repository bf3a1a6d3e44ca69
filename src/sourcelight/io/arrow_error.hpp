// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/error.hpp"

#include <arrow/result.h>
#include <arrow/status.h>

#include <string>
#include <utility>

// Only for the .cpp files of io/: this header is not installed.
namespace sourcelight::io {

/// What the system said ("No space left on device"), else what Arrow says.
inline std::string cause_of(const arrow::Status& status)
{
    if (!status.detail()) {
        return status.message();
    }
    auto text = status.detail()->ToString();
    const auto end = text.find("] ");
    return text.starts_with("[errno ") && end != std::string::npos ? text.substr(end + 2) : text;
}

/// Turns an Arrow failure into an Error of `code` that starts with `what` (file and step).
inline void require(const arrow::Status& status, Errc code, const std::string& what)
{
    if (status.ok()) {
        return;
    }
    throw Error{code, code == Errc::kOutputUnwritable
                          ? what + ": cannot be written: " + cause_of(status) +
                                "; free some space or choose another folder with --out"
                          : what + ": " + cause_of(status)};
}

/// The value, or an Error like require().
template <typename T>
T require(arrow::Result<T> result, Errc code, const std::string& what)
{
    require(result.status(), code, what);
    return std::move(result).ValueUnsafe();
}

}  // namespace sourcelight::io
