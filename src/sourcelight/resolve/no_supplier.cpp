// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/no_supplier.hpp"

#include "sourcelight/core/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace sourcelight::resolve {
namespace {

/// Folded words that head the last row of a list, in the languages of the header words.
constexpr std::array<std::string_view, 31> kTotals{
    "total",         "totals",        "grand total",    "sub total",   "subtotal",      "sum",
    "overall total", "summe",         "gesamt",         "gesamtsumme", "zwischensumme", "endsumme",
    "insgesamt",     "total general", "total generale", "total geral", "totale",        "totaal",
    "sous total",    "suma",          "suma total",     "soma",        "somme",         "totalt",
    "toplam",        "razem",         "合计",           "总计",        "小计",          "итого",
    "всего"};

/// Folded headers that lists repeat, page by page or in a second language.
constexpr std::array<std::string_view, 60> kHeaders{
    "supplier", "supplier name", "vendor",       "vendor name",  "factory",        "factory name",
    "name",     "company",       "company name", "manufacturer", "facility name",  "address",
    "city",     "country",       "country name", "country code", "country region", "product",
    "products", "product type",  "description",  "lieferant",    "firma",          "adresse",
    "ort",      "land",          "produkt",      "warengruppe",  "fournisseur",    "pays",
    "ville",    "produit",       "proveedor",    "pais",         "direccion",      "ciudad",
    "producto", "fornecedor",    "cidade",       "produto",      "供应商",         "供应商名称",
    "工厂名称", "公司名称",      "国家",         "地址",         "城市",           "产品",
    "産品",     "会社名",        "国名",         "住所",         "品名",           "업체명",
    "국가",     "주소",          "품목",         "страна",       "поставщик",      "товар"};

constexpr std::array kPlaces{Field::kCountry,    Field::kCity,     Field::kRegion,
                             Field::kPostcode,   Field::kLatitude, Field::kLongitude,
                             Field::kCountryCode};

/// "Page 1 of 3", "End of list", "Seite 2", "第 1 页": what a printed list ends with.
bool is_footer(std::string_view text)
{
    static constexpr std::array<std::string_view, 13> kBeginnings{
        "page ", "seite ",    "pagina ", "pag ",    "strona ",       "end of list", "end of report",
        "стр ",  "страница ", "sayfa ",  "source ", "last updated ", "printed on "};
    constexpr std::size_t kLongest = 60;  // bytes
    if (text.empty() || text.size() > kLongest) {
        return false;
    }
    const auto folded = fold(text) + ' ';
    return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                       [&folded](std::string_view start) { return folded.starts_with(start); });
}

bool is_alone(const SupplierBatch& batch, Field field, std::size_t row)
{
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        const auto other = static_cast<Field>(i);
        if (other != field && other != Field::kCurrency && !trim(batch.cell(other, row)).empty()) {
            return false;
        }
    }
    return true;
}

bool is_total(std::string_view text)
{
    constexpr std::size_t kLongest = 40;  // bytes
    if (text.empty() || text.size() > kLongest) {
        return false;
    }
    const auto folded = fold(text);
    return std::find(kTotals.begin(), kTotals.end(), folded) != kTotals.end();
}

bool is_blank(const SupplierBatch& batch, Field field, std::size_t row)
{
    return trim(batch.cell(field, row)).empty();
}

bool is_empty(const SupplierBatch& batch, std::size_t row)
{
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        // The currency may be that of the header, the same for every row.
        const auto field = static_cast<Field>(i);
        if (field != Field::kCurrency && !is_blank(batch, field, row)) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool repeats_header(const SupplierBatch& batch, std::size_t row)
{
    constexpr std::size_t kLongest = 40;  // bytes
    std::size_t headers = 0;
    for (const auto field :
         {Field::kName, Field::kCountry, Field::kCity, Field::kAddress, Field::kProduct}) {
        const auto cell = trim(batch.cell(field, row));
        if (cell.empty()) {
            continue;
        }
        if (cell.size() > kLongest ||
            std::find(kHeaders.begin(), kHeaders.end(), fold(cell)) == kHeaders.end()) {
            return false;
        }
        ++headers;
    }
    return headers >= 2;
}

NoSupplier no_supplier(const SupplierBatch& batch, std::size_t row)
{
    if (!std::all_of(kPlaces.begin(), kPlaces.end(),
                     [&](Field field) { return is_blank(batch, field, row); })) {
        // A list may have its total in the column of places.
        const bool alone =
            is_blank(batch, Field::kName, row) && is_blank(batch, Field::kProduct, row);
        return alone && (is_total(batch.cell(Field::kCountry, row)) ||
                         is_total(batch.cell(Field::kCity, row)))
                   ? NoSupplier::kSum
                   : NoSupplier::kNot;
    }
    if (is_empty(batch, row)) {
        return NoSupplier::kBlank;
    }
    const bool name = !is_blank(batch, Field::kName, row);
    const auto head = batch.cell(name ? Field::kName : Field::kAddress, row);
    const bool elsewhere = name && !is_blank(batch, Field::kAddress, row);
    if (is_footer(head) && is_alone(batch, name ? Field::kName : Field::kAddress, row)) {
        return NoSupplier::kBlank;
    }
    return is_total(head) && !elsewhere ? NoSupplier::kSum : NoSupplier::kNot;
}

}  // namespace sourcelight::resolve
