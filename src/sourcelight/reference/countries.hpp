// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/source_ref.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace sourcelight::reference {

/// A country or territory with an ISO 3166-1 code of its own, and Kosovo (XK).
struct Country {
    CountryCode code;
    std::string iso3;
    std::string m49;   ///< three digits, empty for XK
    std::string name;  ///< short English name
    std::string
        ilo_region;  ///< africa, americas, arab_states, asia_pacific, europe_central_asia or empty
    std::string un_region;
    std::string un_subregion;
    std::string income_group;  ///< low, lower_middle, upper_middle, high or empty (World Bank)
    double lon = 0.0;          ///< representative point, degrees
    double lat = 0.0;
    SourceRef source;
};

/// A name of a country in some language, as written (not folded).
struct CountryName {
    std::string text;
    CountryCode country;
    std::string lang;  ///< ISO 639-1, "und" where not stated
    std::string kind;  ///< name, official, alias, native, lookup, sign
    SourceRef source;
};

struct Countries {
    std::vector<Country> countries;  ///< in order of code
    std::vector<CountryName> names;
    std::unordered_map<CountryCode, std::size_t> index;

    /// Null if the code is none of the list's.
    [[nodiscard]] const Country* find(CountryCode code) const
    {
        const auto found = index.find(code);
        return found == index.end() ? nullptr : &countries[found->second];
    }
};

}  // namespace sourcelight::reference
