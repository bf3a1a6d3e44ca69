// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/reference/reference.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/reference/load_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sourcelight::reference {
namespace {

/// Classifications, names, boundaries and our own maps between them have no as-of date: they
/// say what a code or a name means, not what was known about anybody.
constexpr std::array<std::string_view, 38> kExempt{
    "concordance/hs_to_isic4",
    "concordance/nace_to_isic4",
    "concordance/naics_to_isic4",
    "country_coder/zones",
    "geonames/admin1_names",
    "geonames/alternate_names",
    "geonames/places",
    "iso/subdivisions",
    "iso_names/country_names",
    "natural_earth/admin1",
    "natural_earth/admin1_names",
    "natural_earth/country_names",
    "sourcelight/countries",
    "sourcelight/country_lookups",
    "sourcelight/display_boundaries",
    "sourcelight/disputed_areas",
    "sourcelight/disputed_claims",
    "sourcelight/geocoder_centres",
    "sourcelight/good_synonyms",
    "sourcelight/goods",
    "sourcelight/goods_to_hs",
    "sourcelight/goods_to_isic",
    "sourcelight/guidance",
    "sourcelight/lexicon",
    "sourcelight/postcode_regions",
    "sourcelight/region_abbreviations",
    "sourcelight/region_corrections",
    "sourcelight/region_population",
    "sourcelight/unspsc_to_isic4",
    "sourcelight/zone_corrections",
    "uk/sic2007",
    "un/isic4",
    "unece/vehicle_signs",
    "unicode/country_names",
    "uscensus/naics2017",
    "wco/hs2017",
    "wco/hs2022",
    "world_countries/country_names",
};

/// Large tables that only some stages need are loaded by those who need them.
constexpr std::array<std::string_view, 6> kOnDemand{
    "country_coder/zones",  "geonames/alternate_names",   "geonames/places",
    "natural_earth/admin1", "natural_earth/admin1_names", "sourcelight/display_boundaries",
};

template <std::size_t N>
bool in(const std::array<std::string_view, N>& list, std::string_view id)
{
    return std::find(list.begin(), list.end(), id) != list.end();
}

std::unordered_map<RegionCode, std::string> load_region_names(const Reference& reference)
{
    std::unordered_map<RegionCode, std::string> names;
    const auto boundaries =
        reference.catalogue.load("sourcelight/display_boundaries", reference.as_of, true);
    for (std::size_t row = 0; row < boundaries.table.rows(); ++row) {
        if (boundaries.table.text("level")[row] == "region") {
            names.emplace(boundaries.table.text("code")[row], boundaries.table.text("name")[row]);
        }
    }
    const auto& iso = reference.dataset("iso/subdivisions").table;
    for (std::size_t row = 0; row < iso.rows(); ++row) {
        names.emplace(iso.text("code")[row], iso.text("name")[row]);
    }
    return names;
}

}  // namespace

bool is_exempt(std::string_view id) noexcept { return in(kExempt, id); }

const Dataset& Reference::dataset(std::string_view id) const
{
    const auto found = datasets.find(id);
    if (found == datasets.end()) {
        throw Error{Errc::kDatasetInvalid, fmt::format("dataset {} was not loaded", id)};
    }
    return found->second;
}

std::string Reference::region_name(RegionCode region) const
{
    const auto found = region_names.find(region);
    return found == region_names.end() ? std::string{region.view()} : found->second;
}

Reference load_reference(const std::string& folder, std::optional<Date> as_of)
{
    Reference reference;
    reference.catalogue = Catalogue::open(folder);
    reference.as_of = as_of.value_or(reference.catalogue.newest());
    for (const auto& manifest : reference.catalogue.manifests()) {
        if (!in(kOnDemand, manifest.id)) {
            reference.datasets.emplace(
                manifest.id,
                reference.catalogue.load(manifest.id, reference.as_of, is_exempt(manifest.id)));
        }
    }
    const auto& all = reference;
    reference.goods =
        load_goods(all.dataset("sourcelight/goods"), all.dataset("sourcelight/good_synonyms").table,
                   all.dataset("sourcelight/goods_to_hs").table,
                   all.dataset("sourcelight/goods_to_isic").table);
    reference.listings = load_listings(all.dataset("usdol/list_of_goods"), reference.goods);
    const auto& isic = all.dataset("un/isic4");
    const auto& manifest = reference.catalogue.manifest(isic.index);
    reference.tree = load_tree(isic.table, manifest.folder + "/" + manifest.file,
                               all.dataset("wco/hs2022").table,
                               all.dataset("concordance/hs_to_isic4").table, reference.goods);
    reference.countries = load_countries(
        all.dataset("sourcelight/countries"), all.dataset("worldbank/income_groups"),
        {&all.dataset("iso_names/country_names"), &all.dataset("world_countries/country_names"),
         &all.dataset("natural_earth/country_names"), &all.dataset("unicode/country_names"),
         &all.dataset("unece/vehicle_signs")},
        all.dataset("sourcelight/country_lookups"));
    reference.region_names = load_region_names(reference);
    return reference;
}

}  // namespace sourcelight::reference
