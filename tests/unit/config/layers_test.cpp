// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/config/layers.hpp"

#include "sourcelight/config/yaml.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using namespace sourcelight;
using namespace sourcelight::config;

constexpr auto kMills = R"(
- name: Palm-oil Mills
  file: mills.csv
  kernel: gaussian
  scale_km: 20
  reach_km: 60.5
  kernel_source: a test
  source: a list
  licence: CC-BY-4.0
  edition: "2023"
  date: 2023-06
  date_column: day
  half_life: 2.5
  covers: [ID, MY]
)";

std::vector<ProximityLayer> read(const std::string& text)
{
    Problems problems{"test.yaml"};
    auto layers = read_layers(YAML::Load(text), problems);
    problems.raise(Errc::kConfigInvalid);
    return layers;
}

std::string with(const std::string& what, const std::string& instead)
{
    std::string text = kMills;
    return text.replace(text.find(what), what.size(), instead);
}

}  // namespace

TEST_CASE("a layer is read from the settings and back from run.json", "[config][layers]")
{
    const auto layers = read(kMills);
    REQUIRE(layers.size() == 1);
    CHECK(layers[0].name == "palm_oil_mills");
    CHECK(layers[0].scale_km == 20.0);
    CHECK(layers[0].half_life == 2.5);
    CHECK(layers[0].covers == std::vector<std::string>{"ID", "MY"});
    CHECK(layer_of_texts(layer_texts(layers[0]), "run.json") == layers[0]);
}

TEST_CASE("a step has its reach as scale", "[config][layers]")
{
    const auto layers = read(with("kernel: gaussian\n  scale_km: 20", "kernel: step"));
    CHECK(layers[0].scale_km == 60.5);
}

TEST_CASE("a layer that is not complete or not sound is refused by line", "[config][layers][error]")
{
    using Catch::Contains;
    CHECK_THROWS_WITH(read(with("licence: CC-BY-4.0", "license: CC-BY-4.0")),
                      Contains("did you mean licence?") && Contains("licence is missing"));
    CHECK_THROWS_WITH(read(with("gaussian", "cubic")), Contains("exponential, gaussian or step"));
    CHECK_THROWS_WITH(read(with("60.5", "0")), Contains("reach_km is 0"));
    CHECK_THROWS_WITH(read(with("60.5", "20000")), Contains("at most 1000 km"));
    CHECK_THROWS_WITH(read(with("Palm-oil Mills", "---")), Contains("letters and digits"));
    CHECK_THROWS_WITH(read(with("2023-06", "soon")), Contains("date is \"soon\""));
    CHECK_THROWS_WITH(read(with("[ID, MY]", "[Java]")), Contains("covers has \"Java\""));
    CHECK_THROWS_WITH(read(with("file: mills.csv", "dataset: a/b\n  file: mills.csv")),
                      Contains("not both"));
    CHECK_THROWS_WITH(read(std::string{kMills} + kMills), Contains("sl_near_palm_oil_mills_km"));
}
