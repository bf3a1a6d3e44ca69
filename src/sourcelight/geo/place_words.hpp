// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace sourcelight::geo {

/// What a word beside a name says about it. Words are in comparison form.
[[nodiscard]] bool is_street_word(std::string_view word) noexcept;      ///< "road" after the name
[[nodiscard]] bool is_street_prefix(std::string_view word) noexcept;    ///< "calle" before the name
[[nodiscard]] bool is_direction(std::string_view word) noexcept;        ///< between name and street
[[nodiscard]] bool is_region_word(std::string_view word) noexcept;      ///< "province" after it
[[nodiscard]] bool is_settlement_word(std::string_view word) noexcept;  ///< "city" on either side
/// "Greater", "Metropolitan", "Area": beside a town's name in a cell of its own.
[[nodiscard]] bool is_agglomeration_word(std::string_view word) noexcept;
[[nodiscard]] bool is_generic_word(std::string_view word) noexcept;  ///< part of a region's title

/// Words of addresses that are names of some village somewhere: no mention of their own.
[[nodiscard]] bool is_common_word(std::string_view word) noexcept;

/// A name in an unspaced script without what it is: "广东省" -> "广东"; the name itself otherwise.
[[nodiscard]] std::string_view without_unit_character(std::string_view name) noexcept;

/// Whether a word beside a name in a cell says no more than what the name is of.
[[nodiscard]] bool is_title_of_place(std::string_view word);

}  // namespace sourcelight::geo
