// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/evidence_file.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <random>

using namespace sourcelight;
using namespace sourcelight::ingest;

namespace {

/// A file that is gone when the test is over.
class Written {
public:
    Written(const std::string& name, std::string_view text)
        : m_folder{std::filesystem::temp_directory_path() /
                   fmt::format("sourcelight-evidence-{}", std::random_device{}())}
    {
        std::filesystem::create_directories(m_folder);
        std::ofstream{m_folder / name, std::ios::binary} << text;
        m_path = (m_folder / name).string();
    }
    ~Written() { std::filesystem::remove_all(m_folder); }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;
    Written(Written&&) = delete;
    Written& operator=(Written&&) = delete;

    [[nodiscard]] EvidenceFile read() const { return read_evidence_file(m_path, {}); }
    [[nodiscard]] Errc code() const
    {
        try {
            static_cast<void>(read());
        } catch (const Error& error) {
            return error.code();
        }
        return Errc::kInternal;
    }

private:
    std::filesystem::path m_folder;
    std::string m_path;
};

}  // namespace

TEST_CASE("an evidence table is read by its column names, whatever their order and case",
          "[ingest][evidence]")
{
    const Written written{"e.csv", "Date;Notes;SUPPLIER;kind\n"
                                   "2024-05-01;seen;Acme;grievance\n"
                                   "2024-06-01;\"two\nlines\";Beta;rebuttal\n"
                                   "2024-07-01;;Gamma;court_judgement\n"};
    const auto file = written.read();
    REQUIRE(file.rows.size() == 3);
    CHECK(file.file == "e.csv");
    CHECK(file.sha256.size() == 64);
    CHECK(file.rows[0][EvidenceField::kSupplier] == "Acme");
    CHECK(file.rows[0][EvidenceField::kDate] == "2024-05-01");
    CHECK(file.rows[0].where == "line 2");
    CHECK(file.rows[2].where == "line 5");  // a cell of two lines stands between
    REQUIRE(file.findings.size() == 1);
    CHECK(file.findings[0].finding.kind->code == "evidence-column-unknown");
    CHECK(file.findings[0].finding.column == "Notes");
}

TEST_CASE("empty lines do not move the lines that are named", "[ingest][evidence]")
{
    const Written written{"e.csv", "my notes\n\nsupplier,kind,date,text\n\n\n"
                                   "Acme,grievance,2024-05-01,\"a\n\nb\"\r\n\r\n,,,\n"
                                   "Beta,grievance,2024-05-01,\n"};
    const auto file = written.read();
    REQUIRE(file.rows.size() == 2);
    CHECK(file.rows[0].where == "line 6");
    CHECK(file.rows[1].where == "line 11");
}

TEST_CASE("a column whose name is nearly right is named with the right one", "[ingest][evidence]")
{
    const Written written{"e.csv", "supplier,kind,date,clusters\nAcme,grievance,2024-05-01,x\n"};
    const auto file = written.read();
    REQUIRE(file.findings.size() == 1);
    CHECK_THAT(file.findings[0].finding.message, Catch::Contains("did you mean cluster?"));
}

TEST_CASE("evidence in YAML has its lines", "[ingest][evidence]")
{
    const Written written{"e.yaml", "# mine\n"
                                    "evidence:\n"
                                    "  - supplier: Acme\n"
                                    "    kind: grievance\n"
                                    "    verified: yes\n"
                                    "    date: 2024-05-01\n"
                                    "    sorce: hotline\n"
                                    "  - just a text\n"
                                    "  - {supplier: 'row:12', kind: rebuttal, date: 2024-06-01}\n"
                                    "other: 1\n"};
    const auto file = written.read();
    REQUIRE(file.rows.size() == 2);
    CHECK(file.rows[0].where == "line 3");
    CHECK(file.rows[0][EvidenceField::kVerified] == "yes");
    CHECK(file.rows[1].where == "line 9");
    CHECK(file.rows[1][EvidenceField::kSupplier] == "row:12");
    REQUIRE(file.findings.size() == 3);
    CHECK_THAT(file.findings[0].finding.message, Catch::StartsWith("line 10 of "));
    CHECK_THAT(file.findings[1].finding.message,
               Catch::Contains("line 7") && Catch::Contains("did you mean source?"));
    CHECK(file.findings[2].finding.kind->code == "evidence-no-item");
    CHECK_THAT(file.findings[2].finding.message, Catch::StartsWith("line 8 of "));
}

TEST_CASE("a file that is no evidence ends with its own code", "[ingest][evidence][error]")
{
    CHECK(Written("e.csv", "name,country\nAcme,DE\n").code() == Errc::kNoUsableColumn);
    CHECK(Written("e.csv", "supplier,kind\nAcme,grievance\n").code() == Errc::kNoUsableColumn);
    CHECK(Written("e.csv", "supplier,kind,date\n").code() == Errc::kNoUsableColumn);
    CHECK(Written("e.csv", "").code() == Errc::kInputUnreadable);
    CHECK(Written("e.yaml", "evidence: [\n").code() == Errc::kInputUnreadable);
    CHECK(Written("e.yaml", "evidence: none\n").code() == Errc::kNoUsableColumn);
    CHECK(Written("e.yaml", "").code() == Errc::kNoUsableColumn);
    CHECK(Written("e.yml", "evidence: []\n").code() == Errc::kNoUsableColumn);
    CHECK_THROWS_AS(read_evidence_file("/nonexistent.csv", {}), Error);
    CHECK_THROWS_AS(read_evidence_file("/nonexistent.yaml", {}), Error);
}

TEST_CASE("a cell cannot steer a terminal, whatever its encoding", "[ingest][evidence]")
{
    const Written latin{"e.csv", "supplier,kind,date\nCaf\xE9,grievance,2024-05-01\n"};
    CHECK(latin.read().rows[0][EvidenceField::kSupplier] == "Café");
    // A C1 control, an override of the direction of writing, and a line break.
    const Written signs{"e.csv", "supplier,kind,date,text\n"
                                 "Acme,rebuttal,2024-05-01,\"\xC2\x9B"
                                 "31mred\xE2\x80\xAE\nmore\"\n"};
    CHECK(signs.read().rows[0][EvidenceField::kText] == "31mred more");
}

TEST_CASE("the evidence.csv of a result is read back as it was", "[ingest][evidence]")
{
    const Written kept{"e.csv", "supplier,kind,date,source,from_file,from_line,state,rows\n"
                                "'-Acme,grievance,2024-05-01,'=A1,mine.csv,line 7,counted,1\n"};
    const auto row = kept.read().rows.at(0);
    CHECK(row[EvidenceField::kSupplier] == "-Acme");
    CHECK(row[EvidenceField::kSource] == "=A1");
    CHECK(row[EvidenceField::kFromLine] == "line 7");
    const Written users{"e.csv", "supplier,kind,date\n'-12,grievance,2024-05-01\n"};
    CHECK(users.read().rows.at(0)[EvidenceField::kSupplier] == "'-12");
}
