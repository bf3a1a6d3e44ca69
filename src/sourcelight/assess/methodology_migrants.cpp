// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/methodology_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sourcelight::assess {

void read_migrants(config::YamlMap group, ParameterReader& reader, Methodology& out)
{
    const auto leaf = [&](const std::string& key) { return reader(group, "migrant_work", key); };
    out.migrants = {leaf("relative_risk"), leaf("relative_risk_sd"), leaf("coercion_slope")};
    if (!(out.migrants.relative_risk >= 1.0) || !(out.migrants.relative_risk_sd >= 0.0)) {
        group.complain("relative_risk must be at least 1 and relative_risk_sd not negative");
    }
    const auto source = group.text("source");
    const auto code = group.text("code");
    require_code(group, code);
    for (auto& map : group.maps_or_empty("activities")) {
        const auto activity = map.text("activity");
        const double odds = map.number("odds");
        const auto entry = std::find_if(out.profile.begin(), out.profile.end(),
                                        [&](const auto& p) { return p.activity == activity; });
        if (entry == out.profile.end() || !(odds > 0.0)) {
            map.complain(fmt::format("{} with odds {}: expected an activity of activity_profile "
                                     "and odds above 0",
                                     activity, odds));
        } else {
            entry->migrant_odds = odds;
        }
        out.parameters.push_back({"migrant_work." + activity, odds, code, "odds ratio", source});
        map.done();
    }
    group.done();
}

}  // namespace sourcelight::assess
