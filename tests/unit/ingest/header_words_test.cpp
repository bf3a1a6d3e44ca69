// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/header_words.hpp"

#include "tests/unit/io/temporary_file.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::ingest;

const HeaderWords& words()
{
    static const auto kWords =
        HeaderWords::load(std::string{SOURCELIGHT_SOURCE_DIR} + "/configs/ingest/header_words.csv");
    return kWords;
}

Role best(const std::string& header)
{
    const auto hits = words().match(header);
    return hits.empty() ? Role::kIgnored : hits.front().role;
}

}  // namespace

TEST_CASE("headers are compared without case, marks and joints", "[ingest]")
{
    CHECK(header_key("SupplierName") == "supplier name");
    CHECK(header_key("SUPPLIER_NAME") == "supplier name");
    CHECK(header_key("HSCode") == "hs code");
    CHECK(header_key("NAME1") == "name 1");
    CHECK(header_key(" Stra\xC3\x9F"
                     "e ") == "strasse");
}

TEST_CASE("headers of six languages and of ERP exports are known", "[ingest]")
{
    const std::vector<std::pair<std::string, Field>> known{
        {"Vendor Name", Field::kName},
        {"NAME1", Field::kName},
        {"Raison sociale", Field::kName},
        {"Raz\xC3\xB3n Social", Field::kName},
        {"Nome do fornecedor", Field::kName},
        {"Lieferant", Field::kName},
        {"\xE4\xBE\x9B\xE5\xBA\x94\xE5\x95\x86\xE5\x90\x8D\xE7\xA7\xB0", Field::kName},
        {"Stra\xC3\x9F"
         "e",
         Field::kAddress},
        {"PSTLZ", Field::kPostcode},
        {"ORT01", Field::kCity},
        {"LAND1", Field::kCountryCode},
        {"Pa\xC3\xADs", Field::kCountry},
        {"country_raw", Field::kCountry},
        {"Warengruppe", Field::kProduct},
        {"MAKTX", Field::kProduct},
        {"HTS Code", Field::kHs},
        {"Zolltarifnummer", Field::kHs},
        {"NAICS Code", Field::kNaics},
        {"UNSPSC", Field::kUnspsc},
        {"lng", Field::kLongitude},
        {"N\xC2\xBA de empleados", Field::kWorkers},
        {"# of Workers", Field::kWorkers},
        {"Annual Spend", Field::kSpend},
        {"WAERS", Field::kCurrency},
        {"Parent Company", Field::kParent},
        {"% of migrant workers", Field::kMigrantShare},
    };
    for (const auto& [header, field] : known) {
        INFO(header);
        CHECK(best(header) == role_of(field));
    }
}

TEST_CASE("headers that only sound like a field are not used", "[ingest]")
{
    for (const char* header : {"Supplier ID", "Contact Name", "HQ Country", "Bank country", "Phone",
                               "Mill ID", "Date of audit", "Vendor Number", "Certificate Number",
                               "Contact person name", "Phone country code"}) {
        INFO(header);
        CHECK(best(header) == Role::kIgnored);
    }
}

TEST_CASE("a longer header is read by the words it contains", "[ingest]")
{
    CHECK(best("Supplier name (legal entity)") == role_of(Field::kName));
    CHECK(best("Total annual spend 2025 in EUR") == role_of(Field::kSpend));
    CHECK(words().match("Supplier name (local)").front().score < 1.0);
}

TEST_CASE("cells of data are not taken for a header", "[ingest]")
{
    CHECK(words().count({"Supplier", "Country", "Product"}) == 3);
    CHECK(words().count({"Golden Star Trading Company Ltd.", "China", "cotton", "x", "12"}) == 0);
}

TEST_CASE("a damaged word table is refused by row", "[ingest][error]")
{
    const test::TemporaryFolder folder;
    const auto path = folder.file("words.csv", "field,term,lang,score\nnaem,supplier,en,1.0\n");
    CHECK_THROWS_WITH(HeaderWords::load(path), Catch::Contains("row 1"));
}

TEST_CASE("what was bought from a supplier is known in seven languages", "[ingest]")
{
    for (const auto* header :
         {"Facturación anual (EUR)", "Facturacion", "Faturamento", "Chiffre d'affaires",
          "Fatturato", "Einkaufsvolumen", "采购额", "年采购额"}) {
        CAPTURE(header);
        CHECK(best(header) == role_of(Field::kSpend));
    }
}

TEST_CASE("headers of further trading languages are known", "[ingest]")
{
    const std::vector<std::pair<std::string, Field>> known{
        {"取引先名", Field::kName},
        {"国名", Field::kCountry},
        {"従業員数", Field::kWorkers},
        {"品名", Field::kProduct},
        {"업체명", Field::kName},
        {"국가", Field::kCountry},
        {"품목", Field::kProduct},
        {"Наименование поставщика", Field::kName},
        {"Страна", Field::kCountry},
        {"Код ТН ВЭД", Field::kHs},
        {"Tedarikçi Adı", Field::kName},
        {"Ülke", Field::kCountry},
        {"Çalışan Sayısı", Field::kWorkers},
        {"اسم المورد", Field::kName},
        {"الدولة", Field::kCountry},
        {"عدد العمال", Field::kWorkers},
        {"Ragione sociale", Field::kName},
        {"Paese", Field::kCountry},
        {"Codice ATECO", Field::kNace},
        {"Leverancier", Field::kName},
        {"Aantal medewerkers", Field::kWorkers},
        {"Nazwa dostawcy", Field::kName},
        {"Kraj", Field::kCountry},
        {"Nhà cung cấp", Field::kName},
        {"Nước", Field::kCountry},
        {"ผู้ขาย", Field::kName},
        {"Nama perusahaan", Field::kName},
        {"देश", Field::kCountry},
        {"Razão Social", Field::kName},
        {"NCM", Field::kHs},
        {"Município", Field::kCity},
        {"Länderkennzeichen", Field::kCountryCode},
        {"MAKTX", Field::kProduct},
        {"REGIO", Field::kRegion},
        {"Supplier Legal Name", Field::kName},
        {"Item Description", Field::kProduct}};
    for (const auto& [header, field] : known) {
        INFO(header);
        CHECK(best(header) == role_of(field));
    }
}

TEST_CASE("the language of a row is no country code", "[ingest]")
{
    CHECK(best("lang") == Role::kIgnored);
    CHECK(best("Language") == Role::kIgnored);
}
