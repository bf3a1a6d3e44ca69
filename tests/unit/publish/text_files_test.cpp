// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/findings_file.hpp"
#include "sourcelight/publish/json_values.hpp"
#include "sourcelight/publish/matches_file.hpp"
#include "sourcelight/publish/number_text.hpp"

#include "samples.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include <filesystem>
#include <limits>
#include <string>
#include <unistd.h>

namespace {

using namespace sourcelight;
using namespace sourcelight::publish;

/// A path of a file that is removed at the end of the test.
class ScratchFile {
public:
    explicit ScratchFile(const std::string& name)
        : m_path{(std::filesystem::temp_directory_path() /
                  fmt::format("sourcelight_publish_{}_{}", name, ::getpid()))
                     .string()}
    {
    }
    ~ScratchFile() { std::filesystem::remove(m_path); }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;

    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

}  // namespace

TEST_CASE("findings.csv keeps hostile cells as text", "[publish][csv]")
{
    const ScratchFile scratch{"findings.csv"};
    FindingsFile file{scratch.path()};
    file.append({0, &samples::kSampleNote, "", "", "about the whole file"}, "list.csv");
    file.append({3, &samples::kSampleWarning, "Land", "=HYPERLINK(\"http://a.example\")",
                 "expected a country, \"none\" was found"},
                "list.csv");
    file.append({4, &samples::kSampleWarning, "Tel", "+49 30 123456", "two\nlines"}, "list.csv");
    file.close();

    CHECK(read_text_file(scratch.path()) ==
          "row,file,code,severity,column,value,message,fix\n"
          "0,list.csv,sample-note,note,,,about the whole file,Nothing to do.\n"
          "3,list.csv,sample-warning,warning,Land,\"'=HYPERLINK(\"\"http://a.example\"\")\","
          "\"expected a country, \"\"none\"\" was found\",Write it differently.\n"
          "4,list.csv,sample-warning,warning,Tel,+49 30 123456,\"two\nlines\","
          "Write it differently.\n");
    CHECK(file.counts().at("sample-warning") == 2);
}

TEST_CASE("matches.csv states similarity, agreement and source", "[publish][csv]")
{
    const ScratchFile scratch{"matches.csv"};
    screen::ListedEntity entity;
    entity.list_id = "uscbp/orders";
    entity.entity_id = "1";
    entity.name = "Sample Order Co.";
    entity.legal_basis = "WRO";
    entity.listed_on = make_date(2020, 8, 31);
    screen::Match match;
    match.row = 7;
    match.supplier_name = "-Sample, Order";
    match.matched_alias = "Sample Order";
    match.score = 0.93F;
    match.probability = 0.8F;
    match.country_agrees = true;
    match.reason = "Two of three words agree.";
    MatchesFile file{scratch.path()};
    file.append(match, entity, "list.csv", "2026-03-02 (letter): =not us");
    file.close();

    CHECK(read_text_file(scratch.path()) ==
          "row,file,supplier_name,list_id,entity_id,entity_name,matched_alias,score,probability,"
          "tokens_agreed,country_agrees,address_agrees,listed_on,legal_basis,source,state,reason,"
          "challenge\n"
          "7,list.csv,\"'-Sample, Order\",uscbp/orders,1,Sample Order Co.,Sample Order,0.93,0.8,,"
          "true,,2020-08-31,WRO,,review,Two of three words agree.,"
          "2026-03-02 (letter): =not us\n");
}

TEST_CASE("a full disk is an error that names the file", "[publish][error]")
{
    const auto write_much = [] { write_text_file("/dev/full", std::string(1U << 20U, 'x')); };
    CHECK_THROWS_MATCHES(write_much(), Error, Catch::Matchers::Predicate<Error>([](const Error& e) {
                             return e.code() == Errc::kOutputUnwritable &&
                                    std::string{e.what()}.find("/dev/full") != std::string::npos;
                         }));
    CHECK_THROWS_AS(TextFile{"/nonexistent/folder/file"}, Error);
    CHECK_THROWS_AS(read_text_file("/nonexistent/file"), Error);
}

TEST_CASE("a long value is cut between code points", "[publish]")
{
    CHECK(cut_text("short") == "short");
    CHECK(cut_text("abcdef", 3) == "abc...");
    // Each of these signs takes three bytes.
    CHECK(cut_text("深圳市", 4) == "深...");
}

TEST_CASE("numbers for readers have three digits and no exponent", "[publish]")
{
    CHECK(number_text(0.0) == "0");
    CHECK(number_text(1234.5) == "1,230");
    CHECK(number_text(0.04567) == "0.0457");
    CHECK(number_text(41.26) == "41.3");
    CHECK(number_text(30.0) == "30");
    CHECK(number_text(-1234567.0) == "-1,230,000");
    CHECK(number_text(999.9) == "1,000");
    CHECK(number_text(0.0000012) == "0.0000012");
    CHECK(number_text(std::numeric_limits<double>::quiet_NaN()) == "no data");
    CHECK(count_text(1048576) == "1,048,576");
    CHECK(count_text(-100) == "-100");
    CHECK(interval_text(samples::around(4.0)) == "4 (2 to 8)");
    CHECK(percent_text(samples::around(0.041)) == "4.1 % (2.05 to 8.2 %)");
    CHECK(percent_text(std::nullopt) == "no data");
}

TEST_CASE("bands stand from low to high by the middle of a run, the unscored last",
          "[publish][json]")
{
    const auto json = bands_to_json({{"insufficient data", 1},
                                     {"low to moderate", 2},
                                     {"high", 3},
                                     {"very low to high", 4},
                                     {"low", 5}});
    CHECK(json.dump() == R"([{"band":"low","count":5},{"band":"low to moderate","count":2},)"
                         R"({"band":"very low to high","count":4},)"
                         R"({"band":"high","count":3},)"
                         R"({"band":"insufficient data","count":1}])");
}
