// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/digest.hpp"
#include "sourcelight/reference/catalogue.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

using namespace sourcelight;
using namespace sourcelight::reference;

namespace {

namespace fs = std::filesystem;

/// An invented dataset of one fact a country in a folder that is removed when the test ends.
class Invented {
public:
    Invented()
    {
        fs::create_directories(m_folder);
        manifest.id = "test/facts";
        manifest.folder = m_folder.string();
        manifest.file = "data.csv";
        manifest.licence = "CC0-1.0";
        manifest.citation = "invented";
        manifest.rows_min = 1;
        manifest.rows_max = 2;
        manifest.key = {"iso2"};
        manifest.columns.resize(4);
        manifest.columns[0].name = "iso2";
        manifest.columns[0].required = true;
        manifest.columns[1].name = "kind";
        manifest.columns[1].allowed = {"law", "practice"};
        manifest.columns[2].name = "published";
        manifest.columns[2].kind = ColumnKind::kDate;
        manifest.columns[3].name = "share";
        manifest.columns[3].kind = ColumnKind::kReal;
        manifest.columns[3].min = 0.0;
        manifest.columns[3].max = 1.0;
    }
    ~Invented() { fs::remove_all(m_folder.parent_path().parent_path()); }
    Invented(const Invented&) = delete;
    Invented& operator=(const Invented&) = delete;
    Invented(Invented&&) = delete;
    Invented& operator=(Invented&&) = delete;

    /// What verify() says about these rows.
    std::vector<std::string> complaints(const std::string& rows)
    {
        const auto path = (m_folder / "data.csv").string();
        std::ofstream{path} << "iso2,kind,published,share\n" << rows;
        manifest.sha256 = sha256_file(path);
        return verify(manifest);
    }

    Manifest manifest;

private:
    fs::path m_folder = fs::temp_directory_path() /
                        fmt::format("sourcelight_verify_{}", ::getpid()) / "test" / "facts";
};

bool says(const std::vector<std::string>& complaints, const std::string& part)
{
    return std::any_of(complaints.begin(), complaints.end(), [&part](const std::string& line) {
        return line.find(part) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("the key of a row leaves an empty number out, it is none", "[reference][verify]")
{
    Invented set;
    set.manifest.key = {"iso2", "share"};
    set.complaints("BR,law,2020-05,0.5\nCN,,,\n");
    const auto table = read_whole(set.manifest);
    CHECK(row_key(set.manifest, table, 0) == "iso2=BR, share=0.5");
    CHECK(row_key(set.manifest, table, 1) == "iso2=CN");
}

TEST_CASE("a dataset that keeps its manifest has no complaint", "[reference][verify]")
{
    Invented set;
    CHECK(set.complaints("BR,law,2020-05,0.5\nCN,,,\n").empty());
}

TEST_CASE("a cell that breaks its column's rule is named with its row", "[reference][verify]")
{
    Invented set;
    CHECK(says(set.complaints(",law,2020,0.5\n"), "row 1: iso2 is empty"));
    CHECK(says(set.complaints("BR,rumour,2020,0.5\n"),
               "row 1: kind is \"rumour\", not one of the allowed texts"));
    CHECK(says(set.complaints("BR,law,soon,0.5\n"), "row 1: published is \"soon\", not a date"));
    CHECK(says(set.complaints("BR,law,2020,0.5\nCN,law,2020,1.5\n"),
               "row 2: share is 1.5, outside its range"));
    CHECK(says(set.complaints("BR,law,2020,-0.5\n"), "outside its range"));
    set.manifest.columns[3].required = true;
    CHECK(says(set.complaints("BR,law,2020,\n"), "row 1: share is empty"));
    set.manifest.columns[3].kind = ColumnKind::kInteger;
    CHECK(says(set.complaints("BR,law,2020,0.5\n"), "share is 0.5, outside its range"));
    set.manifest.columns[1].allowed.clear();
    set.manifest.columns[1].kind = ColumnKind::kBoolean;
    CHECK(says(set.complaints("BR,maybe,2020,1\n"), "kind is \"maybe\", not true or false"));
    CHECK(set.complaints("BR,true,2020,1\n").empty());
}

TEST_CASE("rows are counted and their keys are single", "[reference][verify]")
{
    Invented set;
    CHECK(says(set.complaints("BR,,,\nCN,,,\nIN,,,\n"), "3 rows; expected 1 to 2"));
    CHECK(says(set.complaints("BR,,,\nBR,law,,\n"), "occurs twice"));
    set.manifest.key.clear();
    CHECK(says(set.complaints("BR,,,\n"), "the manifest names no key"));
}

TEST_CASE("an assertion of the manifest is held against the rows", "[reference][verify]")
{
    Invented set;
    const std::string rows = "BR,law,2020,0.5\nCN,practice,2021,0.25\n";
    ManifestAssertion one{{{"iso2", "BR"}}, "share", "0.5", {}, {}, "as the publisher prints it"};
    set.manifest.assertions = {one};
    CHECK(set.complaints(rows).empty());
    set.manifest.assertions.front().equals = "0.4";
    CHECK(says(set.complaints(rows), "an assertion fails (1 rows match): as the publisher"));
    set.manifest.assertions.front().where = {{"iso2", "XX"}};
    CHECK(says(set.complaints(rows), "(0 rows match)"));
    set.manifest.assertions = {{{{"kind", "law"}}, "", "", 2, 5, "two laws"}};
    CHECK(says(set.complaints(rows), "(1 rows match): two laws"));
    set.manifest.assertions = {{{{"city", "X"}}, "", "", {}, {}, "of a column that is not there"}};
    CHECK(says(set.complaints(rows), "there is no column \"city\""));
}

TEST_CASE("what may not ship, or is not what was signed, is refused", "[reference][verify]")
{
    Invented set;
    CHECK(set.complaints("BR,,,\n").empty());
    set.manifest.sha256 = std::string(64, '0');
    CHECK(says(verify(set.manifest), "the SHA-256 of the file differs"));
    set.manifest.redistributable = false;
    set.manifest.citation.clear();
    set.manifest.id = "test/other";
    const auto complaints = set.complaints("BR,,,\n");
    CHECK(says(complaints, "it may not be redistributed"));
    CHECK(says(complaints, "licence and citation are required"));
    CHECK(says(complaints, "the id test/other differs from the folder test/facts"));
    set.manifest.file = "gone.csv";
    CHECK(says(verify(set.manifest), "gone.csv"));
}
