// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/batch_results.hpp"

#include <memory>
#include <string>
#include <vector>

namespace sourcelight::publish::samples {

inline constexpr FindingKind kSampleWarning{"sample-warning", Severity::kWarning,
                                            "A sample of a warning.", "Write it differently."};
inline constexpr FindingKind kSampleNote{"sample-note", Severity::kNote, "A sample of a note.",
                                         "Nothing to do."};

/// An estimate whose parts can be told apart: 0.5, 0.7, 1, 1.5 and 2 times the median.
inline Estimate around(double median)
{
    return {median, 0.7 * median, 1.5 * median, 0.5 * median, 2.0 * median};
}

/// A batch with what all stages made of it, kept in place; results() is a view on it.
struct SampleBatch {
    RunNames names;
    reference::ActivityTree tree{{{"isic4:C", "Manufacturing", reference::Level::kSection}}};
    reference::Goods goods;
    std::vector<screen::ListedEntity> entities;
    io::ColumnBatch own;
    SupplierBatch suppliers;
    resolve::ResolvedBatch resolved;
    std::vector<assess::AssessedSupplier> assessed;
    std::vector<Rank> ranks;
    std::vector<screen::Match> matches;
    std::vector<Finding> findings;
    std::vector<assess::Receipt> receipts;

    [[nodiscard]] BatchResults results() const
    {
        return {&own, &suppliers, &resolved, assessed, ranks, matches, findings, receipts};
    }
};

inline void set_column(SampleBatch& batch, Field field, const std::vector<std::string>& cells)
{
    batch.suppliers.columns[static_cast<std::size_t>(field)] = TextColumn::of(cells);
}

/// `rows` suppliers named by `names`, none of them resolved or scored.
inline std::unique_ptr<SampleBatch> unresolved(const std::vector<std::string>& names)
{
    auto batch = std::make_unique<SampleBatch>();
    batch->names.files = {"list.csv"};
    batch->names.tree = &batch->tree;
    batch->names.goods = &batch->goods;
    batch->suppliers.rows = names.size();
    set_column(*batch, Field::kName, names);
    batch->own = io::ColumnBatch{}.with({{"Supplier", TextColumn::of(names)}});
    batch->resolved.places.resize(names.size());
    batch->resolved.activities.resize(1);
    batch->resolved.activity_of.assign(names.size(), 0);
    batch->assessed.resize(names.size());
    batch->ranks.resize(names.size());
    return batch;
}

/// Scores row `row` as a factory in Shenzhen (CN-GD) of priority `priority`.
inline void score(SampleBatch& batch, std::size_t row, std::int64_t priority)
{
    auto& place = batch.resolved.places[row];
    place.country = CountryCode{"CN"};
    place.country_method = resolve::CountryMethod::kName;
    place.region = RegionCode{"CN-GD"};
    place.method = resolve::PlaceMethod::kCity;
    place.has_point = true;
    place.lon = 114.0579;
    place.lat = 22.5431;
    place.confidence = 0.95F;
    place.radius_km = 30.0F;
    batch.resolved.activities[0] = {
        NodeId{0}, GoodId::kNone, resolve::ActivityMethod::kText, 0.8F, {}};
    auto& supplier = batch.assessed[row];
    supplier.cell = 0;
    supplier.prevalence_per_1000 = around(4.0);
    supplier.site_probability = around(0.05);
    supplier.hazard_24m = around(0.01);
    supplier.expected_persons = around(1.5);
    supplier.residual_probability = around(0.05);
    supplier.band = assess::BandRange{assess::Band::kModerate, assess::Band::kModerate};
    supplier.priority_key = 1;
    supplier.grade = 'D';
    supplier.coverage = 0.75F;
    supplier.reason = "Manufacturing in China, estimated from country and sector.";
    batch.ranks[row] = {priority, 0.25F};
}

}  // namespace sourcelight::publish::samples
