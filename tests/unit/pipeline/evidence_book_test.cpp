// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/evidence_book.hpp"

#include "sourcelight/assess/methodology.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace sourcelight;
using namespace sourcelight::pipeline;

namespace {

const Date kAsOf = *parse_date("2026-01-31");

const assess::Methodology& methodology()
{
    static const auto kLoaded = assess::load_methodology(std::string{SOURCELIGHT_SOURCE_DIR} +
                                                         "/configs/methodology/default.yaml");
    return kLoaded;
}

using Cells = std::map<ingest::EvidenceField, std::string>;
using Is = ingest::EvidenceField;

/// A sound item with some cells changed.
ingest::EvidenceRow row_of(const Cells& cells, std::size_t line = 2)
{
    ingest::EvidenceRow row;
    const auto put = [&row](Is field, const std::string& cell) {
        row.cells[static_cast<std::size_t>(field)] = cell;
    };
    put(Is::kSupplier, "Acme");
    put(Is::kKind, "credible_report");
    put(Is::kDate, "2025-05-31");
    put(Is::kSource, "Example Watch");
    for (const auto& [field, cell] : cells) {
        put(field, cell);
    }
    row.where = "line " + std::to_string(line);
    row.line = static_cast<std::int64_t>(line);
    return row;
}

EvidenceBook book_of(std::vector<ingest::EvidenceRow> rows)
{
    ingest::EvidenceFile file;
    file.file = "e.csv";
    file.rows = std::move(rows);
    std::vector<ingest::EvidenceFile> files;
    files.push_back(std::move(file));
    return {std::move(files), methodology(), kAsOf};
}

EvidenceBook book_of(const Cells& cells) { return book_of({row_of(cells)}); }

/// Codes of the findings, with whether the one item is used.
std::pair<std::vector<std::string>, bool> told(const Cells& cells)
{
    const auto book = book_of(cells);
    std::vector<std::string> codes;
    for (const auto& [file, finding, position, line] : book.findings()) {
        CHECK(file == "e.csv");
        CHECK_THAT(finding.message, Catch::Contains("line 2 of e.csv: "));
        codes.emplace_back(finding.kind->code);
    }
    return {codes, book.entries().front().used};
}

using Told = std::pair<std::vector<std::string>, bool>;

/// A list of three rows with a column of the list's own IDs.
struct List {
    SupplierBatch batch;
    io::ColumnBatch columns;
};

List list_of(const std::vector<std::string>& names, const std::vector<std::string>& ids)
{
    List list;
    list.batch.first_row = 11;
    list.batch.rows = names.size();
    list.batch.columns[static_cast<std::size_t>(Field::kName)] = TextColumn::of(names);
    list.columns = io::ColumnBatch{}.with({{"Vendor No", TextColumn::of(ids)}});
    return list;
}

std::vector<std::size_t> counts(const EvidenceBook& book, const List& list)
{
    std::vector<std::size_t> out;
    for (const auto& items : book.of(list.batch, list.columns, {0})) {
        out.push_back(items.size());
    }
    return out;
}

}  // namespace

TEST_CASE("a sound item is used and says nothing", "[pipeline][evidence]")
{
    CHECK(told({}) == Told{{}, true});
    CHECK(told({{Is::kKind, "Credible report naming the site"}}) == Told{{}, true});
    CHECK(told({{Is::kDate, "2025/05/31"}}) == Told{{}, true});
    CHECK(told({{Is::kDate, "2025-05-31 00:00:00"}}) == Told{{}, true});
}

TEST_CASE("each fault of an item is a finding with its line, and the item is not used",
          "[pipeline][evidence][finding]")
{
    CHECK(told({{Is::kSupplier, ""}}) == Told{{"evidence-no-supplier"}, false});
    CHECK(told({{Is::kKind, "credible_raport"}}) == Told{{"evidence-kind-unknown"}, false});
    CHECK(told({{Is::kKind, ""}}) == Told{{"evidence-kind-unknown"}, false});
    for (const auto* date : {"", "31.05.2025", "2025-05", "2025", "2025-02-30", "soon"}) {
        CHECK(told({{Is::kDate, date}}) == Told{{"evidence-date-unreadable"}, false});
    }
    CHECK(told({{Is::kDate, "2026-02-01"}}) == Told{{"evidence-later"}, false});
    CHECK(told({{Is::kVerified, "perhaps"}}) == Told{{"evidence-value-unreadable"}, false});
    CHECK(told({{Is::kAbout, "nearby"}}) == Told{{"evidence-value-unreadable"}, false});
    for (const auto* probability : {"1.2", "-0.1", "likely", "nan"}) {
        CHECK(told({{Is::kProbability, probability}}) ==
              Told{{"evidence-value-unreadable"}, false});
    }
    CHECK(told({{Is::kProbability, "0.01"}}) == Told{{"evidence-unlikely"}, false});
    CHECK(told({{Is::kClosed, "later"}}) == Told{{"evidence-value-unreadable"}, false});
    CHECK(told({{Is::kKind, "rebuttal"}}) == Told{{"evidence-value-unreadable"}, false});
    CHECK(told({{Is::kKind, "remediation"}}) == Told{{"evidence-not-verified"}, false});
    CHECK(told({{Is::kKind, "grievance_verified"}, {Is::kVerified, "no"}}) ==
          Told{{"evidence-value-unreadable"}, false});
}

TEST_CASE("what is odd but usable is told and used", "[pipeline][evidence][finding]")
{
    CHECK(told({{Is::kSource, ""}}) == Told{{"evidence-no-source"}, true});
    CHECK(told({{Is::kKind, "court_judgement"}, {Is::kClosed, "2026-03-01"}}) ==
          Told{{"evidence-later"}, true});
    CHECK(told({{Is::kClosed, "2025-08-01"}}) == Told{{"evidence-closed-unused"}, true});
    CHECK(told({{Is::kSource, std::string(400, 'x')}}) == Told{{"evidence-cut"}, true});
}

TEST_CASE("every fault of one item is told at once", "[pipeline][evidence][finding]")
{
    const auto [codes, used] =
        told({{Is::kKind, "rumour"}, {Is::kDate, "x"}, {Is::kAbout, "y"}, {Is::kSupplier, ""}});
    CHECK(codes.size() == 4);
    CHECK_FALSE(used);
}

TEST_CASE("an item from before forced labour was defined is not used",
          "[pipeline][evidence][finding]")
{
    // The ILO adopted its Forced Labour Convention on 28 June 1930.
    CHECK(told({{Is::kDate, "1066-10-14"}}) == Told{{"evidence-too-early"}, false});
    CHECK(told({{Is::kDate, "1930-06-27"}}) == Told{{"evidence-too-early"}, false});
    CHECK(told({{Is::kDate, "1930-06-28"}}) == Told{{}, true});
}

TEST_CASE("an item that was closed before it became public is not used",
          "[pipeline][evidence][finding]")
{
    const auto dates = [](const char* date, const char* closed) {
        return told({{Is::kKind, "import_ban"}, {Is::kDate, date}, {Is::kClosed, closed}});
    };
    CHECK(dates("2024-05-31", "2024-05-30") == Told{{"evidence-dates-contradict"}, false});
    CHECK(dates("2024-05-31", "2024-05-31") == Told{{}, true});
}

TEST_CASE("findings come in the order of files and lines", "[pipeline][evidence][finding]")
{
    std::vector<ingest::EvidenceFile> files(2);
    files[0].file = "one.csv";
    files[0].rows = {row_of({{Is::kKind, "rumour"}}, 9), row_of({{Is::kDate, "x"}}, 4)};
    files[1].file = "two.csv";
    files[1].rows = {row_of({{Is::kDate, "x"}}, 2)};
    const EvidenceBook book{std::move(files), methodology(), kAsOf};
    std::vector<std::pair<std::string, std::int64_t>> order;
    for (const auto& [file, finding, position, line] : book.findings()) {
        order.emplace_back(file, line);
    }
    CHECK(order == std::vector<std::pair<std::string, std::int64_t>>{
                       {"one.csv", 4}, {"one.csv", 9}, {"two.csv", 2}});
}

TEST_CASE("an unknown kind is answered with the nearest", "[pipeline][evidence][finding]")
{
    const auto book = book_of({{Is::kKind, "credible_raport"}});
    CHECK_THAT(book.findings().front().finding.message,
               Catch::Contains("did you mean credible_report?"));
    const auto far = book_of({{Is::kKind, "gossip"}});
    CHECK_THAT(far.findings().front().finding.message,
               Catch::Contains("court_judgement") && Catch::Contains("rebuttal"));
}

TEST_CASE("an item that is told twice counts once", "[pipeline][evidence][finding]")
{
    const auto book = book_of({row_of({}, 2), row_of({{Is::kSupplier, "ACME, Ltd."}}, 3),
                               row_of({{Is::kSource, "Another"}}, 4)});
    CHECK(book.entries()[0].used);
    CHECK_FALSE(book.entries()[1].used);
    CHECK(book.entries()[2].used);
    REQUIRE(book.findings().size() == 1);
    CHECK(book.findings()[0].finding.kind->code == "evidence-twice");
    CHECK_THAT(book.findings()[0].finding.message,
               Catch::Contains("line 3 of e.csv") && Catch::Contains("line 2 of e.csv"));
}

TEST_CASE("what is verified follows from the kind unless it is said", "[pipeline][evidence]")
{
    const auto verified = [](const Cells& cells) {
        return book_of(cells).entries().front().item.verified;
    };
    CHECK(verified({{Is::kKind, "court_judgement"}}));
    CHECK_FALSE(verified({{Is::kKind, "court_judgement"}, {Is::kVerified, "no"}}));
    CHECK_FALSE(verified({}));
    CHECK(verified({{Is::kVerified, "Yes"}}));
    const auto grievance = [](const char* said) {
        return book_of({{Is::kKind, "grievance"}, {Is::kVerified, said}})
            .entries()
            .front()
            .item.kind->id;
    };
    CHECK(grievance("yes") == "grievance_verified");
    CHECK(grievance("no") == "grievance_unverified");
    CHECK(grievance("") == "grievance_unverified");
}

TEST_CASE("suppliers are found by name, own ID and row", "[pipeline][evidence]")
{
    const auto list = list_of({"Acme Textiles Co., Ltd.", "Beta", "ACME TEXTILES", ""},
                              {"00012", "13", "14", "15"});
    CHECK(counts(book_of({{Is::kSupplier, "Acmé Textiles"}}), list) ==
          std::vector<std::size_t>{1, 0, 1, 0});
    CHECK(counts(book_of({{Is::kSupplier, "00012"}}), list) ==
          std::vector<std::size_t>{1, 0, 0, 0});
    CHECK(counts(book_of({{Is::kSupplier, "12"}}), list) == std::vector<std::size_t>{0, 0, 0, 0});
    CHECK(counts(book_of({{Is::kSupplier, "row:12"}}), list) ==
          std::vector<std::size_t>{0, 1, 0, 0});
    CHECK(counts(book_of({{Is::kSupplier, "Acme"}}), list) == std::vector<std::size_t>{0, 0, 0, 0});
    // A name of nothing but signs or legal forms is no name of an unnamed row.
    CHECK(counts(book_of({{Is::kSupplier, "???"}}), list) == std::vector<std::size_t>{0, 0, 0, 0});
    CHECK(book_of(std::vector<ingest::EvidenceRow>{}).of(list.batch, list.columns, {0}).empty());
}
