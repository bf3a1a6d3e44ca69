// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/triage.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::pipeline;
using publish::GroupKind;

/// One supplier of an invented list.
struct Row {
    std::string name;
    std::string parent;
    std::string address;
    std::uint32_t cell = 0;
    std::uint64_t key = 1;
    bool own = false;
};

std::vector<publish::Rank> ranks_of(const std::vector<Row>& rows)
{
    std::array<std::vector<std::string>, 3> cells;
    std::vector<assess::AssessedSupplier> assessed;
    std::vector<std::uint64_t> keys;
    for (const auto& row : rows) {
        cells[0].push_back(row.name);
        cells[1].push_back(row.parent);
        cells[2].push_back(row.address);
        assess::AssessedSupplier supplier;
        supplier.cell = row.cell;
        supplier.priority_key = row.key;
        if (row.key != 0) {
            supplier.band = assess::BandRange{};
        }
        if (row.own) {
            supplier.own = std::make_shared<assess::OwnDraws>();
        }
        assessed.push_back(std::move(supplier));
        keys.push_back(row.key);
    }
    SupplierBatch batch;
    batch.rows = rows.size();
    batch.columns[static_cast<std::size_t>(Field::kName)] = TextColumn::of(cells[0]);
    batch.columns[static_cast<std::size_t>(Field::kParent)] = TextColumn::of(cells[1]);
    batch.columns[static_cast<std::size_t>(Field::kAddress)] = TextColumn::of(cells[2]);
    const std::vector<resolve::ResolvedPlace> places(rows.size());
    TriageBuilder builder;
    const std::vector<assess::Counted> counted(rows.size(), assess::Counted::kSupplier);
    builder.add(batch, places, assessed, counted);
    const auto groups = std::move(builder).finish(keys);
    std::vector<publish::Rank> ranks(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        groups.fill(static_cast<std::int64_t>(i) + 1, assessed[i], ranks[i]);
    }
    return ranks;
}

using Group = std::optional<std::int64_t>;

}  // namespace

TEST_CASE("suppliers of one cell are a group unless they have evidence of their own", "[pipeline]")
{
    const auto ranks = ranks_of({{"Kite", "", "", 4},
                                 {"Oar", "", "", 7},
                                 {"Sail", "", "", 4},
                                 {"Rudder", "", "", 4, 9, true},
                                 {"Mast", "", "", 4, 0}});
    CHECK(ranks[0].group == Group{1});
    CHECK(ranks[2].group == Group{1});
    CHECK(ranks[2].group_kind == GroupKind::kCell);
    CHECK_FALSE(ranks[1].group);  // alone in its cell
    CHECK_FALSE(ranks[3].group);  // has evidence
    CHECK_FALSE(ranks[4].group);  // has no place in the order
}

TEST_CASE("names alike at one address are one site, other names there are not", "[pipeline]")
{
    const auto ranks = ranks_of({{"Kite Mills Ltd", "", "1 Pier Road", 1},
                                 {"Harbour Traders", "", "1 Pier Road", 2},
                                 {"Kite Mills Limited Unit 2", "", "1 PIER ROAD", 3}});
    CHECK(ranks[0].group == Group{1});
    CHECK(ranks[2].group == Group{1});
    CHECK(ranks[2].group_kind == GroupKind::kSite);
    CHECK_FALSE(ranks[1].group);
}

TEST_CASE("one parent, or one name but for its parts, is one company", "[pipeline]")
{
    const auto ranks = ranks_of({{"Kite Mills Ltd, Unit 1", "", "", 1},
                                 {"Kite Mills Unit 2", "", "", 2},
                                 {"Oar", "Boats Group", "", 3},
                                 {"Sail", "BOATS GROUP", "", 4}});
    CHECK(ranks[1].group == Group{1});
    CHECK(ranks[1].group_kind == GroupKind::kCompany);
    CHECK(ranks[3].group == Group{3});
}

TEST_CASE("a supplier is in its narrowest group, number and kind together name it", "[pipeline]")
{
    // Rows 1 and 2 are one company; rows 3 and 4 are left of the cell, which row 1 was met in
    // first.
    const auto ranks = ranks_of({{"Kite Unit 1", "", "", 5},
                                 {"Kite Unit 2", "", "", 5},
                                 {"Oar", "", "", 5},
                                 {"Sail", "", "", 5}});
    CHECK(ranks[0].group == Group{1});
    CHECK(ranks[0].group_kind == GroupKind::kCompany);
    CHECK(ranks[2].group == ranks[3].group);
    CHECK(ranks[3].group_kind == GroupKind::kCell);
}

TEST_CASE("a stem drops legal forms, numbers and words for parts, never everything", "[pipeline]")
{
    CHECK(name_stem("Kite Mills Co., Ltd. - Unit 3") == name_stem("KITE MILLS LIMITED (Plant II)"));
    CHECK(name_stem("Kite Mills") != name_stem("Kite Farms"));
    CHECK(name_stem("Supplier 12") != name_stem("Supplier 13"));
    CHECK(name_stem("Factory No 7") != name_stem("Factory No 8"));
}
