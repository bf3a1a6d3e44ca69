// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/json_stream.hpp"

#include "sample_run.hpp"

#include "sourcelight/publish/source_notes.hpp"

#include <catch2/catch.hpp>

#include <functional>
#include <limits>
#include <string>

namespace {

using namespace sourcelight;
using namespace sourcelight::publish;

std::string streamed(const std::function<void(JsonStream&)>& write)
{
    const samples::ScratchFolder folder{"json"};
    TextFile file{folder.file("a.json")};
    JsonStream out{file};
    write(out);
    out.flush();
    file.close();
    return folder.text("a.json");
}

}  // namespace

TEST_CASE("nesting and commas are right", "[publish][json]")
{
    CHECK(streamed([](JsonStream& out) {
              out.begin_object();
              out.key("a").begin_array().integer(1).null().boolean(true).end_array();
              out.key("b").begin_object().end_object();
              out.key("c").text("x");
              out.end_object();
          }) == R"({"a":[1,null,true],"b":{},"c":"x"})");
}

TEST_CASE("a text can neither end its script block nor break a line", "[publish][json]")
{
    CHECK(streamed([](JsonStream& out) {
              out.text("</script><!-- & \xE2\x80\xA8\xE2\x80\xA9\n\"\\\x7F");
          }) == R"("\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029\u000a\"\\\u007f")");
}

TEST_CASE("invalid UTF-8 becomes the replacement sign, valid text stays", "[publish][json]")
{
    CHECK(streamed([](JsonStream& out) { out.text("深\xFFé\xE6"); }) ==
          "\"深\xEF\xBF\xBDé\xEF\xBF\xBD\"");
}

TEST_CASE("numbers have four digits, and what is not finite is null", "[publish][json]")
{
    CHECK(streamed([](JsonStream& out) {
              out.begin_array();
              out.number(0.0123456).number(std::nullopt);
              out.number(std::numeric_limits<double>::infinity()).number(41.27);
              out.degrees(-0.00001).degrees(114.05790).whole(18446744073709551615U);
              out.end_array();
          }) == "[0.01235,null,null,41.27,0,114.0579,18446744073709551615]");
}

TEST_CASE("a number that would become a half is kept whole: pages round again", "[publish][json]")
{
    CHECK(streamed([](JsonStream& out) {
              out.begin_array();
              // 85 %, not 86 %; 49 persons, not 50; a true half stays one.
              out.number(0.85499936).number(49.49785).number(0.855).number(0.8551);
              out.number(5.5).number(0.015).end_array();
          }) == "[0.85499936,49.49785,0.855,0.8551,5.5,0.015]");
}

TEST_CASE("an estimate that is not known has no zeros", "[publish][json]")
{
    CHECK(streamed([](JsonStream& out) {
              out.begin_array().estimate(std::nullopt).estimate_or_null(std::nullopt);
              out.estimate(samples::around(2.0), 0.5).end_array();
          }) == R"([{"median":null,"lo50":null,"hi50":null,"lo90":null,"hi90":null},null,)"
                R"({"median":2,"lo50":1.4,"hi50":3,"lo90":1,"hi90":4,"mc_error":0.5}])");
}

TEST_CASE("a source is told with publisher, edition, licence and row", "[publish][sources]")
{
    const auto& catalogue = samples::bare_reference().catalogue;
    SourceNotes notes{catalogue};
    const auto index = catalogue.find("sourcelight/countries");
    REQUIRE(index.has_value());
    const auto note = notes.note({*index, 0});
    CHECK(note.dataset == "sourcelight/countries");
    CHECK_FALSE(note.publisher.empty());
    CHECK_FALSE(note.licence.empty());
    CHECK(note.key.find('=') != std::string::npos);
    CHECK_THROWS_WITH(notes.note({*index, 1000000}), Catch::Contains("a receipt names row"));
}
