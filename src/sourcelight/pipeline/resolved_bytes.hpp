// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/resolve/types.hpp"
#include "sourcelight/screen/types.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::pipeline {

/// What resolving and screening made of a batch: the dear part of a score.
struct Resolved {
    resolve::ResolvedBatch batch;
    std::vector<screen::Match> matches;
};

/// A batch as bytes that resolved_from() of the same process reads back: kinds of findings stand
/// as addresses. Cost: one copy, about 70 bytes a supplier.
[[nodiscard]] std::string to_bytes(const Resolved& resolved);

/// The batch of to_bytes(). Throws Error kInternal if bytes are missing.
[[nodiscard]] Resolved resolved_from(std::string_view bytes);

}  // namespace sourcelight::pipeline
