// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/preview.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sourcelight::pipeline {
namespace {

constexpr std::size_t kPreviewRows = 10;

/// What a list can do without, and what to say when it does.
std::string missing_line(const ingest::Mapping& mapping, const std::string& default_activity)
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
        if (!default_activity.empty()) {
            line += fmt::format("\n  every row counts as {} (setting activity.default)",
                                default_activity);
        }
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

std::vector<std::string> mapping_lines(const ingest::Inputs& inputs,
                                       const std::string& default_activity)
{
    std::vector<std::string> lines;
    for (const auto& file : inputs.files()) {
        lines.push_back(fmt::format("reading {} ({})", file.file, file.format));
        for (const auto& source : file.mapping.fields) {
            lines.push_back(fmt::format("  {:<14} <- {}", field_name(source.field),
                                        ingest::describe_source(source, file.columns)));
        }
        const auto missing = missing_line(file.mapping, default_activity);
        if (!missing.empty()) {
            lines.push_back(missing);
        }
    }
    return lines;
}

}  // namespace

void tell_mappings(const ingest::Inputs& inputs, const std::string& default_activity,
                   ProgressSink& sink)
{
    for (const auto& line : mapping_lines(inputs, default_activity)) {
        sink.message(line);
    }
}

std::vector<std::string> preview_assess(const AssessRequest& request)
{
    ingest::Inputs inputs{ingest_options(request)};
    auto lines = mapping_lines(inputs, request.settings.activity_default);
    const Engine engine{request.folders, request.settings};
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
