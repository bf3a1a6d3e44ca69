// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/preview.hpp"

#include "sourcelight/core/date.hpp"
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/wrap.hpp"
#include "sourcelight/ingest/own_id.hpp"
#include "sourcelight/pipeline/evidence_rows.hpp"
#include "sourcelight/publish/json_values.hpp"
#include "sourcelight/reference/catalogue.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace sourcelight::pipeline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPreviewRows = 10;

/// What a list can do without, and what to say when it does.
std::vector<std::string> missing_lines(const ingest::Mapping& mapping,
                                       const std::string& default_activity)
{
    const auto has = [&mapping](std::initializer_list<Field> fields) {
        return std::any_of(fields.begin(), fields.end(),
                           [&mapping](Field field) { return mapping.has(field); });
    };
    std::vector<std::string> lines;
    if (!has({Field::kCountry, Field::kCountryCode})) {
        const bool address = mapping.has(Field::kAddress);
        const bool point = has({Field::kLatitude});
        lines.push_back(fmt::format("  {:<14} <- {}", "country",
                                    address ? "end of the address"
                                    : point ? "coordinates"
                                            : "none: name it with --map"));
    }
    if (!has({Field::kProduct, Field::kHs, Field::kIsic, Field::kNace, Field::kNaics,
              Field::kUnspsc})) {
        lines.push_back(fmt::format("  {:<14} <- none: name it with --map", "product"));
        if (!default_activity.empty()) {
            lines.push_back(fmt::format("  every row counts as {} (setting activity.default)",
                                        default_activity));
        }
    }
    return lines;
}

std::vector<std::string> mapping_lines(const ingest::Inputs& inputs,
                                       const std::string& default_activity)
{
    std::vector<std::string> lines;
    for (const auto& file : inputs.files()) {
        lines.push_back(printable(fmt::format("reading {} ({})", file.file, file.format)));
        for (const auto& source : file.mapping.fields) {
            lines.push_back(fmt::format("  {:<14} <- {}", field_name(source.field),
                                        printable(ingest::describe_source(source, file.columns))));
        }
        for (const auto column : ingest::own_id_columns(file.columns)) {
            lines.push_back(
                fmt::format("  {:<14} <- \"{}\"", "own ID", printable(file.columns[column])));
        }
        for (auto& line : missing_lines(file.mapping, default_activity)) {
            lines.push_back(std::move(line));
        }
        const auto unused = ingest::describe_unused(file.mapping, file.columns);
        if (!unused.empty()) {
            lines.push_back(fmt::format("  {:<14}    {}", "not used:", printable(unused)));
        }
    }
    return lines;
}

/// The first rows of a request, resolved and scored.
struct ListHead {
    explicit ListHead(const AssessRequest& request)
        : inputs{ingest_options(request)}, engine{request.folders, request.settings}
    {
        guess_products(inputs, engine);
        if (const auto batch = inputs.next()) {
            suppliers = batch->suppliers;
            suppliers.rows = std::min(suppliers.rows, kPreviewRows);
            scored = engine.score(suppliers);
        }
    }

    [[nodiscard]] const reference::ActivityNode* activity(std::size_t row) const
    {
        const auto node = scored.resolved.activity(row).node;
        return node == NodeId::kNone ? nullptr : &engine.reference().tree[node];
    }

    ingest::Inputs inputs;
    Engine engine;
    SupplierBatch suppliers;
    Scored scored;
};

std::string preview_line(const ListHead& first, std::size_t row)
{
    const auto& place = first.scored.resolved.places[row];
    const auto* activity = first.activity(row);
    return fmt::format("{:>4}  {:<26.26}  {:<2} {:<6} ({})  {:.21}",
                       first.suppliers.first_row + static_cast<std::int64_t>(row),
                       printable(first.suppliers.cell(Field::kName, row)),
                       place.country.empty() ? "?" : place.country.view(),
                       place.region.empty() ? "?" : place.region.view(),
                       resolve::method_name(place.method),
                       activity == nullptr ? "?" : activity->label);
}

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

/// Numbers as the results have them: the shortest that give the float back.
Json shortest(float value)
{
    return parse_whole<double>(fmt::format("{}", value)).value_or(static_cast<double>(value));
}

Json place_json(const resolve::ResolvedPlace& place)
{
    const bool found = place.method != resolve::PlaceMethod::kNone;
    return {{"sl_country", text_or_null(place.country.view())},
            {"sl_country_method", resolve::method_name(place.country_method)},
            {"sl_region", text_or_null(place.region.view())},
            {"sl_lon", place.has_point ? Json(place.lon) : Json(nullptr)},
            {"sl_lat", place.has_point ? Json(place.lat) : Json(nullptr)},
            {"sl_place_method", resolve::method_name(place.method)},
            {"sl_place_confidence", found ? shortest(place.confidence) : Json(nullptr)}};
}

Json row_json(const ListHead& first, std::size_t row)
{
    const auto& scored = first.scored;
    const auto number = first.suppliers.first_row + static_cast<std::int64_t>(row);
    Json out{{"sl_row", number},
             {"sl_file", first.inputs.files()[first.suppliers.file].file},
             {"name", text_or_null(first.suppliers.cell(Field::kName, row))}};
    out.update(place_json(scored.resolved.places[row]));
    const auto& activity = scored.resolved.activity(row);
    const auto* node = first.activity(row);
    out["sl_activity"] = node == nullptr ? Json(nullptr) : Json(node->code);
    out["sl_activity_label"] = node == nullptr ? Json(nullptr) : Json(node->label);
    out["sl_good"] = activity.good == GoodId::kNone
                         ? Json(nullptr)
                         : Json(first.engine.reference().goods[activity.good].slug);
    out["sl_activity_method"] = resolve::method_name(activity.method);
    out["sl_activity_confidence"] = node == nullptr ? Json(nullptr) : shortest(activity.confidence);
    out["findings"] = Json::array();
    for (const auto& finding : scored.resolved.findings) {
        if (finding.row == number) {
            out["findings"].push_back({{"code", finding.kind->code}, {"message", finding.message}});
        }
    }
    return out;
}

Json file_json(const ingest::InputFile& file)
{
    Json guessed = Json::array();
    for (const auto& source : file.mapping.fields) {
        guessed.push_back({{"field", field_name(source.field)},
                           {"from", ingest::describe_source(source, file.columns)},
                           {"score", source.score},
                           {"why", source.why}});
    }
    return {{"file", file.file},
            {"format", file.format},
            {"columns", file.columns},
            {"mapping", Json::parse(ingest::mapping_json(file.mapping, file.columns))},
            {"fields", std::move(guessed)}};
}

EvidenceBook evidence_of(const AssessRequest& request, const Engine& engine)
{
    return {read_evidence(request.evidence, ingest_options(request).limits), engine.methodology(),
            engine.reference().as_of};
}

/// Evidence files with what is wrong in them; who is not in the list is known after the run only.
void add_evidence(const EvidenceBook& evidence, std::vector<std::string>& lines)
{
    for (const auto& file : evidence.files()) {
        lines.push_back(fmt::format("{} ({}): {} of evidence", printable(file.file), file.format,
                                    file.rows.size() == 1
                                        ? std::string{"1 item"}
                                        : fmt::format("{} items", file.rows.size())));
    }
    for (const auto& [file, finding, position, line] : evidence.findings()) {
        lines.push_back(fmt::format("{}: {}", finding.kind->code, printable(finding.message)));
    }
}

Json evidence_json(const EvidenceBook& evidence)
{
    Json out = Json::array();
    for (const auto& file : evidence.files()) {
        Json findings = Json::array();
        for (const auto& [name, finding, position, line] : evidence.findings()) {
            if (name == file.file) {
                findings.push_back({{"code", finding.kind->code}, {"message", finding.message}});
            }
        }
        out.push_back({{"file", file.file},
                       {"format", file.format},
                       {"items", file.rows.size()},
                       {"findings", std::move(findings)}});
    }
    return out;
}

}  // namespace

void guess_products(ingest::Inputs& inputs, const Engine& engine)
{
    inputs.guess_products([&engine](std::string_view text) { return engine.names_product(text); });
}

void tell_mappings(const ingest::Inputs& inputs, const std::string& default_activity,
                   ProgressSink& sink)
{
    for (const auto& line : mapping_lines(inputs, default_activity)) {
        sink.message(line);
    }
}

std::vector<std::string> preview_assess(const AssessRequest& request)
{
    const ListHead first{request};
    auto lines = mapping_lines(first.inputs, request.settings.activity_default);
    for (std::size_t row = 0; row < first.suppliers.rows; ++row) {
        lines.push_back(preview_line(first, row));
    }
    add_evidence(evidence_of(request, first.engine), lines);
    return lines;
}

std::string preview_json(const AssessRequest& request)
{
    const ListHead first{request};
    Json files = Json::array();
    for (const auto& file : first.inputs.files()) {
        files.push_back(file_json(file));
    }
    Json rows = Json::array();
    for (std::size_t row = 0; row < first.suppliers.rows; ++row) {
        rows.push_back(row_json(first, row));
    }
    return publish::json_text({{"dry_run", true},
                               {"as_of", to_string(first.engine.reference().as_of)},
                               {"default_activity", request.settings.activity_default},
                               {"files", std::move(files)},
                               {"evidence", evidence_json(evidence_of(request, first.engine))},
                               {"rows", std::move(rows)}});
}

std::string late_as_of(Date as_of, const reference::Catalogue& catalogue)
{
    const auto newest = catalogue.newest();
    return as_of <= newest ? std::string{}
                           : fmt::format("as-of {}: the shipped data end at {}; nothing that was "
                                         "published after that day is known to this run",
                                         to_string(as_of), to_string(newest));
}

std::string late_as_of(const AssessRequest& request)
{
    const auto as_of = parse_date(request.settings.as_of);
    return as_of ? late_as_of(*as_of, reference::Catalogue::open(request.folders.datasets))
                 : std::string{};
}

}  // namespace sourcelight::pipeline
