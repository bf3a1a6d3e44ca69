// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/preview.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sourcelight::pipeline {
namespace {

constexpr std::size_t kPreviewRows = 10;

/// What a list can do without, and what to say when it does.
std::string missing_line(const ingest::Mapping& mapping)
{
    const auto has = [&mapping](std::initializer_list<Field> fields) {
        return std::any_of(fields.begin(), fields.end(),
                           [&mapping](Field field) { return mapping.has(field); });
    };
    std::string line;
    if (!has({Field::kCountry, Field::kCountryCode})) {
        line +=
            mapping.has(Field::kAddress) ? "  country <- end of the address" : "  country <- none";
    }
    if (!has({Field::kProduct, Field::kHs, Field::kIsic, Field::kNace, Field::kNaics,
              Field::kUnspsc})) {
        line += "  product <- none: name it with --map";
    }
    return line;
}

std::string preview_row(const SupplierBatch& batch, const Scored& scored, const Engine& engine,
                        std::size_t row)
{
    const auto& place = scored.resolved.places[row];
    const auto& activity = scored.resolved.activity(row);
    const auto node = activity.node == NodeId::kNone ? std::string{"?"}
                                                     : engine.reference().tree[activity.node].label;
    return fmt::format(
        "{:>4}  {:<28.28}  {:<2} {:<6} ({})  {:.30}",
        batch.first_row + static_cast<std::int64_t>(row), batch.cell(Field::kName, row),
        place.country.empty() ? "?" : place.country.view(),
        place.region.empty() ? "?" : place.region.view(), resolve::method_name(place.method), node);
}

}  // namespace

void tell_mappings(const ingest::Inputs& inputs, ProgressSink& sink)
{
    for (const auto& file : inputs.files()) {
        sink.message(fmt::format("reading {} ({})", file.file, file.format));
        for (const auto& source : file.mapping.fields) {
            sink.message(fmt::format("  {:<14} <- {}", field_name(source.field),
                                     ingest::describe_source(source, file.columns)));
        }
        const auto missing = missing_line(file.mapping);
        if (!missing.empty()) {
            sink.message(missing);
        }
    }
}

std::vector<std::string> preview_assess(const AssessRequest& request, ProgressSink& sink)
{
    ingest::Inputs inputs{ingest_options(request)};
    tell_mappings(inputs, sink);
    const Engine engine{request.folders, request.settings};
    std::vector<std::string> lines;
    const auto batch = inputs.next();
    if (!batch) {
        return lines;
    }
    auto suppliers = batch->suppliers;
    suppliers.rows = std::min(suppliers.rows, kPreviewRows);
    const auto scored = engine.score(suppliers);
    for (std::size_t row = 0; row < suppliers.rows; ++row) {
        lines.push_back(preview_row(suppliers, scored, engine, row));
    }
    return lines;
}

}  // namespace sourcelight::pipeline
