// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/held_names.hpp"

#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace sourcelight::publish {

std::string held_names_text(std::span<const screen::ListedEntity> entities,
                            const reference::Catalogue& catalogue)
{
    std::int64_t orders = 0;
    std::int64_t entity_list = 0;
    std::string gap;
    for (const auto& entity : entities) {
        if (entity.kind == screen::ListKind::kImportOrder) {
            ++orders;
            continue;
        }
        if (const auto index = catalogue.find(entity.list_id);
            entity_list++ == 0 && index && !catalogue.manifest(*index).known_gaps.empty()) {
            gap = fmt::format(" ({})", catalogue.manifest(*index).known_gaps.front());
        }
    }
    if (entities.empty()) {
        return "No names of official lists were public by the as-of date.";
    }
    return fmt::format("{} names of official lists are held: {} of US customs orders and findings, "
                       "{} of the UFLPA Entity List{}.",
                       count_text(orders + entity_list), count_text(orders),
                       count_text(entity_list), gap);
}

std::string unseen_names_text()
{
    return "The lists are held in Latin letters: a listed firm that your file writes in Chinese "
           "characters is found only if these spell the listed name sound by sound; a name that is "
           "translated, or written otherwise than listed, is not found.";
}

}  // namespace sourcelight::publish
