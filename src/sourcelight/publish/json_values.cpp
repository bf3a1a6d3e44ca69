// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/json_values.hpp"

#include <algorithm>
#include <cmath>

namespace sourcelight::publish {
namespace {

using Json = nlohmann::ordered_json;

/// JSON has no infinity: a number that is not finite is not known.
Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

/// Where a label stands in the order of bands: by the middle of a run, the shorter first.
int band_order(const std::string& label)
{
    using assess::Band;
    constexpr int kBands = 5;
    for (int length = 0; length < kBands; ++length) {
        for (int from = 0; from + length < kBands; ++from) {
            const assess::BandRange range{static_cast<Band>(from),
                                          static_cast<Band>(from + length)};
            if (label == assess::band_label(range)) {
                return (2 * from + length) * kBands + length;
            }
        }
    }
    return 1000;
}

}  // namespace

Json to_json(const MaybeEstimate& estimate)
{
    if (!estimate) {
        return nullptr;
    }
    return {{"median", finite(estimate->median)},
            {"lo50", finite(estimate->lo50)},
            {"hi50", finite(estimate->hi50)},
            {"lo90", finite(estimate->lo90)},
            {"hi90", finite(estimate->hi90)}};
}

Json to_json(const assess::Total& total)
{
    auto value = to_json(MaybeEstimate{total.estimate});
    value["mc_error"] = finite(total.mc_error);
    return value;
}

std::vector<std::pair<std::string, std::int64_t>> bands_in_order(
    const std::map<std::string, std::int64_t>& bands)
{
    std::vector<std::pair<std::string, std::int64_t>> list{bands.begin(), bands.end()};
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
        return band_order(a.first) < band_order(b.first);
    });
    return list;
}

Json bands_to_json(const std::map<std::string, std::int64_t>& bands)
{
    Json list = Json::array();
    for (const auto& [band, count] : bands_in_order(bands)) {
        list.push_back({{"band", band}, {"count", count}});
    }
    return list;
}

std::string json_text(const Json& value)
{
    return value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sourcelight::publish
