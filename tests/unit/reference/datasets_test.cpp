// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/digest.hpp"
#include "sourcelight/reference/catalogue.hpp"
#include "sourcelight/reference/reference.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::reference;

const std::string kDatasets = std::string{SOURCELIGHT_SOURCE_DIR} + "/datasets";

bool listed(const Reference& reference, const std::string& slug, const char* country,
            const std::string& edition)
{
    const auto good = reference.goods.find(slug);
    return std::any_of(reference.listings.begin(), reference.listings.end(), [&](const auto& line) {
        return line.good == good && line.country == CountryCode{country} &&
               line.edition == edition && line.forced_labor;
    });
}

}  // namespace

TEST_CASE("every shipped dataset holds what its manifest says", "[reference][data]")
{
    const auto catalogue = Catalogue::open(kDatasets);
    CHECK(catalogue.manifests().size() >= 30);
    for (const auto& manifest : catalogue.manifests()) {
        const auto complaints = verify(manifest);
        INFO(manifest.id << ": " << (complaints.empty() ? "" : complaints.front()));
        CHECK(complaints.empty());
    }
}

TEST_CASE("a cell with white space at an end is a complaint", "[reference]")
{
    namespace fs = std::filesystem;
    const auto folder = fs::temp_directory_path() /
                        fmt::format("sourcelight_white_space_{}", ::getpid()) / "test" / "names";
    fs::create_directories(folder);
    const auto complaints_of = [&](const std::string& cell) {
        std::ofstream{folder / "data.csv"} << "iso2,name\nKP," << cell << "\n";
        Manifest manifest;
        manifest.id = "test/names";
        manifest.folder = folder.string();
        manifest.file = "data.csv";
        manifest.licence = "CC0-1.0";
        manifest.citation = "invented";
        manifest.redistributable = true;
        manifest.rows_min = manifest.rows_max = 1;
        manifest.key = {"iso2"};
        manifest.columns.resize(2);
        manifest.columns[0].name = "iso2";
        manifest.columns[1].name = "name";
        manifest.sha256 = sha256_file((folder / "data.csv").string());
        return verify(manifest);
    };
    CHECK(complaints_of("Pyongyang").empty());
    // A tab before a name and an ideographic space behind one: both were in published tables.
    CHECK(complaints_of("\tPyongyang") ==
          std::vector<std::string>{"row 1: name begins or ends with white space"});
    CHECK(complaints_of("Aizuwakamatsu\u3000") ==
          std::vector<std::string>{"row 1: name begins or ends with white space"});
    fs::remove_all(folder.parent_path().parent_path());
}

TEST_CASE("no row published after the as-of date is loaded from any dataset", "[reference][as-of]")
{
    const auto as_of = make_date(2018, 6, 30).value();
    const auto catalogue = Catalogue::open(kDatasets);
    const auto reference = load_reference(kDatasets, as_of);
    CHECK(reference.as_of == as_of);
    std::size_t dated = 0;
    for (const auto& manifest : catalogue.manifests()) {
        if (is_exempt(manifest.id)) {
            continue;
        }
        const auto loaded = catalogue.load(manifest.id, as_of);
        INFO(manifest.id);
        // What a stage sees of it is exactly that.
        CHECK(reference.dataset(manifest.id).source_rows == loaded.source_rows);
        const auto whole = read_whole(manifest);
        CHECK(loaded.refused + static_cast<std::int64_t>(loaded.table.rows()) ==
              static_cast<std::int64_t>(whole.rows()));
        if (!whole.has("published")) {
            CHECK((loaded.table.rows() == 0 || manifest.published <= as_of));
            continue;
        }
        ++dated;
        const auto& published = loaded.table.text("published");
        for (std::size_t row = 0; row < loaded.table.rows(); ++row) {
            const auto date = parse_date(published[row]).value_or(manifest.published);
            if (date > as_of) {
                FAIL("row " << loaded.source_rows[row] + 1 << " is of " << to_string(date));
            }
        }
    }
    CHECK(dated >= 25);
}

TEST_CASE("a fact published later does not move what an earlier run sees", "[reference][as-of]")
{
    // The day before and the day of the edition of 28 September 2022 (US Labor).
    const auto before = load_reference(kDatasets, make_date(2022, 9, 27));
    const auto after = load_reference(kDatasets, make_date(2022, 9, 28));
    const auto& old_rows = before.dataset("usdol/list_of_goods");
    const auto& new_rows = after.dataset("usdol/list_of_goods");

    CHECK(old_rows.refused > new_rows.refused);
    CHECK(std::includes(new_rows.source_rows.begin(), new_rows.source_rows.end(),
                        old_rows.source_rows.begin(), old_rows.source_rows.end()));
    CHECK(listed(before, "cotton", "UZ", "2020"));
    CHECK_FALSE(listed(before, "cotton", "UZ", "2022"));
    CHECK(std::none_of(before.listings.begin(), before.listings.end(),
                       [](const auto& line) { return line.edition == "2022"; }));
}

TEST_CASE("a listing carries the day it began and how sure that is", "[reference]")
{
    const auto reference = load_reference(kDatasets, std::nullopt);
    const auto line = [&](const std::string& slug, const char* country) {
        const auto found = std::find_if(
            reference.listings.begin(), reference.listings.end(), [&](const Listing& listing) {
                return listing.edition == "2022" && listing.country == CountryCode{country} &&
                       listing.good == reference.goods.find(slug);
            });
        REQUIRE(found != reference.listings.end());
        return *found;
    };
    // On the first edition held (1 December 2014), so perhaps before.
    CHECK(line("bricks", "IN").forced_since == make_date(2014, 12, 1));
    CHECK(line("bricks", "IN").forced_since_at_latest);
    // Added by the edition of 30 September 2020.
    CHECK(line("rubber-gloves", "MY").forced_since == make_date(2020, 9, 30));
    CHECK_FALSE(line("rubber-gloves", "MY").forced_since_at_latest);
    // Solar cells of China are listed through Chinese polysilicon (edition of 2022).
    CHECK(line("solar-cells", "CN").downstream);
    CHECK(line("solar-cells", "CN").input == reference.goods.find("polysilicon"));
    CHECK(line("solar-cells", "CN").input_country == CountryCode{"CN"});
}

TEST_CASE("a run as of 2018 does not see the edition of 2020", "[reference][as-of]")
{
    const auto before = load_reference(kDatasets, make_date(2018, 10, 1));
    const auto today = load_reference(kDatasets, std::nullopt);

    // Uzbek cotton stood on the list until the edition of 28 September 2022 (US Labor).
    CHECK(listed(before, "cotton", "UZ", "2018"));
    CHECK(std::none_of(before.listings.begin(), before.listings.end(),
                       [&](const auto& line) { return line.published > before.as_of; }));
    CHECK(listed(today, "cotton", "UZ", "2020"));
    CHECK_FALSE(listed(today, "cotton", "UZ", "2022"));
}

TEST_CASE("goods hang below the class that makes them", "[reference]")
{
    const auto reference = load_reference(kDatasets, std::nullopt);
    const auto cotton = reference.tree.find("good:cotton");
    REQUIRE(cotton != NodeId::kNone);
    const auto division = reference.tree.at_level(cotton, Level::kDivision);

    CHECK(reference.tree[division].code == "isic4:01");
    CHECK(reference.tree[cotton].sector == Sector::kAgriculture);
    CHECK(reference.tree[reference.tree.find("hs:6109")].sector == Sector::kManufacturing);
}

TEST_CASE("the default as-of date is that of the youngest outside source", "[reference][as-of]")
{
    const auto catalogue = Catalogue::open(kDatasets);
    const auto manifest = [&](const char* id) {
        return catalogue.manifest(catalogue.find(id).value());
    };
    // The customs file of names, read up to August 2026, is the youngest that others published.
    CHECK(catalogue.newest() == manifest("uscbp/entity_names").published);
    CHECK(catalogue.newest() < manifest("sourcelight/lexicon").published);
    CHECK(is_own(manifest("sourcelight/lexicon")));
    CHECK(is_own(manifest("concordance/hs_to_isic4")));  // ours in spite of its folder
    CHECK(is_own(manifest("sourcelight/region_population")));
    CHECK_FALSE(is_own(manifest("geonames/places")));
    CHECK_FALSE(is_own(manifest("usdol/list_of_goods")));
}

TEST_CASE("the default as-of date leaves out no fact about a country", "[reference][as-of]")
{
    const auto reference = load_reference(kDatasets, std::nullopt);
    for (const auto* id : {"sourcelight/destination_regimes", "sourcelight/state_programmes",
                           "sourcelight/legal_rules", "sourcelight/regional_evidence"}) {
        CAPTURE(id);
        CHECK(reference.dataset(id).refused == 0);
        CHECK(reference.dataset(id).table.rows() > 0);
    }
}
