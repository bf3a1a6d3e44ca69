// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/citer.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/citer_tables.hpp"
#include "sourcelight/resolve/citer_text.hpp"

#include <fmt/format.h>

#include <limits>
#include <optional>

namespace sourcelight::resolve {
namespace {

using reference::CountryName;

constexpr std::size_t kFar = std::numeric_limits<std::size_t>::max();

/// How a name stands in a text: the less, the better; kFar = not at all.
std::size_t distance(const std::string& folded, const std::string& name, bool may_be_misspelt)
{
    constexpr std::size_t kInside = 100;
    constexpr std::size_t kMisspelt = 1000;
    constexpr std::size_t kMostSlips = 3;
    if (folded == name) {
        return 0;
    }
    if (holds_words(folded, name)) {
        return kInside + (folded.size() - std::min(folded.size(), name.size()));
    }
    if (!may_be_misspelt) {
        return kFar;
    }
    const auto slips = edit_distance(folded, name, kMostSlips);
    return slips > kMostSlips ? kFar : kMisspelt + slips;
}

struct NamedCountry {
    const CountryName* name = nullptr;
    std::size_t distance = kFar;
};

/// The name of the country that stands in the text; English before other languages.
NamedCountry find_name(const reference::Countries& countries, CountryCode country,
                       std::string_view text, bool may_be_misspelt)
{
    const auto folded = fold(text);
    NamedCountry best;
    for (const auto& name : countries.names) {
        if (name.country != country) {
            continue;
        }
        const auto found = distance(folded, fold(name.text), may_be_misspelt);
        const bool english = best.name != nullptr && name.lang == "en" && best.name->lang != "en";
        if (found < best.distance || (found == best.distance && found != kFar && english)) {
            best = {&name, found};
        }
    }
    return best;
}

}  // namespace

Citer::Citer(const reference::Reference& reference, const Resolver& resolver,
             const geo::Gazetteer& gazetteer)
    : m_reference{reference}, m_resolver{resolver},
      m_gazetteer{gazetteer}, m_tables{std::make_unique<Tables>()}
{
}

Citer::~Citer() = default;

SourceRef Citer::ref(std::string_view dataset, std::size_t row) const
{
    const auto index = m_reference.catalogue.find(dataset);
    return index ? SourceRef{*index, static_cast<std::uint32_t>(row)} : SourceRef{};
}

std::vector<Citation> Citer::cite(const SupplierBatch& batch, std::size_t row,
                                  const ResolvedPlace& place,
                                  const ResolvedActivity& activity) const
{
    std::vector<Citation> out;
    if (!place.country.empty()) {
        cite_country(batch, row, place, out);
        cite_region(batch, row, place, out);
    }
    if (activity.method == ActivityMethod::kDefault) {
        return out;
    }
    cite_codes(batch, row, out);
    cite_good(batch, row, activity, out);
    cite_words(batch.cell(Field::kProduct, row), out);
    if (!activity.rivals.empty()) {
        std::string readings;
        for (const auto& rival : activity.rivals) {
            readings += fmt::format("{}{}, probability {:.2f}", readings.empty() ? "" : "; ",
                                    node_text(rival.node), rival.probability);
        }
        out.push_back({CitedPart::kActivity, "other readings", std::move(readings), {}, {}});
    }
    return out;
}

void Citer::cite_country(const SupplierBatch& batch, std::size_t row, const ResolvedPlace& place,
                         std::vector<Citation>& out) const
{
    const auto& countries = m_reference.countries;
    const auto* country = countries.find(place.country);
    if (country == nullptr) {
        return;
    }
    const auto add = [&](std::string what, std::string value, SourceRef source) {
        out.push_back({CitedPart::kCountry, std::move(what), std::move(value), source, {}});
    };
    if (place.country_method == CountryMethod::kCoordinates) {
        if (const auto zone = m_tables->zone_of(m_reference, place.country)) {
            add("zone of the country", fmt::format("holds {:.4f}, {:.4f}", place.lat, place.lon),
                ref("country_coder/zones", *zone));
        }
        return;
    }
    for (const auto field : {Field::kCountry, Field::kCountryCode, Field::kAddress}) {
        const auto cell = trim(batch.cell(field, row));
        if (cell.empty()) {
            continue;
        }
        if (m_resolver.countries().resolve_code(cell).country == place.country ||
            cell == country->m49) {
            add("code of the country", quoted(cell), country->source);
            return;
        }
        const bool may_be_misspelt = place.country_method == CountryMethod::kSpelling;
        const auto found = find_name(countries, place.country, cell, may_be_misspelt);
        if (found.name == nullptr) {
            continue;
        }
        const auto exact = fold(cell) == fold(found.name->text);
        add("name of the country",
            fmt::format("{} ({}, {}){}", quoted(found.name->text), found.name->lang,
                        found.name->kind, exact ? std::string{} : " read in " + quoted(cell)),
            found.name->source);
        return;
    }
}

std::string Citer::node_text(NodeId node) const
{
    const auto& known = m_reference.tree[node];
    return fmt::format("{} ({})", known.label, known.code);
}

}  // namespace sourcelight::resolve
