// SPDX-License-Identifier: Apache-2.0
// How often places in words get the right region, and whether the stated confidence holds. The
// shipped gazetteer makes the texts; with SOURCELIGHT_REFERENCE=FOLDER the published lists that are
// not shipped are read too, by their own coordinates: test_resolve "[geocode],[geocode-lists]".
#include "sourcelight/io/read_table.hpp"
#include "tests/unit/resolve/geocode_measure.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace {

using namespace sourcelight;
using namespace sourcelight::resolve;
using namespace sourcelight::resolve::test;

/// Every row that was read wrongly, for reading: SOURCELIGHT_GEOCODE_MISSES=FILE appends them.
void write_misses(std::span<const Verdict> verdicts)
{
    const char* path = std::getenv("SOURCELIGHT_GEOCODE_MISSES");
    auto* file = path == nullptr ? nullptr : std::fopen(path, "a");
    for (const auto& verdict : verdicts) {
        const auto& of = *verdict.of;
        if (file != nullptr && !verdict.right) {
            fmt::print(file, "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.2f}\t{:.0f}\t{}\n", of.kind,
                       of.country, of.city, of.region, of.postcode, of.address,
                       of.true_region.view(), verdict.place.region.view(),
                       method_name(verdict.place.method), verdict.place.confidence, verdict.away_km,
                       of.label_error);
        }
    }
    if (file != nullptr) {
        std::fclose(file);
    }
}

std::string figures_by_kind(std::span<const Verdict> verdicts)
{
    std::string out;
    for (std::size_t i = 0; i < verdicts.size();) {
        auto end = i;
        while (end < verdicts.size() && verdicts[end].of->kind == verdicts[i].of->kind) {
            ++end;
        }
        out += fmt::format("{:18} {}\n", verdicts[i].of->kind,
                           to_text(figures_of(verdicts.subspan(i, end - i))));
        i = end;
    }
    return out;
}

Reliability report(std::string_view title, std::span<const Verdict> verdicts)
{
    const auto reliability = reliability_of(verdicts);
    fmt::print("{}\n{}{:18} {}\n{}\n", title, figures_by_kind(verdicts), "all",
               to_text(figures_of(verdicts)), to_text(reliability));
    write_misses(verdicts);
    return reliability;
}

/// Why rows of the published lists say nothing about an answer: read one by one.
std::map<std::string, std::string> label_errors()
{
    const auto table =
        io::read_table(SOURCELIGHT_SOURCE_DIR "/tests/data/geocode_label_errors.csv", {});
    std::map<std::string, std::string> out;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        out.emplace(fmt::format("{} {}", table.text("list")[i], table.text("row")[i]),
                    table.text("reason")[i]);
    }
    return out;
}

}  // namespace

TEST_CASE("names with slips, cut, spelt out and in other scripts are found in their region",
          "[geocode]")
{
    const std::size_t a_kind = std::getenv("SOURCELIGHT_REFERENCE") == nullptr ? 300 : 2000;
    const auto cases =
        make_cases(geocode_world().facts, geocode_world().data.gazetteer.names(), a_kind, 20261122);
    const auto verdicts = judge_cases(geocode_world(), cases);
    const auto reliability = report("texts made from the gazetteer", verdicts);
    const auto figures = figures_of(verdicts);
    CHECK(figures.all.value() >= 0.90);
    CHECK(figures.sound.value() >= 0.95);
    CHECK(figures.median_km < 15.0);
    // Stated confidence and share right differ by less than seven points where 200 rows tell.
    CHECK(reliability.expected_error < 0.05);
    constexpr std::size_t kEnough = 200;
    for (const auto& bin : reliability.bins) {
        INFO(bin.from << " to " << bin.to << ", " << bin.right.whole << " rows");
        CHECK((bin.right.whole < kEnough || std::abs(bin.stated - bin.right.value()) < 0.07));
    }
}

TEST_CASE("published addresses are found in the region of their coordinates", "[.][geocode-lists]")
{
    const char* folder = std::getenv("SOURCELIGHT_REFERENCE");
    REQUIRE(folder != nullptr);
    struct List {
        std::string_view name;
        const char* file;
        const char* country;
        const char* lon;
    };
    const auto errors = label_errors();
    std::vector<GeocodeCase> cases;
    for (const List& list :
         {List{"Apple", "apple_supplier_list_2020_geocoded.csv", "", "lon"},
          List{"Open Supply Hub", "oar_geocoded_facility_lists.csv", "country_raw", "lng"}}) {
        const auto table =
            io::read_table(std::string{folder} + "/goods/suppliers/" + list.file, {});
        for (std::size_t row = 0; row < table.rows(); ++row) {
            GeocodeCase one;
            one.kind = list.name;
            one.country = *list.country == 0 ? "" : table.text(list.country)[row];
            one.address = table.text("address")[row];
            one.at = {std::stod(std::string{table.text(list.lon)[row]}),
                      std::stod(std::string{table.text("lat")[row]})};
            const auto where = geocode_world().data.index.locate(one.at);
            one.true_country = where.country;
            one.true_region = where.region;
            const auto error = errors.find(fmt::format("{} {}", list.name, row + 1));
            one.label_error = error == errors.end() ? "" : error->second;
            cases.push_back(std::move(one));
        }
    }
    auto verdicts = judge_cases(geocode_world(), cases);
    const auto figures = figures_of(verdicts);
    CHECK(figures.all.value() >= 0.90);
    CHECK(figures.sound.value() >= 0.95);
    CHECK(figures.median_km < 15.0);
    CHECK(figures.within_radius.value() == Approx(0.9).margin(0.03));
    report("published lists", verdicts);
    // A wrong label is no measure of confidence.
    std::erase_if(verdicts,
                  [](const Verdict& verdict) { return !verdict.of->label_error.empty(); });
    const auto reliability = reliability_of(verdicts);
    fmt::print("without label errors\n{}", to_text(reliability));
    CHECK(reliability.expected_error < 0.05);
}
