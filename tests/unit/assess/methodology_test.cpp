// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/methodology.hpp"

#include "tests/unit/assess/shipped.hpp"
#include "tests/unit/model/error_matcher.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

using namespace sourcelight;
using assess::load_methodology;

namespace {

std::string text_of(const std::string& path)
{
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

/// A copy of the shipped methodology with one text replaced.
std::string edited(const std::string& from, const std::string& to)
{
    const auto folder = std::filesystem::temp_directory_path() /
                        fmt::format("sourcelight-methodology-test-{}", ::getpid());
    std::filesystem::create_directories(folder);
    const auto shipped = source_path("configs/methodology/");
    for (const auto* name : {"origin_vulnerability.yaml", "destination_coercion.yaml"}) {
        std::ofstream{folder / name} << text_of(shipped + name);
    }
    auto text = text_of(shipped + "default.yaml");
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    std::ofstream{folder / "default.yaml"} << text;
    return (folder / "default.yaml").string();
}

}  // namespace

TEST_CASE("every parameter of the shipped methodology has code, unit and source",
          "[assess][methodology]")
{
    const auto& methodology = today().methodology;
    CHECK(methodology.parameters.size() > 100);
    for (const auto& parameter : methodology.parameters) {
        INFO(parameter.name);
        CHECK((parameter.code == "E" || parameter.code == "P"));
        CHECK_FALSE(parameter.unit.empty());
        CHECK_FALSE(parameter.source.empty());
    }
    // methodology sections 3, 5 and 7
    CHECK(methodology.find("prevalence.region_noise_sd")->value == 0.43);
    CHECK(methodology.hazard.intercept.mean == -10.443);
    CHECK(methodology.evidence_kind("import_ban").llr.mean == 3.9);
    CHECK(methodology.find("no.such.parameter") == nullptr);
    CHECK(methodology.sha256.size() == 64);
}

TEST_CASE("the published totals are those of the two editions", "[assess][methodology]")
{
    const auto& anchors = today().methodology.anchors;
    REQUIRE(anchors.size() == 2);
    CHECK(anchors[0].rates);
    CHECK(anchors[0].regions.at("asia_pacific") == 4.0);
    CHECK(anchors[1].regions.at("asia_pacific") == 15.1);
    CHECK(to_string(anchors[1].published) == "2022-09-12");
    double sectors = 0.0;
    for (const double million : anchors[1].sectors_million) {
        sectors += million;
    }
    CHECK(sectors == Approx(13.8));
}

TEST_CASE("a misspelt parameter is an error that names the right one",
          "[assess][methodology][error]")
{
    const auto path = edited("  region_noise_sd:", "  region_noise_ds:");
    CHECK_THROWS_WITH(load_methodology(path), Catch::Contains("region_noise_sd is missing") &&
                                                  Catch::Contains("did you mean region_noise_sd"));
}

TEST_CASE("a parameter without a source, or with a code that is none, is refused",
          "[assess][methodology][error]")
{
    CHECK_THROWS_MATCHES(load_methodology(edited("code: E, unit: ln,", "code: X, unit: ln,")),
                         Error, has_code(Errc::kConfigInvalid));
    CHECK_THROWS_MATCHES(load_methodology(edited("unit: shape, source: ", "unit: shape, sauce: ")),
                         Error, has_code(Errc::kConfigInvalid));
    CHECK_THROWS_MATCHES(
        load_methodology(edited("low_from: {value: 0.005", "low_from: {value: 0.9")), Error,
        has_code(Errc::kConfigInvalid));
    CHECK_THROWS_MATCHES(load_methodology("/nowhere/default.yaml"), Error,
                         has_code(Errc::kConfigInvalid));
    CHECK_THROWS_MATCHES(today().methodology.evidence_kind("rumour"), Error,
                         has_code(Errc::kConfigInvalid));
}
