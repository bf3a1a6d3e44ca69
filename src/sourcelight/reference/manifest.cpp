// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/reference/manifest.hpp"

#include "sourcelight/config/yaml.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <utility>

namespace sourcelight::reference {
namespace {

using config::YamlMap;

constexpr std::array kKinds{
    std::pair{std::string_view{"text"}, ColumnKind::kText},
    std::pair{std::string_view{"date"}, ColumnKind::kDate},
    std::pair{std::string_view{"int64"}, ColumnKind::kInteger},
    std::pair{std::string_view{"float64"}, ColumnKind::kReal},
    std::pair{std::string_view{"bool"}, ColumnKind::kBoolean},
    std::pair{std::string_view{"binary"}, ColumnKind::kBinary},
};

ColumnKind column_kind(YamlMap& map)
{
    const auto name = map.text("type");
    for (const auto& [text, kind] : kKinds) {
        if (text == name) {
            return kind;
        }
    }
    map.complain(
        fmt::format("type is \"{}\"; expected text, date, int64, float64, bool or binary", name));
    return ColumnKind::kText;
}

ManifestColumn read_column(YamlMap& map)
{
    ManifestColumn column;
    column.name = map.text("name");
    column.kind = column_kind(map);
    column.unit = map.text_or("unit", "");
    column.meaning = map.text_or("meaning", "");
    column.required = map.boolean_or("required", false);
    column.min = map.number_if("min");
    column.max = map.number_if("max");
    column.allowed = map.texts_or_empty("allowed");
    map.done();
    return column;
}

ManifestAssertion read_assertion(YamlMap& map)
{
    ManifestAssertion assertion;
    const bool count = map.has("count");
    assertion.where = map.map(count ? "count" : "where").all_texts();
    if (count) {
        assertion.min = map.integer_if("min");
        assertion.max = map.integer_if("max");
        if (!assertion.min && !assertion.max) {
            map.complain("a count needs min or max");
        }
    } else {
        assertion.column = map.text("column");
        assertion.equals = map.text("equals");
    }
    assertion.reason = map.text_or("reason", "");
    map.done();
    return assertion;
}

Date read_date(YamlMap& map, const std::string& key)
{
    const auto text = map.text(key);
    const auto date = parse_date(text);
    if (!date && !text.empty()) {
        map.complain(fmt::format("{} is \"{}\"; expected a date such as 2024-09-05", key, text));
    }
    return date.value_or(Date{});
}

void read_identity(YamlMap& map, Manifest& manifest)
{
    manifest.id = map.text("id");
    manifest.title = map.text("title");
    manifest.publisher = map.text("publisher");
    manifest.official = map.boolean_or("official", false);
    manifest.landing_page = map.text_or("landing_page", "");
    manifest.edition = map.text("edition");
    manifest.published = read_date(map, "published");
    manifest.retrieved = read_date(map, "retrieved");
    manifest.licence = map.text("licence");
    manifest.licence_url = map.text_or("licence_url", "");
    manifest.redistributable = map.boolean_or("redistributable", false);
    manifest.attribution = map.text_or("attribution", "");
    manifest.citation = map.text("citation");
    manifest.read_from = map.text("read_from");
    manifest.compiled_by = map.text("compiled_by");
    manifest.how = map.text("how");
    manifest.known_gaps = map.texts_or_empty("known_gaps");
    auto reviewed = map.map("reviewed");
    static_cast<void>(reviewed.text("method"));
    static_cast<void>(reviewed.text("date"));
    reviewed.done();
}

void read_contents(YamlMap& map, Manifest& manifest)
{
    manifest.file = map.text("file");
    manifest.sha256 = map.text("sha256");
    auto rows = map.map("rows");
    manifest.rows_min = rows.integer("min");
    manifest.rows_max = rows.integer("max");
    rows.done();
    manifest.key = map.texts_or_empty("key");
    for (auto& column : map.maps_or_empty("columns")) {
        manifest.columns.push_back(read_column(column));
    }
    for (auto& assertion : map.maps_or_empty("assertions")) {
        manifest.assertions.push_back(read_assertion(assertion));
    }
    if (manifest.columns.empty()) {
        map.complain("columns are missing");
    }
    if (manifest.file.find('/') != std::string::npos) {
        map.complain(
            fmt::format("file is \"{}\"; expected a name in the same folder", manifest.file));
    }
}

}  // namespace

Manifest read_manifest(const std::string& path)
{
    const auto root = config::load_yaml(path, Errc::kDatasetInvalid);
    config::Problems problems{path};
    YamlMap map{root, "", problems};
    Manifest manifest;
    manifest.folder = std::filesystem::path{path}.parent_path().string();
    read_identity(map, manifest);
    read_contents(map, manifest);
    map.done();
    problems.raise(Errc::kDatasetInvalid);
    return manifest;
}

}  // namespace sourcelight::reference
