// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/writers.hpp"

#include <algorithm>
#include <cctype>
#include <unordered_set>

namespace sourcelight::io {
namespace {

std::string lower(std::string_view text)
{
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

}  // namespace

std::vector<SafeName> safe_column_names(const std::vector<std::string>& names)
{
    std::vector<SafeName> safe;
    std::unordered_set<std::string> taken;
    for (const auto& name : names) {
        SafeName one{name};
        const auto folded = lower(trim(name));
        if (folded.starts_with("sl_") || folded == "fid" || folded == "geom") {
            one.name += "__input";
            one.collided = true;
        }
        const auto wished = one.name;
        for (int number = 2; !taken.insert(one.name).second; ++number) {
            one.name = wished + "__" + std::to_string(number);
            one.repeated = true;
        }
        safe.push_back(std::move(one));
    }
    return safe;
}

}  // namespace sourcelight::io
