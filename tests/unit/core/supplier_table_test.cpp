// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/supplier_table.hpp"

#include "sourcelight/core/finding.hpp"

#include <catch2/catch.hpp>

using namespace sourcelight;

TEST_CASE("a column that no header named reads as missing cells", "[core]")
{
    SupplierBatch batch;
    batch.rows = 2;
    batch.columns[static_cast<std::size_t>(Field::kCity)] = TextColumn::of({"Łódź", ""});
    CHECK(batch.has(Field::kCity));
    CHECK(batch.cell(Field::kCity, 0) == "Łódź");
    CHECK(batch.cell(Field::kCity, 1).empty());
    CHECK_FALSE(batch.has(Field::kCountry));
    CHECK(batch.cell(Field::kCountry, 1).empty());
}

TEST_CASE("a severity has the name that findings.csv prints", "[core]")
{
    CHECK(severity_name(Severity::kNote) == "note");
    CHECK(severity_name(Severity::kWarning) == "warning");
    CHECK(severity_name(Severity::kError) == "error");
}
