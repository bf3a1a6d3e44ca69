// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/source_ref.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace sourcelight::reference {

/// The list's four sectors (methodology section 5).
enum class ListSector : std::uint8_t { kAgriculture, kManufacturing, kMining, kOther };

struct WeightedCode {
    std::string code;
    double weight = 0.0;
};

/// A good named by an official list.
struct Good {
    std::string slug;  ///< "rubber-gloves"
    std::string label;
    ListSector sector = ListSector::kOther;
    std::string stage;                ///< raw, intermediate, finished, service
    std::vector<WeightedCode> isic4;  ///< classes that make it, weights sum to 1, main class first
    std::vector<WeightedCode> hs;     ///< HS headings or subheadings, weights sum to 1
    std::vector<GoodId> made_from;    ///< listed goods that are its inputs
    SourceRef source;
};

/// One line of the List of Goods in one edition: this good of this country is listed.
struct Listing {
    GoodId good = GoodId::kNone;
    CountryCode country;
    std::string edition;
    Date published;
    bool child_labor = false;
    bool forced_labor = false;
    bool forced_child_labor = false;  ///< also on the EO 13126 list
    bool downstream = false;          ///< listed through an input good
    GoodId input = GoodId::kNone;     ///< with `downstream`
    CountryCode input_country;        ///< with `downstream`
    Date since;                       ///< the unbroken listing of the pair starts here
    bool since_at_latest = false;     ///< ... or earlier: the editions before are not held
    Date forced_since;                ///< as `since`, of forced labour; with `forced_labor`
    bool forced_since_at_latest = false;
    SourceRef source;
};

/// All goods, in order of slug, const after loading.
struct Goods {
    std::vector<Good> goods;
    std::unordered_map<std::string, GoodId> by_slug;  ///< includes harmonised synonyms

    [[nodiscard]] const Good& operator[](GoodId id) const
    {
        return goods[static_cast<std::size_t>(id)];
    }
    [[nodiscard]] std::optional<GoodId> find(const std::string& slug) const;
};

}  // namespace sourcelight::reference
