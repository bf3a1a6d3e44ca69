// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/reference/catalogue.hpp"
#include "sourcelight/screen/types.hpp"

#include <span>
#include <string>

namespace sourcelight::publish {

/// How many names of which lists a run compares with, and what of the entity list is not held: "149
/// names of official lists are held: 77 of US customs orders and findings, 72 of ...". From the
/// loaded entities and the first known gap of the list's manifest.
[[nodiscard]] std::string held_names_text(std::span<const screen::ListedEntity> entities,
                                          const reference::Catalogue& catalogue);

/// What the comparison cannot see even in the names that are held.
[[nodiscard]] std::string unseen_names_text();

}  // namespace sourcelight::publish
