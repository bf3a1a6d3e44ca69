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

const GeocodeWorld& world()
{
    static const GeocodeWorld made;
    return made;
}

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

void report(std::string_view title, std::span<const Verdict> verdicts)
{
    fmt::print("{}\n{}{:18} {}\n{}\n", title, figures_by_kind(verdicts), "all",
               to_text(figures_of(verdicts)), to_text(reliability_of(verdicts)));
    write_misses(verdicts);
}

}  // namespace

TEST_CASE("names with slips, cut, spelt out and in other scripts are found in their region",
          "[geocode]")
{
    const std::size_t a_kind = std::getenv("SOURCELIGHT_REFERENCE") == nullptr ? 300 : 2000;
    const auto cases = make_cases(world().facts, world().data.gazetteer.names(), a_kind, 20261122);
    const auto verdicts = judge_cases(world(), cases);
    report("texts made from the gazetteer", verdicts);
    std::vector<Verdict> exact, near;
    for (const auto& v : verdicts) {
        const auto k = v.of->kind;
        (k == "typo" || k == "first letter" || k == "cut short" || k == "spelt out" ||
                 k == "romanised"
             ? near
             : exact)
            .push_back(v);
    }
    fmt::print("exact\n{}near\n{}", to_text(reliability_of(exact)), to_text(reliability_of(near)));
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
            const auto where = world().data.index.locate(one.at);
            one.true_country = where.country;
            one.true_region = where.region;
            cases.push_back(std::move(one));
        }
    }
    const auto verdicts = judge_cases(world(), cases);
    report("published lists", verdicts);
}
