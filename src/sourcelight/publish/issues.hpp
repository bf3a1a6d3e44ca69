// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"
#include "sourcelight/reference/activity_tree.hpp"
#include "sourcelight/resolve/types.hpp"
#include "sourcelight/screen/types.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace sourcelight::publish {

/// A kind of issue that suppliers share and what to do about it. `guidance` is the key of the
/// dataset sourcelight/guidance, which has the public page that helps, and action and question
/// where they are empty here.
struct Issue {
    std::string_view kind;  ///< stable, such as "state-imposed"
    std::string_view title;
    std::string_view why;  ///< what the suppliers share, without their number
    std::string_view guidance;
    std::string_view action = {};
    std::string_view question = {};
};

/// All kinds, in order of urgency.
[[nodiscard]] std::span<const Issue> issues() noexcept;

/// What is known about one supplier when its issues are told.
struct IssueFacts {
    const resolve::ResolvedPlace& place;
    const assess::AssessedSupplier& supplier;
    std::span<const screen::Match> matches;
    std::optional<reference::Sector> sector;
    std::optional<double> migrant_share;  ///< of the workers, 0 to 1, as the list states it
};

/// Positions in issues() of the kinds that the supplier has, rising.
[[nodiscard]] std::vector<std::uint8_t> issues_of(const IssueFacts& facts);

}  // namespace sourcelight::publish
