// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/config/yaml.hpp"
#include "sourcelight/config/yaml_overlay.hpp"

#include "sourcelight/core/error.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace sourcelight;
using config::parse_yaml;
using config::Problems;
using config::YamlMap;

namespace {

/// What `read` says about the text, or nothing if it is content.
template <typename Read>
std::string problems_of(const std::string& text, const Read& read)
{
    Problems problems{"test.yaml"};
    YamlMap map{parse_yaml(text, "test.yaml", Errc::kConfigInvalid), "", problems};
    read(map);
    try {
        problems.raise(Errc::kConfigInvalid);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("a mapping gives its values by name", "[config][yaml]")
{
    const auto* text = "name: NO\nshare: 0.25\nyear: 2022\nopen: true\ncodes: ['01', NA]\n"
                       "inner: {a: b}\nrows: [{a: 1}, {a: 2}]\n";
    const auto said = problems_of(text, [](YamlMap& map) {
        CHECK(map.text("name") == "NO");  // Norway, and no false
        CHECK(map.number("share") == 0.25);
        CHECK(map.integer("year") == 2022);
        CHECK(map.boolean_or("open", false));
        CHECK(map.boolean_or("shut", true));
        CHECK(map.texts_or_empty("codes") == std::vector<std::string>{"01", "NA"});
        CHECK(map.texts_or_empty("none").empty());
        CHECK(map.map("inner").text("a") == "b");
        auto rows = map.maps_or_empty("rows");
        REQUIRE(rows.size() == 2);
        CHECK(rows[1].integer("a") == 2);
        CHECK(map.maps_or_empty("none").empty());
        CHECK(map.text_or("title", "untitled") == "untitled");
        CHECK_FALSE(map.number_if("weight"));
        CHECK(map.has("share"));
        CHECK_FALSE(map.has("weight"));
        map.done();
    });
    CHECK(said.empty());
}

TEST_CASE("values of another kind are named with their line, all at once", "[config][yaml][error]")
{
    const auto* text = "name: [a]\nshare: much\nyear: 20.5\nopen: yes\ncodes: 01\nrows: {a: 1}\n"
                       "inner: 3\nnumber: {a: 1}\n";
    const auto said = problems_of(text, [](YamlMap& map) {
        CHECK(map.text("name").empty());
        CHECK(map.number("share") == 0.0);
        CHECK(map.integer("year") == 0);
        CHECK_FALSE(map.boolean_or("open", true));
        CHECK(map.texts_or_empty("codes").empty());
        CHECK(map.maps_or_empty("rows").empty());
        CHECK_FALSE(map.number_if("number"));
        static_cast<void>(map.map("inner"));
    });
    CHECK_THAT(said, Catch::Contains("test.yaml:1: name must be a text"));
    CHECK_THAT(said, Catch::Contains("test.yaml:2: share is \"much\"; expected a number"));
    CHECK_THAT(said, Catch::Contains("test.yaml:3: year must be a whole number"));
    CHECK_THAT(said, Catch::Contains("test.yaml:4: open is \"yes\"; expected true or false"));
    CHECK_THAT(said, Catch::Contains("test.yaml:5: codes must be a list"));
    CHECK_THAT(said, Catch::Contains("test.yaml:6: rows must be a list"));
    CHECK_THAT(said, Catch::Contains("test.yaml:7: inner must be a mapping"));
    CHECK_THAT(said, Catch::Contains("test.yaml:8: number is \"a list or mapping\""));
}

TEST_CASE("what is missing or unknown is named with what is known", "[config][yaml][error]")
{
    const auto said = problems_of("wieght: 1\nx: 2\n", [](YamlMap& map) {
        static_cast<void>(map.number("weight"));
        static_cast<void>(map.text("direction"));
        map.complain("nothing adds up");
        map.done();
    });
    CHECK_THAT(said, Catch::Contains("weight is missing"));
    CHECK_THAT(said, Catch::Contains("direction is missing"));
    CHECK_THAT(said, Catch::Contains("nothing adds up"));
    CHECK_THAT(said, Catch::Contains("test.yaml:1: wieght is not known; did you mean weight?"));
    CHECK_THAT(said, Catch::Contains("test.yaml:2: x is not known; known here: "));
}

TEST_CASE("a mapping of texts keeps the order of the file", "[config][yaml]")
{
    const auto said = problems_of("b: 2\na: [1]\nc: '03'\n", [](YamlMap& map) {
        using Pair = std::pair<std::string, std::string>;
        CHECK(map.all_texts() == std::vector<Pair>{{"b", "2"}, {"c", "03"}});
        map.done();
    });
    CHECK_THAT(said, Catch::Contains("test.yaml:2: a must be a text"));
}

TEST_CASE("a file that is no mapping, or no YAML, says so", "[config][yaml][error]")
{
    const auto said = problems_of("- a\n- b\n", [](YamlMap& map) {
        CHECK(map.all_texts().empty());
        map.done();
    });
    CHECK_THAT(said, Catch::Contains("the file must be a mapping"));
    // The flow that line 2 opens is missed where the next key comes.
    CHECK_THROWS_WITH(parse_yaml("a: 1\nb: [1\nc: 2\n", "test.yaml", Errc::kConfigInvalid),
                      Catch::StartsWith("test.yaml:3: this is no YAML: ") &&
                          Catch::Contains("on the lines above for a bracket"));
    CHECK_THROWS_WITH(parse_yaml("a: 1\n---\nb: 2\n", "test.yaml", Errc::kConfigInvalid),
                      Catch::StartsWith("test.yaml:3: a second document starts here"));
    CHECK_THROWS_WITH(parse_yaml("a: 1\nb: caf\xE9\n", "test.yaml", Errc::kConfigInvalid),
                      "test.yaml:2: holds a letter that is not UTF-8; save the file as UTF-8");
    CHECK_THROWS_WITH(config::load_yaml("/", Errc::kConfigInvalid), "/: cannot be opened");
    CHECK_THROWS_WITH(config::load_yaml("no/such.yaml", Errc::kConfigInvalid),
                      "no/such.yaml: cannot be opened");
}

TEST_CASE("a text that may be left out must still be one", "[config][yaml][error]")
{
    Problems problems{"test.yaml"};
    YamlMap map{parse_yaml("extends: [a]\n", "test.yaml", Errc::kConfigInvalid), "", problems};
    static_cast<void>(map.text_or("extends", {}));
    CHECK_THROWS_WITH(problems.raise(Errc::kConfigInvalid), "test.yaml:1: extends must be a text");
}

TEST_CASE("a mapping tells where a value stands, and whether in its own file", "[config][yaml]")
{
    const auto base = parse_yaml("low: 1\nhigh: 2\n", "base.yaml", Errc::kConfigInvalid);
    auto mine = parse_yaml("\nlow: 3\n", "mine.yaml", Errc::kConfigInvalid);
    Problems problems{"mine.yaml"};
    problems.add_file(base, "base.yaml");
    config::complete_from(mine, base, problems);
    const YamlMap map{mine, "", problems};
    CHECK(map.place("low") == "mine.yaml:2");
    CHECK(map.is_own("low"));
    CHECK(map.place("high") == "base.yaml:2");
    CHECK_FALSE(map.is_own("high"));
    CHECK_FALSE(map.is_own("none"));
}
