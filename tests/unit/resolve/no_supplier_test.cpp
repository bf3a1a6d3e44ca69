// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/resolve/no_supplier.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::resolve;

NoSupplier read(const std::string& name, const std::string& country, const std::string& spend,
                const std::string& address = {})
{
    SupplierBatch batch;
    batch.rows = 1;
    const auto set = [&batch](Field field, const std::string& text) {
        batch.columns[static_cast<std::size_t>(field)] = TextColumn::of({text});
    };
    set(Field::kName, name);
    set(Field::kCountry, country);
    set(Field::kSpend, spend);
    set(Field::kAddress, address);
    set(Field::kCurrency, "EUR");  // of the header, so of every row
    return no_supplier(batch, 0);
}

}  // namespace

TEST_CASE("a row that adds up the list is told from a supplier")
{
    for (const auto* word : {"Summe", "TOTAL", "Total:", "Subtotal", "Sub-total", "Total general",
                             "合计", "总计", "Итого"}) {
        CAPTURE(word);
        CHECK(read(word, "", "5.211.000,00") == NoSupplier::kSum);
    }
}

TEST_CASE("a supplier whose name is such a word is a supplier if it has a place")
{
    CHECK(read("Total", "France", "10") == NoSupplier::kNot);
    CHECK(read("Total", "", "10", "1 Rue X, Paris") == NoSupplier::kNot);
    CHECK(read("Total Energies", "", "10") == NoSupplier::kNot);
}

TEST_CASE("a row of empty cells is told from a supplier without a place")
{
    CHECK(read("", " ", "") == NoSupplier::kBlank);
    CHECK(read("", "", "5") == NoSupplier::kNot);
    CHECK(read("Acme", "", "") == NoSupplier::kNot);
}

TEST_CASE("a page number below the list is no supplier")
{
    for (const auto* line : {"Page 1 of 3", "Seite 2", "End of list", "Source: internal"}) {
        CAPTURE(line);
        CHECK(read(line, "", "") == NoSupplier::kBlank);
    }
    CHECK(read("Page Mills", "Peru", "") == NoSupplier::kNot);
}

TEST_CASE("a header that a list repeats is no supplier")
{
    SupplierBatch batch;
    batch.rows = 3;
    const auto set = [&batch](Field field, const std::vector<std::string>& texts) {
        batch.columns[static_cast<std::size_t>(field)] = TextColumn::of(texts);
    };
    set(Field::kName, {"供应商", "Supplier Name", "Product Mills"});
    set(Field::kCountry, {"国家", "COUNTRY", "Country"});
    set(Field::kProduct, {"产品", "", "Product"});
    CHECK(repeats_header(batch, 0));
    CHECK(repeats_header(batch, 1));
    CHECK_FALSE(repeats_header(batch, 2));
}
