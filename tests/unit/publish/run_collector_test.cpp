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
