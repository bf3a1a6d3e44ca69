// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/run_record.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/publish/text_file.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>
#include <unistd.h>

namespace {

using namespace sourcelight;
using namespace sourcelight::publish;

RunRecord sample_record()
{
    RunRecord record;
    record.version = "0.1.0";
    record.configuration = {{"draws", "2000"}, {"anchors", "ilo_2022"}};
    record.methodology_id = "v1";
    record.methodology_hash = "ab12";
    record.as_of = *make_date(2026, 10, 1);
    record.seed = 18446744073709551615U;  // the largest seed there is
    record.draws = 2000;
    record.inputs = {
        {"list.csv", "cd34", 2, {"Name", "Land"}, R"({"name":"Name"})", "CSV, UTF-8", 2}};
    record.datasets = {{"usdol/list_of_goods", "2024", "ef56", "US-PD", false}};
    record.outputs = {{"suppliers.parquet", "0012"}};
    record.findings = {{"country-unknown", 2}};
    return record;
}

std::string scratch_path()
{
    return (std::filesystem::temp_directory_path() /
            fmt::format("sourcelight_publish_run_{}.json", ::getpid()))
        .string();
}

}  // namespace

TEST_CASE("the run record is this text", "[publish][json]")
{
    CHECK(run_record_text(sample_record()) == R"({
  "format": 1,
  "sourcelight": "0.1.0",
  "methodology": {
    "id": "v1",
    "sha256": "ab12"
  },
  "as_of": "2026-10-01",
  "seed": 18446744073709551615,
  "draws": 2000,
  "configuration": {
    "draws": "2000",
    "anchors": "ilo_2022"
  },
  "inputs": [
    {
      "file": "list.csv",
      "sha256": "cd34",
      "format": "CSV, UTF-8",
      "rows": 2,
      "first_line": 2,
      "columns": [
        "Name",
        "Land"
      ],
      "mapping": {
        "name": "Name"
      }
    }
  ],
  "datasets": [
    {
      "id": "usdol/list_of_goods",
      "edition": "2024",
      "sha256": "ef56",
      "licence": "US-PD",
      "restricted": false
    }
  ],
  "outputs": [
    {
      "file": "suppliers.parquet",
      "sha256": "0012"
    }
  ],
  "findings": {
    "country-unknown": 2
  }
}
)");
}

TEST_CASE("a run record reads back as it was written", "[publish][json]")
{
    const auto text = run_record_text(sample_record());
    const auto path = scratch_path();
    write_text_file(path, text);
    CHECK(run_record_text(read_run_record(path)) == text);
    std::filesystem::remove(path);
}

TEST_CASE("layers stand in the run record, and only where there are any", "[publish][json]")
{
    auto record = sample_record();
    CHECK(run_record_text(record).find("\"layers\"") == std::string::npos);
    record.layers = {
        {{{"name", "mills"}, {"kind", "points"}}, {{"mills.csv", "9f"}}, "CSV", 9, 6, 2, 1}};
    const auto text = run_record_text(record);
    const auto path = scratch_path();
    write_text_file(path, text);
    const auto back = read_run_record(path);
    REQUIRE(back.layers.size() == 1);
    CHECK(back.layers[0].setting == record.layers[0].setting);
    CHECK(back.layers[0].files[0].sha256 == "9f");
    CHECK(back.layers[0].later == 1);
    CHECK(run_record_text(back) == text);
    std::filesystem::remove(path);
}

TEST_CASE("a run record of before knows no lines of its inputs", "[publish][json]")
{
    auto text = run_record_text(sample_record());
    for (const std::string line :
         {"      \"format\": \"CSV, UTF-8\",\n", "      \"first_line\": 2,\n"}) {
        text.erase(text.find(line), line.size());
    }
    const auto path = scratch_path();
    write_text_file(path, text);
    CHECK(read_run_record(path).inputs[0].first_line == 0);
    std::filesystem::remove(path);
}

TEST_CASE("a file that is no run record is refused with the reason", "[publish][json][error]")
{
    const auto path = scratch_path();
    const auto [content, reason] = GENERATE(table<std::string, std::string>(
        {{"{", "parse error"},
         {"{}", "format"},
         {"{\"format\": 99}", "its format is 99, this program reads 1"},
         {"{\"format\": 1, \"sourcelight\": 7}", "type must be string"}}));
    write_text_file(path, content);
    CHECK_THROWS_WITH(read_run_record(path), Catch::Contains(reason) && Catch::Contains(path));
    std::filesystem::remove(path);
}
