// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/proximity.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/publish/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <unordered_map>

namespace sourcelight::pipeline {
namespace {

/// What a measurement depends on.
struct PointKey {
    std::uint64_t lon, lat;
    std::uint32_t radius;
    CountryCode country;

    bool operator==(const PointKey&) const = default;
};

struct PointHash {
    std::size_t operator()(const PointKey& key) const noexcept
    {
        constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
        const auto mixed = (key.lon * kOdd ^ std::rotl(key.lat, 31)) * kOdd;
        return static_cast<std::size_t>(mixed ^ (mixed >> 32U) ^ key.radius);
    }
};

PointKey key_of(const resolve::ResolvedPlace& place)
{
    return {std::bit_cast<std::uint64_t>(place.lon), std::bit_cast<std::uint64_t>(place.lat),
            std::bit_cast<std::uint32_t>(place.radius_km), place.country};
}

std::string interval_text(const Nearness& nearness, std::size_t first)
{
    const auto low = static_cast<double>(nearness.values[first + 1]);
    const auto high = static_cast<double>(nearness.values[first + 2]);
    return low == high
               ? std::string{}
               : fmt::format("{} to {}", publish::number_text(low), publish::number_text(high));
}

/// Publisher, edition, date and licence of a layer, and how much of it was used.
std::string source_text(const LayerData& layer)
{
    const auto& setting = layer.setting;
    auto text =
        fmt::format("Layer: {}, edition {}, public since {}, {}; {} {} used of {} features",
                    setting.source, setting.edition, setting.date, setting.licence,
                    layer.record.items, config::kind_name(setting.kind), layer.record.features);
    for (const auto& file : layer.record.files) {
        text += fmt::format("; {}, SHA-256 {}", file.file, file.sha256);
    }
    return text + ".";
}

/// Why there is no number.
std::string no_number(const LayerData& layer, const resolve::ResolvedPlace& place)
{
    if (!place.has_point) {
        return "not known: the place is no point";
    }
    if (layer.shapes == nullptr) {
        return "not known: the layer is later than the as-of date";
    }
    const auto none = fmt::format("none of the layer within {} km", layer.kernel.reach_km);
    return covers(layer, place.country) ? none
                                        : none + "; it does not say that it covers the country";
}

assess::ReceiptTerm nearest_term(const LayerData& layer, const resolve::ResolvedPlace& place,
                                 const Nearness& nearness)
{
    assess::ReceiptTerm term;
    term.group = assess::TermGroup::kPlace;
    term.code = "E";
    term.what = fmt::format("nearest of the layer {}", layer.setting.name);
    term.value = no_number(layer, place);
    if (!layer.sources.empty()) {
        term.source = {layer.sources.front().dataset, SourceRef::kWhole};
    }
    if (nearness.item) {
        term.value =
            fmt::format("{} km, {}, at longitude {:.4f}, latitude {:.4f}",
                        publish::number_text(nearness.values[0]), layer.label(*nearness.item),
                        std::remainder(nearness.at.lon, 360.0), nearness.at.lat);
        term.interval = interval_text(nearness, 0);
        term.source = layer.source(*nearness.item);
    }
    term.parameter = layer.sources.empty()
                         ? fmt::format("{} (proximity.{})", layer.file, layer.setting.name)
                         : fmt::format("proximity.{}", layer.setting.name);
    term.sentence = "Beside the score, not part of it. " + source_text(layer);
    return term;
}

/// What the nearest item adds, so that the kernel can be followed.
std::string nearest_share(const LayerData& layer, const Nearness& nearness)
{
    if (!nearness.item) {
        return {};
    }
    const auto km = static_cast<double>(nearness.values[0]);
    const double weight = layer.weights[*nearness.item];
    const double kernel = layer.kernel.weight(km);
    return fmt::format("The nearest adds {} x w({} km) = {} x {} = {}. ",
                       publish::number_text(weight), publish::number_text(km),
                       publish::number_text(weight), publish::number_text(kernel),
                       publish::number_text(weight * kernel));
}

std::string spread_text(const Nearness& nearness, const resolve::ResolvedPlace& place)
{
    return nearness.spread ? fmt::format("The sum is a mean over {} positions within the place's "
                                         "90 % radius of {} km. ",
                                         kPositions, publish::number_text(place.radius_km))
                           : std::string{};
}

assess::ReceiptTerm weight_term(const LayerData& layer, const resolve::ResolvedPlace& place,
                                const Nearness& nearness)
{
    const auto& setting = layer.setting;
    assess::ReceiptTerm term;
    term.group = assess::TermGroup::kPlace;
    term.code = "P";
    term.what = fmt::format("weighted count of the layer {}", setting.name);
    const auto weight = static_cast<double>(nearness.values[3]);
    if (std::isnan(weight)) {
        term.value = no_number(layer, place);
    } else {
        term.value = publish::number_text(weight);
        term.interval = interval_text(nearness, 3);
    }
    term.parameter = fmt::format("proximity.{}.kernel", setting.name);
    const auto& kernel = layer.kernel;
    const auto factor =
        setting.weight_column.empty() ? std::string{"w"} : "w x " + setting.weight_column;
    term.sentence =
        fmt::format("Sum of {} over the {} within reach, of which there are {}: {}. {}{}", factor,
                    config::kind_name(setting.kind), nearness.within, kernel_text(kernel),
                    nearest_share(layer, nearness), spread_text(nearness, place));
    term.sentence += fmt::format(
        "The settings state the {} kernel{} and the reach of {} km, for this reason: {}.",
        setting.kernel,
        kernel.kind == geo::KernelKind::kStep
            ? std::string{}
            : fmt::format(", its scale of {} km", kernel.scale_km),
        kernel.reach_km, setting.kernel_source);
    if (setting.half_life) {
        term.sentence += fmt::format(" A weight halves every {} years of {}.", *setting.half_life,
                                     setting.date_column);
    }
    return term;
}

}  // namespace

Proximity::Proximity(const config::Settings& settings, const reference::Reference& reference)
{
    for (const auto& layer : settings.proximity) {
        m_layers.push_back(load_layer(layer, settings, reference));
    }
}

std::vector<publish::ExtraColumn> Proximity::columns() const
{
    std::vector<publish::ExtraColumn> columns;
    for (const auto& layer : m_layers) {
        const auto& name = layer.setting.name;
        const std::array<std::string, 6> meanings{
            fmt::format(
                "kilometres to the nearest of the layer {}; null if none is within {} km or "
                "the place is no point",
                name, layer.kernel.reach_km),
            "lower end of its 90 % interval",
            "upper end of its 90 % interval",
            fmt::format("weighted count of the layer {} ({}); context, not part of the score", name,
                        kernel_text(layer.kernel)),
            "lower end of its 90 % interval",
            "upper end of its 90 % interval"};
        for (std::size_t i = 0; i < meanings.size(); ++i) {
            columns.push_back(
                {fmt::format("sl_near_{}{}", name, config::kLayerColumns[i]), meanings[i]});
        }
    }
    return columns;
}

std::vector<std::vector<float>> Proximity::values(
    std::span<const resolve::ResolvedPlace> places) const
{
    std::vector<std::vector<float>> columns(m_layers.size() * config::kLayerColumns.size());
    for (auto& column : columns) {
        column.assign(places.size(), Nearness::kNone);
    }
    for (std::size_t l = 0; l < m_layers.size(); ++l) {
        std::unordered_map<PointKey, Nearness, PointHash> known;
        for (std::size_t row = 0; row < places.size(); ++row) {
            if (!places[row].has_point) {
                continue;
            }
            const auto [entry, added] = known.try_emplace(key_of(places[row]));
            if (added) {
                entry->second = measure(m_layers[l], places[row]);
            }
            for (std::size_t i = 0; i < config::kLayerColumns.size(); ++i) {
                columns[l * config::kLayerColumns.size() + i][row] = entry->second.values[i];
            }
        }
    }
    return columns;
}

void Proximity::add_terms(const resolve::ResolvedPlace& place, assess::Receipt& receipt) const
{
    std::vector<assess::ReceiptTerm> terms;
    for (const auto& layer : m_layers) {
        const auto nearness = measure(layer, place);
        terms.push_back(nearest_term(layer, place, nearness));
        terms.push_back(weight_term(layer, place, nearness));
    }
    const auto last =
        std::find_if(receipt.terms.rbegin(), receipt.terms.rend(),
                     [](const auto& term) { return term.group <= assess::TermGroup::kPlace; });
    receipt.terms.insert(last.base(), std::make_move_iterator(terms.begin()),
                         std::make_move_iterator(terms.end()));
}

std::vector<publish::LayerRecord> Proximity::records() const
{
    std::vector<publish::LayerRecord> records;
    for (const auto& layer : m_layers) {
        records.push_back(layer.record);
    }
    return records;
}

std::vector<std::pair<std::string, Finding>> Proximity::findings() const
{
    std::vector<std::pair<std::string, Finding>> findings;
    for (const auto& layer : m_layers) {
        for (const auto& finding : layer.findings) {
            findings.emplace_back(layer.file, finding);
        }
    }
    return findings;
}

void Proximity::require_same(std::span<const publish::LayerRecord> records) const
{
    for (std::size_t i = 0; i < m_layers.size() && i < records.size(); ++i) {
        const auto& now = m_layers[i].record.files;
        const auto& then = records[i].files;
        if (!std::equal(now.begin(), now.end(), then.begin(), then.end(),
                        [](const auto& a, const auto& b) { return a.sha256 == b.sha256; })) {
            throw Error{Errc::kDatasetInvalid,
                        fmt::format("{}: is not the file of this run (layer {}); put back the one "
                                    "that the run read, or pass --allow-changed",
                                    m_layers[i].setting.file, m_layers[i].setting.name)};
        }
    }
}

}  // namespace sourcelight::pipeline
