// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/text.hpp"
#include "sourcelight/resolve/citer.hpp"
#include "sourcelight/resolve/citer_tables.hpp"
#include "sourcelight/resolve/citer_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sourcelight::resolve {
namespace {

/// From this confidence on, city and region cells are not weighed against the address.
constexpr float kSureSettlement = 0.98F;

/// A name of a settlement that stands in a text, the longest; empty if none does.
std::string_view name_in(std::string_view names, const std::string& folded)
{
    std::string_view best;
    for (const auto name : split(names, '|')) {
        if (name.size() > best.size() && holds_words(folded, fold(name))) {
            best = name;
        }
    }
    return best;
}

/// The texts of a row that may name a place, folded, each by itself.
std::array<std::string, 4> folded_texts(const SupplierBatch& batch, std::size_t row)
{
    return {fold(batch.cell(Field::kCity, row)), fold(batch.cell(Field::kRegion, row)),
            fold(batch.cell(Field::kAddress, row)), fold(batch.cell(Field::kCountry, row))};
}

/// A postcode in capitals, without blanks and hyphens.
std::string compact_postcode(std::string_view cell)
{
    std::string postcode;
    for (const char c : cell) {
        if (c != ' ' && c != '-') {
            postcode += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
    }
    return postcode;
}

}  // namespace

void Citer::cite_region(const SupplierBatch& batch, std::size_t row, const ResolvedPlace& place,
                        std::vector<Citation>& out) const
{
    if (place.method == PlaceMethod::kCoordinates && !place.region.empty()) {
        cite_polygon(place, out);
    }
    const bool settled = cite_settlement(batch, row, place, out);
    if (!place.region.empty()) {
        if (!settled || place.method == PlaceMethod::kRegion) {
            cite_region_name(batch, row, place, out);
        }
        cite_postcode(batch, row, place, out);
    }
    if (!place.rivals.empty()) {
        std::string readings;
        for (const auto& rival : place.rivals) {
            readings += fmt::format("{}{} ({}), probability {:.2f}", readings.empty() ? "" : "; ",
                                    m_reference.region_name(rival.region), rival.region.view(),
                                    rival.probability);
        }
        out.push_back({CitedPart::kRegion, "other readings", std::move(readings), {}, {}});
    }
}

void Citer::cite_polygon(const ResolvedPlace& place, std::vector<Citation>& out) const
{
    const auto code = place.subregion.empty() ? place.region : place.subregion;
    const auto rows = m_tables->polygons_of(m_reference, code);
    if (rows.empty()) {
        return;
    }
    Citation citation;
    citation.part = CitedPart::kRegion;
    citation.what = "boundary of the region";
    citation.value = fmt::format("{}, at {:.4f}, {:.4f}", m_tables->polygon_name(rows.front()),
                                 place.lat, place.lon);
    citation.source = ref("natural_earth/admin1", rows.front());
    if (rows.size() > 1) {
        // Several units bear the code, or are units of the region.
        citation.source.row = SourceRef::kWhole;
        const bool top = code == place.region;
        citation.value = fmt::format("one of {} units with the code {}, at {:.4f}, {:.4f}",
                                     rows.size(), code.view(), place.lat, place.lon);
        citation.rows = fmt::format("{}={}", top ? "iso_l1" : "iso_3166_2", code.view());
    }
    out.push_back(std::move(citation));
}

bool Citer::cite_settlement(const SupplierBatch& batch, std::size_t row, const ResolvedPlace& place,
                            std::vector<Citation>& out) const
{
    const auto cell = [&](Field field) { return batch.cell(field, row); };
    geo::PlaceQuery query{
        place.country, cell(Field::kCity), cell(Field::kRegion), cell(Field::kPostcode), {}};
    geo::PlaceAnswer answer;
    if (!query.city.empty()) {
        answer = m_gazetteer.find(query);
    }
    if (answer.level != geo::PlaceLevel::kPlace || answer.confidence < kSureSettlement) {
        query.address = cell(Field::kAddress);
        answer = m_gazetteer.find(query);
    }
    // A text that names another place than the coordinates is a finding, not a source.
    if (answer.level != geo::PlaceLevel::kPlace || answer.region != place.region) {
        return false;
    }
    const auto found = m_tables->settlement(m_reference, place.country, answer.name, answer.point);
    if (!found) {
        return false;
    }
    const bool confirms = place.method == PlaceMethod::kCoordinates;
    out.push_back(
        {CitedPart::kRegion,
         confirms ? "settlement that confirms it" : "settlement",
         fmt::format("{} at {:.4f}, {:.4f}{}", quoted(answer.name), answer.point.lat,
                     answer.point.lon, answer.spelling ? ", spelled otherwise in the list" : ""),
         ref("geonames/places", *found),
         {}});
    const auto texts = folded_texts(batch, row);
    const auto stands = [&](std::string_view name) {
        const auto folded = fold(name);
        return std::any_of(texts.begin(), texts.end(),
                           [&](const auto& text) { return holds_words(text, folded); });
    };
    const auto others = m_tables->alternates_of(*found);
    if (stands(answer.name) || !others) {
        return true;
    }
    for (const auto& text : texts) {
        if (const auto name = name_in(others->names, text); !name.empty()) {
            out.push_back({CitedPart::kRegion,
                           "other name of the settlement",
                           quoted(name),
                           ref("geonames/alternate_names", others->row),
                           {}});
            break;
        }
    }
    return true;
}

void Citer::cite_region_name(const SupplierBatch& batch, std::size_t row,
                             const ResolvedPlace& place, std::vector<Citation>& out) const
{
    const auto texts = folded_texts(batch, row);
    const NamedRow* best = nullptr;
    std::size_t longest = 0;
    for (const auto& named : m_tables->names_of(m_reference, place.region)) {
        const auto folded = fold(named.name);
        const bool stands = std::any_of(texts.begin(), texts.end(), [&](const auto& text) {
            return holds_words(text, folded);
        });
        if (stands && folded.size() > longest) {
            best = &named;
            longest = folded.size();
        }
    }
    const auto region = trim(batch.cell(Field::kRegion, row));
    if (best != nullptr) {
        out.push_back({CitedPart::kRegion,
                       "name of the region",
                       quoted(best->name),
                       ref(best->dataset, best->row),
                       {}});
    } else if (region == place.region.view()) {
        out.push_back({CitedPart::kRegion, "code of the region", quoted(region),
                       ref("iso/subdivisions", SourceRef::kWhole), fmt::format("code={}", region)});
    }
}

void Citer::cite_postcode(const SupplierBatch& batch, std::size_t row, const ResolvedPlace& place,
                          std::vector<Citation>& out) const
{
    const auto postcode = compact_postcode(batch.cell(Field::kPostcode, row));
    if (postcode.empty()) {
        return;
    }
    const auto& table = m_reference.dataset("sourcelight/postcode_regions").table;
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const auto prefix = table.text("prefix")[i];
        if (table.text("iso2")[i] == place.country.view() && postcode.starts_with(prefix) &&
            (!best || prefix.size() > table.text("prefix")[*best].size())) {
            best = i;
        }
    }
    if (best && table.text("region")[*best] == place.region.view()) {
        out.push_back({CitedPart::kRegion,
                       "beginning of the postcode",
                       quoted(table.text("prefix")[*best]),
                       ref("sourcelight/postcode_regions", *best),
                       {}});
    }
}

}  // namespace sourcelight::resolve
