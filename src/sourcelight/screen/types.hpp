// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/source_ref.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::screen {

/// What a list says about an entity.
enum class ListKind : std::uint8_t { kImportOrder, kEntityList };

/// An entity of an official list, const after loading.
struct ListedEntity {
    std::string list_id;    ///< dataset id, "uscbp/orders"
    std::string entity_id;  ///< key within the list
    std::string name;
    std::vector<std::string> aliases;
    CountryCode country;
    RegionCode region;
    ListKind kind = ListKind::kImportOrder;
    std::string legal_basis;  ///< "WRO", "Finding", "UFLPA"
    std::vector<GoodId> goods;
    std::optional<Date> listed_on;
    std::optional<Date> ended;  ///< revoked, modified for this entity or made inactive
    std::string source_url;
    SourceRef source;
};

enum class MatchState : std::uint8_t { kAuto, kReview, kDismissed };
[[nodiscard]] std::string_view state_name(MatchState state) noexcept;

/// A candidate, never a verdict: this row's name resembles that entity's.
struct Match {
    std::int64_t row = 0;      ///< supplier row, global
    std::uint32_t entity = 0;  ///< index into the entity table
    std::string supplier_name;
    std::string matched_alias;
    float score = 0.0F;         ///< similarity in [0, 1]
    float probability = 0.0F;   ///< that both are the same entity
    std::string tokens_agreed;  ///< blank separated
    bool country_agrees = false;
    MatchState state = MatchState::kReview;
    std::string reason;  ///< one sentence
};

}  // namespace sourcelight::screen
