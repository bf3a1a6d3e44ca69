// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/own_id.hpp"

#include <catch2/catch.hpp>

using sourcelight::ingest::own_id_columns;

TEST_CASE("headers of a list's own supplier numbers are known in several languages", "[ingest]")
{
    for (const auto* header :
         {"Supplier No", "supplier_id", "VendorNumber", "Vendor No.", "ID", "Lieferantennummer",
          "Lieferanten-Nr", "OS ID", "Código proveedor", "供应商编号", "Factory Code", "LIFNR"}) {
        CAPTURE(header);
        CHECK(own_id_columns({"Name", header}) == std::vector<std::size_t>{1});
    }
}

TEST_CASE("names, codes of products and numbers of people are no supplier numbers", "[ingest]")
{
    CHECK(own_id_columns({"Supplier", "Vendor name", "HS code", "Country code", "No of workers",
                          "Order No", "Parent company", "Number of sites"})
              .empty());
}
