// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/error.hpp"
#include "sourcelight/reference/load_parts.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace sourcelight;
using namespace sourcelight::reference;

namespace {

/// A classification of our own making: section A, division 01, group 011, class 0111.
DataTable isic(const std::vector<std::string>& parents)
{
    return {"un/isic4",
            {"code", "parent", "level", "title"},
            {TextColumn::of({"A", "01", "011", "0111"}), TextColumn::of(parents),
             TextColumn::of({"section", "division", "group", "class"}),
             TextColumn::of({"Farming", "Crops", "Cereals", "Wheat"})}};
}

DataTable no_rows(const std::vector<std::string>& columns, const std::string& number = {})
{
    std::vector<DataColumn> cells;
    for (const auto& name : columns) {
        cells.push_back(name == number ? DataColumn{std::vector<double>{}}
                                       : DataColumn{TextColumn::of({})});
    }
    return {"none", columns, std::move(cells)};
}

ActivityTree tree_of(const std::vector<std::string>& parents)
{
    return load_tree(isic(parents), "un/isic4/data.csv", no_rows({"code", "title"}),
                     no_rows({"hs6", "isic4", "weight"}, "weight"), {});
}

}  // namespace

TEST_CASE("a classification hangs each code below its parent", "[reference][tree]")
{
    const auto tree = tree_of({"", "A", "01", "011"});
    const auto node = tree.find("isic4:0111");
    REQUIRE(node != NodeId::kNone);
    CHECK(tree[node].sector == Sector::kAgriculture);
}

TEST_CASE("a classification that goes in a circle is refused with the chain",
          "[reference][tree][error]")
{
    CHECK_THROWS_WITH(
        tree_of({"", "011", "01", "011"}),
        "un/isic4/data.csv:4: activity tree: 01 below 011 below 01 goes in a circle; correct the "
        "column parent of one of these codes");
    CHECK_THROWS_WITH(tree_of({"", "A", "011", "011"}),
                      Catch::Contains("011 below 011 goes in a circle"));
    CHECK_THROWS_WITH(tree_of({"", "A", "02", "011"}),
                      Catch::Contains("isic4:011 hangs below isic4:02, which is not in un/isic4"));
}
