// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/atlas.hpp"

#include "sample_run.hpp"

#include "sourcelight/publish/text_file.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <string_view>

namespace {

using namespace sourcelight;
using namespace sourcelight::publish;

/// One layer at one date: an estimate, a listed pair, and a place of which nothing is known.
AtlasContents three_places()
{
    AtlasContents contents;
    contents.dates.push_back({*parse_date("2022-09-28"), "List of Goods 2022", {}});
    contents.places = {
        {"CN", CountryCode{"CN"}}, {"TM", CountryCode{"TM"}}, {"CN-XJ", CountryCode{"CN"}}};
    AtlasCell estimated;
    estimated.prevalence_per_1000 = AtlasInterval{2.5F, 1.0F, 9.0F};
    estimated.hazard_24m = AtlasInterval{0.25F, 0.125F, 0.5F};
    estimated.grade = 'D';
    AtlasCell listed;
    listed.prevalence_per_1000 = AtlasInterval{50.0F, 5.0F, 200.0F};
    listed.listed = parse_date("2014-12-01");
    listed.grade = 'C';
    contents.layers.push_back({"cotton", "Cotton", "good", "A", {{estimated, listed, {}}}});
    return contents;
}

}  // namespace

TEST_CASE("the atlas table has a row for what is known and nothing for what is not",
          "[publish][atlas]")
{
    const samples::ScratchFolder folder{"atlas"};
    write_atlas_table(folder.file("atlas.csv"), three_places());
    CHECK(read_text_file(folder.file("atlas.csv")) ==
          "date,group,layer,place,prevalence_per_1000,prevalence_lo90,prevalence_hi90,hazard_24m,"
          "hazard_lo90,hazard_hi90,listed_since,grade\n"
          "2022-09-28,good,cotton,CN,2.5,1,9,0.25,0.125,0.5,,D\n"
          "2022-09-28,good,cotton,TM,50,5,200,,,,2014-12-01,C\n");
}

TEST_CASE("every column of the atlas's tables has a name of its own and a meaning",
          "[publish][atlas]")
{
    std::set<std::string_view> names;
    for (const auto& column : atlas_columns()) {
        CHECK(names.insert(column.name).second);
        CHECK_FALSE(column.meaning.empty());
    }
    CHECK(names.count("sources") == 1);
}

TEST_CASE("a region is told from a country by its code", "[publish][atlas]")
{
    const auto contents = three_places();
    CHECK_FALSE(contents.places.front().is_region());
    CHECK(contents.places.back().is_region());
}
