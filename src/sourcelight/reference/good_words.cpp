// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/reference/good_words.hpp"

namespace sourcelight::reference {

std::vector<GoodWord> good_words(const DataTable* lists, const DataTable* lexicon)
{
    std::vector<GoodWord> words;
    if (lists != nullptr) {
        for (std::size_t row = 0; row < lists->rows(); ++row) {
            words.push_back({std::string{lists->text("list_name")[row]},
                             std::string{lists->text("good")[row]}, true});
        }
    }
    if (lexicon != nullptr) {
        for (std::size_t row = 0; row < lexicon->rows(); ++row) {
            if (lexicon->text("system")[row] == "good") {
                words.push_back({std::string{lexicon->text("term")[row]},
                                 std::string{lexicon->text("code")[row]}, false});
            }
        }
    }
    return words;
}

std::string_view list_sector_label(ListSector sector) noexcept
{
    switch (sector) {
    case ListSector::kAgriculture: return "Agriculture";
    case ListSector::kManufacturing: return "Manufacturing";
    case ListSector::kMining: return "Mining";
    case ListSector::kOther: break;
    }
    return "Other";
}

}  // namespace sourcelight::reference
