// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/aggregate/hexagons.hpp"
#include "sourcelight/aggregate/rollup.hpp"
#include "sourcelight/assess/types.hpp"
#include "sourcelight/core/date.hpp"
#include "sourcelight/core/ids.hpp"
#include "sourcelight/publish/run_record.hpp"
#include "sourcelight/reference/reference.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sourcelight::publish {

/// What the pages say about one cell (place x activity).
struct CellFacts {
    std::string label;  ///< "China, Guangdong: manufacture of electronic components"
    CountryCode country;
    RegionCode region;     ///< empty = the whole country
    std::string activity;  ///< node code
    MaybeEstimate prevalence_per_1000;
    MaybeEstimate hazard_24m;  ///< empty when listed or withheld
    char grade = 'E';
    double coverage = 0.0;
    std::vector<assess::ReceiptTerm> terms;  ///< kStart, kPrevalence, kHazard, kLegal, kState,
                                             ///< kCoverage
};

/// A cell in the order of what it adds to the company's expected persons.
struct TopCell {
    std::uint32_t cell = 0;
    std::int64_t suppliers = 0;
    Estimate expected_sites;
    Estimate expected_persons;
};

/// Estimates of one good or sector at one place of the map.
struct PlaceMeasure {
    std::string place;  ///< country code, or region code where it has evidence of its own
    MaybeEstimate prevalence_per_1000;
    MaybeEstimate hazard_24m;    ///< empty when the pair is listed
    std::optional<Date> listed;  ///< first listing in force at the as-of date
    /// Share of draws held at the model's ceiling, and among the ten highest of the map.
    float held_at_ceiling = 0.0F;
    float leads_prevalence = 0.0F;
    float leads_hazard = 0.0F;
};

/// One layer of the map.
struct MapLayer {
    std::string id;  ///< "all", a sector's name, or a good's slug
    std::string label;
    std::string group;  ///< "all", "sector" or "good"
    std::vector<PlaceMeasure> places;
};

/// Suppliers by what became of them since an earlier run.
struct SinceCounts {
    Date as_of;  ///< of the earlier run
    std::int64_t fresh = 0;
    std::int64_t changed = 0;
    std::int64_t same = 0;
    std::int64_t gone = 0;  ///< rows of the earlier list alone
};

/// What is known when every row was scored: the company's figures and what the pages explain.
struct RunOutcome {
    RunRecord record;  ///< outputs and findings are filled in by the writer
    assess::Totals totals;
    std::vector<aggregate::Rollup> rollups;
    std::vector<TopCell> top_cells;               ///< at most 20
    std::vector<aggregate::HexagonRow> hexagons;  ///< with suppliers; none unless they are written
    std::vector<MapLayer> layers;                 ///< "all" first, then sectors, then goods
    /// Facts of a cell by AssessedSupplier::cell; called for the cells of the embedded suppliers.
    std::function<CellFacts(std::uint32_t cell)> cell;
    std::optional<SinceCounts> since;  ///< none unless an earlier run was named
    std::string anchors_id;            ///< which published totals the run is raked to
    std::string anchors_text;          ///< in one sentence
};

}  // namespace sourcelight::publish
