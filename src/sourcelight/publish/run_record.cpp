// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/run_record.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/publish/json_values.hpp"
#include "sourcelight/publish/text_file.hpp"

#include <fmt/format.h>

namespace sourcelight::publish {
namespace {

using Json = nlohmann::ordered_json;
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Raised when a reader meets another layout.
constexpr int kFormat = 1;

Json pairs_to_json(const Pairs& pairs)
{
    Json object = Json::object();
    for (const auto& [key, value] : pairs) {
        object[key] = value;
    }
    return object;
}

Pairs pairs_from_json(const Json& object)
{
    Pairs pairs;
    for (const auto& [key, value] : object.items()) {
        pairs.emplace_back(key, value.get<std::string>());
    }
    return pairs;
}

Json input_to_json(const InputRecord& input)
{
    Json value{{"file", input.file},
               {"sha256", input.sha256},
               {"format", input.format},
               {"rows", input.rows},
               {"first_line", input.first_line},
               {"columns", input.columns},
               {"mapping", Json::parse(input.mapping)}};
    if (!input.role.empty()) {
        value["role"] = input.role;
    }
    return value;
}

Json inputs_to_json(const RunRecord& record)
{
    Json list = Json::array();
    for (const auto* inputs : {&record.inputs, &record.evidence}) {
        for (const auto& input : *inputs) {
            list.push_back(input_to_json(input));
        }
    }
    return list;
}

InputRecord input_from_json(const Json& value)
{
    InputRecord input;
    input.file = value.at("file").get<std::string>();
    input.sha256 = value.at("sha256").get<std::string>();
    input.rows = value.at("rows").get<std::int64_t>();
    input.columns = value.at("columns").get<std::vector<std::string>>();
    input.mapping = value.at("mapping").dump();
    // Not in the records of the first versions.
    input.format = value.value("format", std::string{});
    input.first_line = value.value("first_line", std::int64_t{0});
    input.role = value.value("role", std::string{});
    return input;
}

Json datasets_to_json(const std::vector<DatasetRecord>& datasets)
{
    Json list = Json::array();
    for (const auto& dataset : datasets) {
        list.push_back({{"id", dataset.id},
                        {"edition", dataset.edition},
                        {"sha256", dataset.sha256},
                        {"licence", dataset.licence},
                        {"restricted", dataset.restricted}});
    }
    return list;
}

DatasetRecord dataset_from_json(const Json& value)
{
    return {value.at("id").get<std::string>(), value.at("edition").get<std::string>(),
            value.at("sha256").get<std::string>(), value.at("licence").get<std::string>(),
            value.at("restricted").get<bool>()};
}

Json files_to_json(const std::vector<OutputRecord>& files)
{
    Json list = Json::array();
    for (const auto& file : files) {
        list.push_back({{"file", file.file}, {"sha256", file.sha256}});
    }
    return list;
}

std::vector<OutputRecord> files_from_json(const Json& list)
{
    std::vector<OutputRecord> files;
    for (const auto& file : list) {
        files.push_back({file.at("file").get<std::string>(), file.at("sha256").get<std::string>()});
    }
    return files;
}

Json layers_to_json(const std::vector<LayerRecord>& layers)
{
    Json list = Json::array();
    for (const auto& layer : layers) {
        list.push_back({{"setting", pairs_to_json(layer.setting)},
                        {"files", files_to_json(layer.files)},
                        {"format", layer.format},
                        {"features", layer.features},
                        {"items", layer.items},
                        {"left_out", layer.left_out},
                        {"after_as_of", layer.later}});
    }
    return list;
}

LayerRecord layer_from_json(const Json& value)
{
    return {pairs_from_json(value.at("setting")),       files_from_json(value.at("files")),
            value.at("format").get<std::string>(),      value.at("features").get<std::int64_t>(),
            value.at("items").get<std::int64_t>(),      value.at("left_out").get<std::int64_t>(),
            value.at("after_as_of").get<std::int64_t>()};
}

RunRecord record_from_json(const Json& value)
{
    RunRecord record;
    if (const auto format = value.at("format").get<int>(); format != kFormat) {
        throw Error{Errc::kInputUnreadable,
                    fmt::format("its format is {}, this program reads {}", format, kFormat)};
    }
    record.version = value.at("sourcelight").get<std::string>();
    record.methodology_id = value.at("methodology").at("id").get<std::string>();
    record.methodology_hash = value.at("methodology").at("sha256").get<std::string>();
    const auto as_of = value.at("as_of").get<std::string>();
    const auto date = parse_date(as_of);
    if (!date) {
        throw Error{Errc::kInputUnreadable, fmt::format("as_of \"{}\" is no date", as_of)};
    }
    record.as_of = *date;
    record.seed = value.at("seed").get<std::uint64_t>();
    record.draws = value.at("draws").get<int>();
    record.configuration = pairs_from_json(value.at("configuration"));
    for (const auto& input : value.at("inputs")) {
        auto read = input_from_json(input);
        (read.role.empty() ? record.inputs : record.evidence).push_back(std::move(read));
    }
    for (const auto& dataset : value.at("datasets")) {
        record.datasets.push_back(dataset_from_json(dataset));
    }
    if (value.contains("layers")) {
        for (const auto& layer : value.at("layers")) {
            record.layers.push_back(layer_from_json(layer));
        }
    }
    record.since = value.value("since", std::string{});
    record.outputs = files_from_json(value.at("outputs"));
    for (const auto& [code, count] : value.at("findings").items()) {
        record.findings.emplace(code, count.get<std::int64_t>());
    }
    return record;
}

}  // namespace

std::string run_record_text(const RunRecord& record)
{
    Json findings = Json::object();
    for (const auto& [code, count] : record.findings) {
        findings[code] = count;
    }
    Json value{
        {"format", kFormat},
        {"sourcelight", record.version},
        {"methodology", {{"id", record.methodology_id}, {"sha256", record.methodology_hash}}},
        {"as_of", to_string(record.as_of)},
        {"seed", record.seed},
        {"draws", record.draws},
        {"configuration", pairs_to_json(record.configuration)},
        {"inputs", inputs_to_json(record)},
        {"datasets", datasets_to_json(record.datasets)}};
    if (!record.layers.empty()) {
        value["layers"] = layers_to_json(record.layers);
    }
    if (!record.since.empty()) {
        value["since"] = record.since;
    }
    value["outputs"] = files_to_json(record.outputs);
    value["findings"] = findings;
    return json_text(value);
}

RunRecord read_run_record(const std::string& path)
{
    const auto refuse = [&path](std::string_view why) {
        return Error{Errc::kInputUnreadable,
                     fmt::format("{} is no run record of sourcelight: {}", path, why)};
    };
    const auto text = read_text_file(path);
    try {
        return record_from_json(Json::parse(text));
    } catch (const Json::exception& problem) {
        throw refuse(problem.what());
    } catch (const Error& problem) {
        throw refuse(problem.what());
    }
}

}  // namespace sourcelight::publish
