// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/run_collector.hpp"

#include "samples.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace sourcelight;
using namespace sourcelight::publish;

TEST_CASE("rows beyond the embedded ones are counted by place and cell", "[publish][collector]")
{
    // Four rows of a run that is said to be larger than what is embedded: one among the first
    // priorities, two scored behind them, one without a place.
    const auto batch = samples::unresolved({"A", "B", "C", "D"});
    samples::score(*batch, 0, 1);
    samples::score(*batch, 1, kEmbeddedRows + 1);
    samples::score(*batch, 2, kEmbeddedRows + 2);
    batch->resolved.places[2].method = resolve::PlaceMethod::kCoordinates;
    const auto results = batch->results();
    RunCollector collector{kWholeList + 1};
    collector.add(batch->names, results, RowFindings{results},
                  TextColumn::of(std::vector<std::string>(4)));
    const auto run = collector.finish();

    REQUIRE(run.suppliers.size() == 1);
    CHECK(run.suppliers[0].name == "A");
    REQUIRE(run.omitted.size() == 2);
    CHECK(run.omitted[0].place == "CN-GD");
    CHECK(run.omitted[0].count == 2);
    CHECK(run.omitted[0].pointed == 2);
    CHECK(run.omitted[1].place.empty());
    CHECK(run.omitted[1].pointed == 0);
    // Both stand at the same point: one cell, one of the two known exactly.
    REQUIRE(run.cells.cells().size() == 1);
    const auto& cell = run.cells.cells().front();
    CHECK(cell.count == 2);
    CHECK(cell.exact == 1);
    CHECK(cell.place() == 0);
    CHECK(cell.first == kEmbeddedRows + 1);
}

TEST_CASE("a list that is embedded in full has no cells", "[publish][collector]")
{
    const auto batch = samples::unresolved({"A", "B"});
    samples::score(*batch, 0, 1);
    const auto results = batch->results();
    RunCollector collector{kWholeList};
    collector.add(batch->names, results, RowFindings{results},
                  TextColumn::of(std::vector<std::string>(2)));
    const auto run = collector.finish();
    CHECK(run.suppliers.size() == 2);
    CHECK(run.omitted.empty());
    CHECK(run.cells.cells().empty());
}

TEST_CASE("a row that repeats a supplier stands on no map and its spend counts once",
          "[publish][collector]")
{
    const auto batch = samples::unresolved({"A", "A", "A"});
    for (std::size_t row = 0; row < 3; ++row) {
        samples::score(*batch, row, kEmbeddedRows + 1);
        batch->assessed[row].spend = 100.0;
    }
    batch->ranks[1] = {std::nullopt, std::nullopt, 1, true};
    batch->ranks[2] = {std::nullopt, std::nullopt, 1, false};
    const auto results = batch->results();
    RunCollector collector{kWholeList + 1};
    collector.add(batch->names, results, RowFindings{results},
                  TextColumn::of(std::vector<std::string>(3)));
    const auto run = collector.finish();
    CHECK(run.rows == 3);
    CHECK(run.repeats == 2);
    REQUIRE(run.omitted.size() == 1);
    CHECK(run.omitted[0].count == 3);
    CHECK(run.omitted[0].repeats == 2);
    CHECK(run.omitted[0].pointed == 1);
    CHECK(run.spend.at("").total == 200.0);
    CHECK(run.spend.at("").rows == 2);
}

TEST_CASE("a supplier of several rows counts once under each good that it makes",
          "[publish][collector]")
{
    RowGroup cotton;
    // Row 5 stands for rows 2 and 9; rows 1 and 12 are suppliers of their own.
    cotton.add_supplier(1, {1, {}}, kGroupRows);
    cotton.add_supplier(2, {{}, {}, 5}, kGroupRows);
    cotton.add_supplier(5, {2, {}, {}, false, true}, kGroupRows);
    cotton.add_supplier(9, {{}, {}, 5}, kGroupRows);
    cotton.add_supplier(12, {3, {}}, kGroupRows);
    CHECK(cotton.count == 3);
    CHECK(cotton.rows == std::vector<std::int64_t>{1, 2, 12});
    RowGroup tea;
    tea.add_supplier(9, {{}, {}, 5}, kGroupRows);
    CHECK(tea.count == 1);  // its only row for this good repeats a supplier of another
}

TEST_CASE("a row to fix keeps all its findings, the severest first", "[publish][collector]")
{
    const auto batch = samples::unresolved({"A", "B"});
    samples::score(*batch, 0, 1);
    batch->findings = {{1, &samples::kSampleNote, "name", "A", "a note"},
                       {1, &samples::kSampleWarning, "city", "?", "a warning"},
                       {1, &samples::kSampleWarning, "hs", "0", "another warning"}};
    const auto results = batch->results();
    const RowFindings findings{results};
    const auto row = unresolved_row(batch->names, results, findings, 0);
    REQUIRE(row);
    REQUIRE(row->findings.size() == 3);
    CHECK(row->findings[0].message == "a warning");
    CHECK(row->findings[1].message == "another warning");
    CHECK(row->findings[2].message == "a note");

    RowsToFix counts;
    CHECK(counts.add(findings.of(0), true));
    CHECK(counts.add(findings.of(1), false));
    CHECK_FALSE(counts.add(findings.of(1), true));
    CHECK(counts.warnings == 1);
    CHECK(counts.not_scored == 1);
    CHECK(counts.all() == 2);
}

TEST_CASE("the list's own IDs are kept as the list writes them", "[publish][collector]")
{
    const auto batch = samples::unresolved({"A", "B"});
    batch->own = batch->own.with({{"Vendor No", TextColumn::of({"00012", ""})},
                                  {"Site ID", TextColumn::of({" S-1 ", "S-2"})}});
    const std::vector<std::size_t> columns{1, 2};
    CHECK(joined_cells(batch->own, columns, 0) == "00012, S-1");
    CHECK(joined_cells(batch->own, columns, 1) == "S-2");
    CHECK(joined_cells(batch->own, {}, 0).empty());
}
