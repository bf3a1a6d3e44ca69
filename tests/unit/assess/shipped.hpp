// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/reference/reference.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The shipped data at one as-of date with an assessor on them; 256 draws keep the tests fast.
struct Shipped {
    sourcelight::reference::Reference reference;
    sourcelight::assess::Methodology methodology;
    std::vector<sourcelight::screen::ListedEntity> entities;
    std::unique_ptr<sourcelight::assess::Assessor> assessor;
};

[[nodiscard]] inline std::string source_path(const std::string& path)
{
    return std::string{SOURCELIGHT_SOURCE_DIR} + "/" + path;
}

[[nodiscard]] inline std::unique_ptr<Shipped> load_shipped(const std::string& as_of,
                                                           unsigned threads = 2)
{
    using namespace sourcelight;
    auto shipped = std::make_unique<Shipped>();
    shipped->reference = reference::load_reference(
        source_path("datasets"), as_of.empty() ? std::nullopt : parse_date(as_of));
    shipped->methodology =
        assess::load_methodology(source_path("configs/methodology/default.yaml"));
    // One entity of our own making; its name is no firm's.
    screen::ListedEntity entity;
    entity.list_id = "test/orders";
    entity.entity_id = "one";
    entity.name = "Example Glove Works";
    entity.country = CountryCode{"MY"};
    entity.legal_basis = "WRO";
    entity.listed_on = parse_date("2017-03-01");
    shipped->entities.push_back(entity);
    shipped->assessor =
        std::make_unique<assess::Assessor>(shipped->reference, shipped->methodology,
                                           assess::RunOptions{7, 256, threads}, shipped->entities);
    return shipped;
}

/// Today's data, loaded once for all tests of the program.
[[nodiscard]] inline const Shipped& today()
{
    static const auto kShipped = load_shipped("");
    return *kShipped;
}

/// A supplier as the stages before have resolved it.
struct Row {
    std::string country;
    std::string region;
    std::string activity;  ///< node code, "isic4:1410"
    std::string good;      ///< slug, empty if it is no listed good
    std::string workers;
    std::string migrants;
    float place_confidence = 1.0F;
    std::string certificates = {};
};

struct Batch {
    sourcelight::SupplierBatch suppliers;
    sourcelight::resolve::ResolvedBatch resolved;
};

[[nodiscard]] inline Batch batch_of(const Shipped& shipped, const std::vector<Row>& rows)
{
    using namespace sourcelight;
    Batch batch;
    batch.suppliers.rows = rows.size();
    std::vector<std::string> workers;
    std::vector<std::string> migrants;
    std::vector<std::string> certificates;
    for (const auto& row : rows) {
        resolve::ResolvedPlace place;
        place.country = CountryCode{row.country};
        place.region = RegionCode{row.region};
        place.confidence = row.place_confidence;
        batch.resolved.places.push_back(place);
        resolve::ResolvedActivity activity;
        activity.node = shipped.reference.tree.find(row.activity);
        activity.good = shipped.reference.goods.find(row.good).value_or(GoodId::kNone);
        activity.confidence = 1.0F;
        batch.resolved.activity_of.push_back(
            static_cast<std::uint32_t>(batch.resolved.activities.size()));
        batch.resolved.activities.push_back(activity);
        workers.push_back(row.workers);
        migrants.push_back(row.migrants);
        certificates.push_back(row.certificates);
    }
    const auto column = [&](Field field, const std::vector<std::string>& cells) {
        batch.suppliers.columns[static_cast<std::size_t>(field)] = TextColumn::of(cells);
    };
    column(Field::kWorkers, workers);
    column(Field::kMigrantShare, migrants);
    column(Field::kCertifications, certificates);
    return batch;
}

[[nodiscard]] inline std::vector<sourcelight::assess::AssessedSupplier> assess_rows(
    const Shipped& shipped, const std::vector<Row>& rows,
    std::span<const sourcelight::screen::Match> matches = {})
{
    const auto batch = batch_of(shipped, rows);
    return shipped.assessor->assess(batch.suppliers, batch.resolved, matches);
}

[[nodiscard]] inline sourcelight::assess::AssessedSupplier assess_row(const Shipped& shipped,
                                                                      const Row& row)
{
    return assess_rows(shipped, {row}).front();
}

/// A candidate for row 1 against the test entity.
[[nodiscard]] inline std::vector<sourcelight::screen::Match> match_of(float probability)
{
    sourcelight::screen::Match match;
    match.row = 1;
    match.entity = 0;
    match.score = 1.0F;
    match.probability = probability;
    return {match};
}
