// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/reference/reference.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::pipeline {

/// What a text means among the goods of the official lists.
struct GoodAnswer {
    std::optional<GoodId> good;
    bool by_word = false;         ///< through another name than its own: worth saying
    std::vector<GoodId> meant;    ///< other goods that go by the same name, or all if none is taken
    std::vector<GoodId> similar;  ///< goods with a name that is spelled alike; only without `good`
};

/// Looks a text up under the names that the atlas searches too (reference::good_words), in any
/// case, singular or plural: a good's own name, else a name of the official lists, else a product
/// word, else a name that holds the text as words of its own ("soy" in "Beans (green, soy,
/// yellow)"). Where several goods have it, none is taken, save that names of the official lists go
/// before product words. Cost: a few milliseconds.
[[nodiscard]] GoodAnswer search_goods(const reference::Reference& reference, std::string_view text);

}  // namespace sourcelight::pipeline
