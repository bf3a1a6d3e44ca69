// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/reference/load_parts.hpp"

namespace sourcelight::reference {
namespace {

void add_names(Countries& countries, const Dataset& names)
{
    const auto& table = names.table;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        countries.names.push_back({std::string{table.text("name")[row]},
                                   CountryCode{table.text("iso2")[row]},
                                   std::string{table.text("lang")[row]},
                                   std::string{table.text("kind")[row]}, names.ref(row)});
    }
}

}  // namespace

Countries load_countries(const Dataset& list, const Dataset& income,
                         const std::vector<const Dataset*>& names, const Dataset& lookups)
{
    Countries countries;
    const auto& table = list.table;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto text = [&](const char* name) { return std::string{table.text(name)[row]}; };
        Country country;
        country.code = CountryCode{text("iso2")};
        country.iso3 = text("iso3");
        country.m49 = text("m49");
        country.name = text("name");
        country.ilo_region = text("ilo_region");
        country.un_region = text("region_un");
        country.un_subregion = text("subregion_un");
        country.lon = table.number("lon")[row];
        country.lat = table.number("lat")[row];
        country.source = list.ref(row);
        countries.index.emplace(country.code, countries.countries.size());
        countries.countries.push_back(std::move(country));
    }
    for (std::size_t row = 0; row < income.table.rows(); ++row) {
        const auto found = countries.index.find(CountryCode{income.table.text("iso2")[row]});
        if (found != countries.index.end()) {
            countries.countries[found->second].income_group =
                std::string{income.table.text("income_group")[row]};
        }
    }
    for (const auto* dataset : names) {
        add_names(countries, *dataset);
    }
    for (std::size_t row = 0; row < lookups.table.rows(); ++row) {
        countries.names.push_back({std::string{lookups.table.text("text")[row]},
                                   CountryCode{lookups.table.text("iso2")[row]}, "und", "lookup",
                                   lookups.ref(row)});
    }
    return countries;
}

}  // namespace sourcelight::reference
