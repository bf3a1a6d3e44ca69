// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/geo/mentions.hpp"
#include "sourcelight/geo/place_words.hpp"

#include <algorithm>
#include <iterator>

namespace sourcelight::geo {
namespace {

/// A name inside words that are near a longer one: "Ashland" in "Ashland Height".
constexpr float kInsideNear = -2.0F;

}  // namespace

bool has_unknown_words(const QueryText& query, std::span<const Mention> mentions)
{
    for (auto i = query.city_begin; i < query.text.tokens.size(); ++i) {
        const auto& token = query.text.tokens[i];
        const bool known =
            token.digits || is_title_of_place(query.text.word(i)) ||
            std::any_of(mentions.begin(), mentions.end(), [&token](const Mention& mention) {
                return mention.begin < token.begin + token.size && token.begin < mention.end;
            });
        if (!known) {
            return true;
        }
    }
    return false;
}

void add_near(std::vector<Mention>& mentions, std::vector<Mention> near)
{
    for (auto& mention : mentions) {
        const bool inside = std::any_of(near.begin(), near.end(), [&mention](const Mention& other) {
            return other.cell != PlaceCell::kAddress && other.begin <= mention.begin &&
                   mention.end <= other.end;
        });
        mention.weight += inside ? kInsideNear : 0.0F;
    }
    mentions.insert(mentions.end(), std::make_move_iterator(near.begin()),
                    std::make_move_iterator(near.end()));
}

}  // namespace sourcelight::geo
