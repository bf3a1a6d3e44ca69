// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/receipt_parts.hpp"
#include "sourcelight/core/text.hpp"

#include <array>
#include <initializer_list>

namespace sourcelight::assess {
namespace {

using resolve::ActivityMethod;
using resolve::CountryMethod;
using resolve::PlaceMethod;

std::vector<Field> filled(const SupplierBatch& batch, std::size_t row,
                          std::initializer_list<Field> fields)
{
    std::vector<Field> found;
    for (const auto field : fields) {
        if (!trim(batch.cell(field, row)).empty()) {
            found.push_back(field);
        }
    }
    return found;
}

/// The first bytes of a cell, cut before a character.
std::string beginning(std::string_view text)
{
    constexpr unsigned kMarks = 0xC0U;
    constexpr unsigned kFollows = 0x80U;
    if (text.size() <= kLongestStatedCell) {
        return std::string{text};
    }
    auto size = kLongestStatedCell;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & kMarks) == kFollows) {
        --size;
    }
    return std::string{text.substr(0, size)} + " ...";
}

}  // namespace

std::vector<Field> fields_read(const SupplierBatch& batch, std::size_t row, CountryMethod method)
{
    const auto of = [&](std::initializer_list<Field> fields) { return filled(batch, row, fields); };
    switch (method) {
    case CountryMethod::kCoordinates: return of({Field::kLatitude, Field::kLongitude});
    case CountryMethod::kAddress: {
        // A country column that names a region is read like the end of an address.
        auto fields = of({Field::kCountry, Field::kAddress, Field::kRegion});
        return fields.empty() ? of({Field::kCity, Field::kPostcode}) : fields;
    }
    case CountryMethod::kCode:
    case CountryMethod::kName:
    case CountryMethod::kAlias:
    case CountryMethod::kSpelling: return of({Field::kCountry, Field::kCountryCode});
    case CountryMethod::kNone: break;
    }
    return of({Field::kCountry, Field::kCountryCode, Field::kAddress, Field::kCity, Field::kRegion,
               Field::kLatitude, Field::kLongitude});
}

std::vector<Field> fields_read(const SupplierBatch& batch, std::size_t row, PlaceMethod method)
{
    const auto of = [&](std::initializer_list<Field> fields) { return filled(batch, row, fields); };
    switch (method) {
    case PlaceMethod::kCoordinates: return of({Field::kLatitude, Field::kLongitude});
    case PlaceMethod::kCity: return of({Field::kCity, Field::kRegion});
    case PlaceMethod::kRegion: {
        auto fields = of({Field::kRegion});
        return fields.empty() ? of({Field::kAddress, Field::kCity, Field::kPostcode}) : fields;
    }
    case PlaceMethod::kAddress: {
        auto fields = of({Field::kAddress});
        return fields.empty() ? of({Field::kCity, Field::kRegion, Field::kPostcode}) : fields;
    }
    case PlaceMethod::kCountry:
    case PlaceMethod::kNone: break;
    }
    return of({Field::kCountry, Field::kCountryCode});
}

std::vector<Field> fields_read(const SupplierBatch& batch, std::size_t row, ActivityMethod method)
{
    const auto of = [&](std::initializer_list<Field> fields) { return filled(batch, row, fields); };
    switch (method) {
    case ActivityMethod::kDefault: return {};
    case ActivityMethod::kText: return of({Field::kProduct});
    case ActivityMethod::kCode:
    case ActivityMethod::kConcordance:
    case ActivityMethod::kNone: break;
    }
    // A product text may confirm a code, or make its activity closer.
    return of(
        {Field::kProduct, Field::kHs, Field::kIsic, Field::kNace, Field::kNaics, Field::kUnspsc});
}

std::vector<StatedCell> stated_cells(const SupplierBatch& batch, std::size_t row)
{
    std::vector<StatedCell> cells;
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        const auto field = static_cast<Field>(i);
        if (const auto text = batch.cell(field, row); !trim(text).empty()) {
            cells.push_back({field, {}, beginning(text)});
        }
    }
    return cells;
}

}  // namespace sourcelight::assess
