// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/result_writer.hpp"

#include "sample_run.hpp"

#include "sourcelight/core/digest.hpp"
#include "sourcelight/publish/layer_style.hpp"
#include "sourcelight/publish/report.hpp"
#include "sourcelight/publish/run_record.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::publish;
using nlohmann::json;

constexpr const char* kHostile = "</script><script>alert(1)</script> & \xE2\x80\xA8 =1+1";

/// The data of a report: its blocks, each an object, as one.
json report_data(const std::string& page)
{
    const std::string open = "<script type=\"application/json\" id=\"sourcelight-";
    json data = json::object();
    for (auto at = page.find(open); at != std::string::npos; at = page.find(open, at + 1)) {
        const auto from = page.find('>', at) + 1;
        data.update(json::parse(page.substr(from, page.find("</script>", from) - from)));
    }
    return data;
}

}  // namespace

TEST_CASE("a run of one scored and one unreadable row fills every file", "[publish][run]")
{
    const samples::ScratchFolder folder{"full"};
    const auto batch = samples::unresolved({"Kite Works", kHostile});
    samples::score(*batch, 0, 1);
    batch->resolved.activity_of = {0, 1};
    batch->resolved.activities.resize(2);
    batch->resolved.findings = {
        {2, &samples::kSampleWarning, "Supplier", kHostile, "no country could be read"}};
    samples::write_run(folder, *batch, default_formats(2), 1);

    SECTION("the folder holds what the contract names, and run.json their hashes")
    {
        const auto record = read_run_record(folder.file("result/run.json"));
        std::vector<std::string> files;
        for (const auto& output : record.outputs) {
            files.push_back(output.file);
            CHECK(output.sha256 == sha256_file(folder.file("result/" + output.file)));
        }
        CHECK(files == std::vector<std::string>{
                           "findings.csv", "maps/extent.pdf", "maps/extent.png", "maps/extent.svg",
                           "maps/world.pdf", "maps/world.png", "maps/world.svg", "matches.csv",
                           "report.html", "suppliers.csv", "suppliers.gpkg", "suppliers.parquet",
                           "totals.json", "workbook.xlsx"});
        CHECK(record.findings.at("sample-warning") == 1);
    }
    SECTION("outside text stays data in the report")
    {
        const auto page = folder.text("result/report.html");
        const auto data = report_data(page);
        CHECK(page.find("alert(1)</script>") == std::string::npos);
        CHECK(page.find("\xE2\x80\xA8") == std::string::npos);
        CHECK(data["suppliers"]["columns"]["name"][1] == kHostile);
        CHECK(page.substr(page.size() - 11) == "<p>end</p>\n");
    }
    SECTION("the report tells scored and unscored rows apart")
    {
        const auto data = report_data(folder.text("result/report.html"));
        const auto& columns = data["suppliers"]["columns"];
        CHECK(data["format"] == 4);
        CHECK(data["counts"]["not_scored"] == 1);
        CHECK(columns["priority"] == json::array({1, nullptr}));
        CHECK(columns["s"]["median"] == json::array({0.05, nullptr}));
        CHECK(columns["grade"] == json::array({"D", ""}));
        CHECK(columns["cell"] == json::array({0, -1}));
        CHECK(data["cells"][0]["label"] == "China: manufacturing");
        CHECK(data["unresolved"]["total"] == 1);
        CHECK(data["unresolved"]["rows"][0]["message"] == "no country could be read");
        CHECK(data["actions"].back()["suppliers"] == 1);
        CHECK(data["map"]["countries"].size() > 200);
        CHECK(data["regions"].size() > 10);
        CHECK(data["points"]["suppliers"] == 0);
    }
    SECTION("suppliers.csv guards the formula-like cell only")
    {
        CHECK(folder.text("result/suppliers.csv").find("Kite Works,1,list.csv,1,CN,name,CN-GD") !=
              std::string::npos);
    }
}

TEST_CASE("a run without rows is a valid, empty result", "[publish][run]")
{
    const samples::ScratchFolder folder{"empty"};
    const auto batch = samples::unresolved({});
    samples::write_run(folder, *batch, default_formats(0), 0);

    const auto data = report_data(folder.text("result/report.html"));
    CHECK(data["suppliers"]["count"] == 0);
    CHECK(data["totals"]["sites"]["median"].is_null());
    CHECK(folder.text("result/findings.csv") ==
          "row,file,code,severity,column,value,message,fix\n");
    CHECK(json::parse(folder.text("result/totals.json"))["resolved"]["country"].is_null());
}

TEST_CASE("a run in which nothing was scored shows no number", "[publish][run]")
{
    const samples::ScratchFolder folder{"unresolved"};
    const auto batch = samples::unresolved({"A", "B", "C"});
    samples::write_run(folder, *batch, default_formats(3), 0);

    const auto data = report_data(folder.text("result/report.html"));
    CHECK(data["totals"]["persons"]["median"].is_null());
    CHECK(data["unresolved"]["total"] == 3);
    CHECK(data["bands"] == json::parse(R"([{"band": "insufficient data", "count": 3}])"));
}

TEST_CASE("a scored row read against what the file says is one to look at", "[publish][run]")
{
    const samples::ScratchFolder folder{"against"};
    const auto batch = samples::unresolved({"A", "B"});
    samples::score(*batch, 0, 1);
    samples::score(*batch, 1, 2);
    batch->resolved.findings = {{1, &samples::kSampleNote, "Supplier", "", "a note"},
                                {2, &samples::kSampleNote, "Supplier", "", "a note"},
                                {2, &samples::kSampleWarning, "Supplier", "", "a contradiction"}};
    samples::write_run(folder, *batch, parse_formats("report"), 2);

    const auto unresolved = report_data(folder.text("result/report.html"))["unresolved"];
    CHECK(unresolved["total"] == 1);
    CHECK(unresolved["rows"][0]["message"] == "a contradiction");
}

TEST_CASE("the same run gives the same bytes", "[publish][run]")
{
    std::string first;
    for (int run = 0; run < 2; ++run) {
        const samples::ScratchFolder folder{"same"};
        const auto batch = samples::unresolved({"Kite Works", "B"});
        samples::score(*batch, 0, 1);
        samples::write_run(folder, *batch, default_formats(2), 1);
        const auto record = folder.text("result/run.json");
        CHECK((first.empty() || first == record));
        first = record;
    }
}

TEST_CASE("narrowed formats leave out the rest", "[publish][run]")
{
    const samples::ScratchFolder folder{"narrow"};
    const auto batch = samples::unresolved({"A"});
    samples::write_run(folder, *batch, parse_formats("csv"), 0);
    const auto record = read_run_record(folder.file("result/run.json"));
    REQUIRE(record.outputs.size() == 3);
    CHECK(record.outputs[1].file == "suppliers.csv");
}

TEST_CASE("format names are read, and a typo is answered with the nearest", "[publish][formats]")
{
    CHECK(parse_formats("all") == default_formats(1));
    CHECK(parse_formats(" xlsx , html") == parse_formats("workbook,report"));
    CHECK_FALSE(default_formats(kManyRows + 1).has(Format::kCsv));
    CHECK(default_formats(kManyRows + 1).has(Format::kParquet));
    CHECK_THROWS_WITH(parse_formats("csv,parqet"), Catch::Contains("did you mean parquet?"));
    CHECK_THROWS_WITH(parse_formats(""), Catch::Contains("unknown format"));
}

TEST_CASE("a template without its marker is refused", "[publish][run][error]")
{
    const samples::ScratchFolder folder{"marker"};
    write_text_file(folder.file("bad.html"), "<p>no marker</p>\n");
    const auto outcome = samples::sample_outcome(0, 0);
    const RunCollection run;
    const RunNames names;
    const std::string title;
    const ReportInputs inputs{outcome, run, names, samples::bare_reference(), title};
    CHECK_THROWS_WITH(write_report(folder.file("out.html"), folder.file("bad.html"), inputs),
                      Catch::Contains("exactly once"));
}

TEST_CASE("the layer's style has a class for every band and one for no data", "[publish][style]")
{
    const auto& style = supplier_layer_style();
    for (const auto* text : {"very low: chance below 0.5 %", "very high: chance of 30 % and more",
                             "not scored: no data", "sl_site_probability"}) {
        INFO(text);
        CHECK(style.qml.find(text) != std::string::npos);
        CHECK(style.sld.find(text) != std::string::npos);
    }
}
