// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/aggregate/rollup_builder.hpp"

#include "sourcelight/assess/methodology.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace sourcelight;
using namespace sourcelight::aggregate;

/// The shipped data and method with few draws, loaded once.
struct World {
    reference::Reference reference =
        reference::load_reference(std::string{SOURCELIGHT_SOURCE_DIR} + "/datasets", std::nullopt);
    assess::Methodology methodology = assess::load_methodology(std::string{SOURCELIGHT_SOURCE_DIR} +
                                                               "/configs/methodology/default.yaml");
    assess::Assessor assessor{reference, methodology, {1, 64, 1}, {}};
};

const World& world()
{
    static const World kWorld;
    return kWorld;
}

/// Suppliers that make garments with 100 workers each, a number at which S is tabulated.
struct Sample {
    SupplierBatch suppliers;
    resolve::ResolvedBatch resolved;
    std::vector<assess::AssessedSupplier> assessed;
};

Sample garment_makers(const std::vector<std::string>& countries,
                      const std::vector<std::string>& parents)
{
    Sample sample;
    const auto rows = countries.size();
    sample.suppliers.rows = rows;
    const auto set = [&sample](Field field, const std::vector<std::string>& cells) {
        sample.suppliers.columns[static_cast<std::size_t>(field)] = TextColumn::of(cells);
    };
    set(Field::kParent, parents);
    set(Field::kWorkers, std::vector<std::string>(rows, "100"));
    set(Field::kSpend, std::vector<std::string>(rows, "5000"));
    set(Field::kCurrency, std::vector<std::string>(rows, "EUR"));
    sample.resolved.activities = {{world().reference.tree.find("isic4:1410"),
                                   GoodId::kNone,
                                   resolve::ActivityMethod::kCode,
                                   1.0F,
                                   {}}};
    sample.resolved.activity_of.assign(rows, 0);
    for (const auto& country : countries) {
        resolve::ResolvedPlace place;
        place.country = CountryCode{country};
        place.method =
            country.empty() ? resolve::PlaceMethod::kNone : resolve::PlaceMethod::kCountry;
        place.confidence = 1.0F;
        sample.resolved.places.push_back(place);
    }
    sample.assessed = world().assessor.assess(sample.suppliers, sample.resolved, {});
    return sample;
}

std::vector<Rollup> rolled_up(const Sample& sample, const std::vector<bool>& repeated)
{
    std::vector<assess::Counted> counted;
    std::transform(repeated.begin(), repeated.end(), std::back_inserter(counted), [](bool again) {
        return again ? assess::Counted::kRow : assess::Counted::kSupplier;
    });
    RollupBuilder builder{world().reference};
    builder.add(sample.suppliers, sample.resolved, sample.assessed, counted);
    return builder.finish(world().assessor);
}

const RollupRow& row_of(const std::vector<Rollup>& rollups, RollupId id, std::string_view key)
{
    const auto rollup =
        std::find_if(rollups.begin(), rollups.end(), [id](const Rollup& r) { return r.id == id; });
    REQUIRE(rollup != rollups.end());
    const auto row = std::find_if(rollup->rows.begin(), rollup->rows.end(),
                                  [key](const RollupRow& r) { return r.key == key; });
    REQUIRE(row != rollup->rows.end());
    return *row;
}

}  // namespace

TEST_CASE("a group of one supplier has that supplier's figures", "[aggregate]")
{
    const auto sample = garment_makers({"BD", "DE"}, {"Owner", ""});
    const auto rollups = rolled_up(sample, {false, false});

    const auto& bangladesh = row_of(rollups, RollupId::kCountry, "BD");
    CHECK(bangladesh.label == "Bangladesh");
    REQUIRE(bangladesh.sites.has_value());
    CHECK(bangladesh.sites->median ==
          Approx(sample.assessed[0].site_probability->median).epsilon(1e-3));
    CHECK(bangladesh.persons->hi90 ==
          Approx(sample.assessed[0].expected_persons->hi90).epsilon(1e-2));
    CHECK(bangladesh.coverage == Approx(sample.assessed[0].coverage));
    REQUIRE(bangladesh.spend.size() == 1);
    CHECK(bangladesh.spend[0].total == 5000.0);
    CHECK(bangladesh.spend[0].at_risk->median ==
          Approx(5000.0 * bangladesh.sites->median).epsilon(1e-9));
}

TEST_CASE("a supplier counted before adds a row, but no site and no spend", "[aggregate]")
{
    const auto sample = garment_makers({"BD", "BD"}, {"Owner", "Owner"});
    const auto once = rolled_up(garment_makers({"BD"}, {"Owner"}), {false});
    const auto twice = rolled_up(sample, {false, true});

    const auto& row = row_of(twice, RollupId::kCountry, "BD");
    CHECK(row.rows == 2);
    CHECK(row.sites == row_of(once, RollupId::kCountry, "BD").sites);
    CHECK(row.spend[0].total == 5000.0);
}

TEST_CASE("unknown keys and unscored rows are shown, not dropped", "[aggregate]")
{
    const auto rollups = rolled_up(garment_makers({"BD", ""}, {"Owner", ""}), {false, false});

    const auto& unknown = row_of(rollups, RollupId::kCountry, kUnknownKey);
    CHECK(unknown.label == "not known");
    CHECK(unknown.rows == 1);
    CHECK(unknown.scored == 0);
    CHECK_FALSE(unknown.sites.has_value());
    CHECK_FALSE(unknown.coverage.has_value());
    CHECK(row_of(rollups, RollupId::kParent, "Owner").rows == 1);
    for (const auto& rollup : rollups) {
        // The list names neither tiers nor regions.
        CHECK(rollup.id != RollupId::kTier);
        CHECK(rollup.id != RollupId::kRegion);
    }
}

TEST_CASE("more keys than a roll-up shows are added up in a last row", "[aggregate]")
{
    std::vector<std::string> parents;
    for (std::size_t i = 0; i < kMostKeys + 10; ++i) {
        parents.push_back("Owner " + std::to_string(i));
    }
    const auto rows = parents.size();
    const auto sample = garment_makers(std::vector<std::string>(rows, "BD"), parents);
    const auto rollups = rolled_up(sample, std::vector<bool>(rows, false));

    const auto& rest = row_of(rollups, RollupId::kParent, "");
    CHECK(rest.label == "all others");
    CHECK(rest.rows == static_cast<std::int64_t>(rows - kMostRows));
    const auto& all = row_of(rollups, RollupId::kCountry, "BD");
    CHECK(rest.sites->median / all.sites->median ==
          Approx(static_cast<double>(rows - kMostRows) / static_cast<double>(rows)));
}
