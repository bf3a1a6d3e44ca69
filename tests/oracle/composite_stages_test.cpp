// SPDX-License-Identifier: Apache-2.0
// The whole worked example of the R package COINr 1.1.14 (tests/data/asem), stage by stage.
#include "sourcelight/io/csv_records.hpp"
#include "sourcelight/model/composite_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace sourcelight;

namespace {

using Column = std::vector<double>;

/// A file by column, its rows by country code.
struct Sheet {
    std::map<std::string, std::map<std::string, std::string>> cells;  ///< column -> code -> text

    [[nodiscard]] std::optional<double> number(const std::string& column,
                                               const std::string& code) const
    {
        const auto& text = cells.at(column).at(code);
        return text.empty() || text == "NA" ? std::nullopt : std::optional{std::stod(text)};
    }
};

Sheet read_sheet(const std::string& name, const std::string& key)
{
    std::ifstream in{SOURCELIGHT_SOURCE_DIR "/tests/data/asem/" + name};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto records = io::preview_records(text, true, ',', 1000);
    REQUIRE(records.size() > 1);
    const auto& header = records.front();
    const auto at = std::find(header.begin(), header.end(), key) - header.begin();
    Sheet sheet;
    for (std::size_t row = 1; row < records.size(); ++row) {
        for (std::size_t c = 0; c < header.size(); ++c) {
            sheet.cells[header[c]][records[row][static_cast<std::size_t>(at)]] = records[row][c];
        }
    }
    return sheet;
}

/// The example as it is built up: one column of 51 values an indicator or aggregate.
struct Example {
    Sheet data = read_sheet("iData.csv", "uCode");
    Sheet meta = read_sheet("iMeta.csv", "iCode");
    std::vector<std::string> codes;
    std::vector<std::string> indicators;

    Example()
    {
        for (const auto& [code, text] : data.cells.at("uCode")) {
            codes.push_back(code);
        }
        for (const auto& [code, type] : meta.cells.at("Type")) {
            if (type == "Indicator") {
                indicators.push_back(code);
            }
        }
    }

    [[nodiscard]] std::vector<std::optional<double>> denominated(const std::string& indicator) const
    {
        const auto& denominator = meta.cells.at("Denominator").at(indicator);
        std::vector<std::optional<double>> out;
        for (const auto& code : codes) {
            auto value = data.number(indicator, code);
            if (!denominator.empty() && denominator != "NA") {
                const auto by = data.number(denominator, code);
                value = value && by ? std::optional{*value / *by} : std::nullopt;
            }
            out.push_back(value);
        }
        return out;
    }

    /// Gaps take the mean of their half of the world.
    [[nodiscard]] Column imputed(const std::vector<std::optional<double>>& values) const
    {
        const auto& group = data.cells.at("EurAsia_group");
        std::map<std::string, std::pair<double, double>> sums;
        for (std::size_t i = 0; i < codes.size(); ++i) {
            if (values[i]) {
                sums[group.at(codes[i])].first += *values[i];
                sums[group.at(codes[i])].second += 1.0;
            }
        }
        Column out;
        for (std::size_t i = 0; i < codes.size(); ++i) {
            const auto& [sum, count] = sums[group.at(codes[i])];
            out.push_back(values[i].value_or(sum / count));
        }
        return out;
    }
};

/// Largest difference of a column from the published one, relative to its size. Twelve digits
/// are published.
double difference(const Example& example, const Sheet& published, const std::string& name,
                  const Column& computed)
{
    double worst = 0.0;
    for (std::size_t i = 0; i < computed.size(); ++i) {
        const double expected = *published.number(name, example.codes[i]);
        worst = std::max(worst,
                         std::fabs(computed[i] - expected) / std::max(1e-3, std::fabs(expected)));
    }
    return worst;
}

constexpr double kPrinted = 2e-11;

/// Aggregates every level of the example from its normalised indicators.
std::map<std::string, Column> aggregated(const Example& example,
                                         std::map<std::string, Column> columns, double exponent)
{
    for (const auto* level : {"2", "3", "4"}) {
        for (const auto& [parent, at] : example.meta.cells.at("Level")) {
            if (at != level) {
                continue;
            }
            std::vector<const Column*> parts;
            Column weights;
            for (const auto& [child, under] : example.meta.cells.at("Parent")) {
                if (under == parent) {
                    parts.push_back(&columns.at(child));
                    weights.push_back(*example.meta.number("Weight", child));
                }
            }
            Column whole;
            for (std::size_t i = 0; i < example.codes.size(); ++i) {
                Column values;
                for (const auto* part : parts) {
                    values.push_back((*part)[i]);
                }
                whole.push_back(model::power_mean(values, weights, exponent));
            }
            columns[parent] = std::move(whole);
        }
    }
    return columns;
}

}  // namespace

TEST_CASE("a whole composite index is rebuilt stage by stage to the digits printed",
          "[oracle][index]")
{
    const Example example;
    REQUIRE(example.codes.size() == 51);
    REQUIRE(example.indicators.size() == 49);
    const auto imputed = read_sheet("imputed.csv", "uCode");
    const auto treated = read_sheet("treated.csv", "uCode");
    const auto normalised = read_sheet("normalised.csv", "uCode");
    const auto denominated = read_sheet("denominated.csv", "uCode");
    std::map<std::string, Column> scaled;
    std::map<std::string, Column> scaled_from_one;
    int gaps = 0;
    for (const auto& indicator : example.indicators) {
        CAPTURE(indicator);
        const auto divided = example.denominated(indicator);
        for (std::size_t i = 0; i < divided.size(); ++i) {
            const auto expected = denominated.number(indicator, example.codes[i]);
            REQUIRE(divided[i].has_value() == expected.has_value());
            gaps += expected ? 0 : 1;
        }
        const auto filled = example.imputed(divided);
        CHECK(difference(example, imputed, indicator, filled) < kPrinted);
        const auto tamed = model::treat_outliers(filled).values;
        CHECK(difference(example, treated, indicator, tamed) < kPrinted);
        const int direction = static_cast<int>(*example.meta.number("Direction", indicator));
        scaled[indicator] = model::min_max(tamed, 0, 100, direction);
        scaled_from_one[indicator] = model::min_max(tamed, 1, 100, direction);
        CHECK(difference(example, normalised, indicator, scaled[indicator]) < kPrinted);
    }
    CHECK(gaps == 65);  // the oracle's README
    const auto arithmetic = aggregated(example, scaled, 1.0);
    const auto published = read_sheet("aggregated.csv", "uCode");
    const auto geometric = aggregated(example, scaled_from_one, 0.0);
    const auto published_geometric = read_sheet("aggregated_geometric_1_100.csv", "uCode");
    for (const auto* name : {"Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ",
                             "Social", "SusEcFin", "Conn", "Sust", "Index"}) {
        CAPTURE(name);
        CHECK(difference(example, published, name, arithmetic.at(name)) < kPrinted);
        CHECK(difference(example, published_geometric, name, geometric.at(name)) < kPrinted);
    }
}
