// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/mapping_file.hpp"

#include "sourcelight/config/yaml.hpp"
#include "sourcelight/core/error.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace sourcelight::ingest {
namespace {

std::optional<Field> field_named(const std::string& name)
{
    const auto found = std::find(kFieldNames.begin(), kFieldNames.end(), name);
    return found == kFieldNames.end()
               ? std::nullopt
               : std::optional{static_cast<Field>(found - kFieldNames.begin())};
}

std::vector<std::string> known_keys()
{
    std::vector<std::string> keys{kFieldNames.begin(), kFieldNames.end()};
    keys.emplace_back("guess");
    return keys;
}

std::string hint(const std::string& name, std::span<const std::string> known)
{
    const auto near = config::nearest(name, known);
    return near.empty() ? "." : fmt::format("; did you mean \"{}\"?", near);
}

/// One of `column: GPS`, `part: first` and `value: palm oil`; false if it is none of them.
bool read_entry(const std::string& key, const std::string& text, MappingLine& line)
{
    if (key == "column" && !text.empty()) {
        line.columns.push_back(text);
    } else if (key == "value" && !text.empty()) {
        line.value = text;
    } else if (key == "part" && (text == "first" || text == "second")) {
        line.part = text == "first" ? CellPart::kFirst : CellPart::kSecond;
    } else {
        return false;
    }
    return true;
}

/// `{column: GPS, part: first}` or `{value: palm oil}`.
void read_entries(const YAML::Node& value, MappingLine& line, config::Problems& problems)
{
    for (const auto& entry : value) {
        const auto key = entry.first.as<std::string>();
        const auto text = entry.second.IsScalar() ? entry.second.as<std::string>() : std::string{};
        if (!read_entry(key, text, line)) {
            problems.add(entry.first,
                         fmt::format("\"{}: {}\": expected `column: NAME`, `part: first` or `part: "
                                     "second`, or `value: TEXT`",
                                     key, text));
        }
    }
    const bool coordinate = line.field == Field::kLatitude || line.field == Field::kLongitude;
    if (line.part != CellPart::kWhole && !coordinate) {
        problems.add(value, fmt::format("{}: only latitude and longitude can be a part of a column",
                                        field_name(line.field)));
    }
    if (line.columns.empty() == line.value.empty()) {
        problems.add(value,
                     fmt::format("{}: expected a column or a value", field_name(line.field)));
    }
}

void read_value(const YAML::Node& value, MappingLine& line, config::Problems& problems)
{
    if (value.IsScalar()) {
        line.columns.push_back(value.as<std::string>());
    } else if (value.IsMap()) {
        read_entries(value, line, problems);
    } else if (value.IsSequence()) {
        for (const auto& column : value) {
            line.columns.push_back(column.as<std::string>(""));
        }
        const bool good = line.columns.size() <= 1 || line.field == Field::kAddress ||
                          line.field == Field::kProduct;
        if (!good) {
            problems.add(value, fmt::format("{}: takes one column; only address and product are "
                                            "joined from several",
                                            field_name(line.field)));
        }
    }
}

MappingFile read_root(const YAML::Node& root, const std::string& name)
{
    config::Problems problems{name};
    MappingFile file{name, {}, true};
    if (!root.IsMap()) {
        problems.add(root, "expected lines of the form `field: column of the list`");
        problems.raise(Errc::kConfigInvalid);
    }
    const auto known = known_keys();
    for (const auto& entry : root) {
        const auto key = entry.first.as<std::string>();
        if (key == "guess") {
            file.guess = entry.second.as<bool>(true);
            continue;
        }
        const auto field = field_named(key);
        if (!field) {
            problems.add(entry.first,
                         fmt::format("\"{}\" is no field of a supplier{} The fields are "
                                     "{}",
                                     key, hint(key, known), fmt::join(kFieldNames, ", ")));
            continue;
        }
        MappingLine line{*field, {}, CellPart::kWhole, entry.first.Mark().line + 1};
        read_value(entry.second, line, problems);
        if (std::any_of(file.lines.begin(), file.lines.end(),
                        [&](const MappingLine& other) { return other.field == line.field; })) {
            problems.add(entry.first, fmt::format("{} is named twice", key));
        }
        file.lines.push_back(std::move(line));
    }
    problems.raise(Errc::kConfigInvalid);
    return file;
}

MappingFile read_lines(const YAML::Node& root, const std::string& name)
{
    try {
        return read_root(root, name);
    } catch (const YAML::Exception& failure) {  // such as a key that is a list
        throw Error{Errc::kConfigInvalid,
                    fmt::format("{}:{}: {}", name, failure.mark.line + 1, failure.msg)};
    }
}

std::optional<std::size_t> find_column(const std::string& name,
                                       const std::vector<std::string>& headers)
{
    auto found = std::find(headers.begin(), headers.end(), name);
    if (found == headers.end()) {
        const auto key = header_key(name);
        found = std::find_if(headers.begin(), headers.end(),
                             [&](const std::string& header) { return header_key(header) == key; });
    }
    return found == headers.end()
               ? std::nullopt
               : std::optional{static_cast<std::size_t>(found - headers.begin())};
}

}  // namespace

MappingFile load_mapping(const std::string& path)
{
    return read_lines(config::load_yaml(path, Errc::kConfigInvalid), path);
}

MappingFile parse_mapping(const std::string& text, const std::string& name)
{
    return read_lines(config::parse_yaml(text, name, Errc::kConfigInvalid), name);
}

StatedMapping apply_mapping(const MappingFile& file, const std::vector<std::string>& headers)
{
    StatedMapping stated;
    stated.guess_rest = file.guess;
    for (const auto& line : file.lines) {
        FieldSource source{
            line.field, {}, line.part, 1.0, Origin::kStated, "stated in the mapping file",
            line.value};
        for (const auto& name : line.columns) {
            if (const auto column = find_column(name, headers)) {
                source.columns.push_back(*column);
            }
        }
        if (!source.columns.empty() || !source.value.empty()) {
            stated.mapping.fields.push_back(std::move(source));
        } else if (line.columns.empty()) {
            stated.closed.push_back(line.field);
        }
    }
    return stated;
}

void require_mapped_columns(const MappingFile& file,
                            std::span<const std::vector<std::string>> headers_of_inputs)
{
    std::vector<std::string> all;
    for (const auto& headers : headers_of_inputs) {
        all.insert(all.end(), headers.begin(), headers.end());
    }
    std::string problems;
    for (const auto& line : file.lines) {
        for (const auto& name : line.columns) {
            if (!find_column(name, all)) {
                problems += fmt::format("{}{}:{}: {}: no input has a column \"{}\"{}",
                                        problems.empty() ? "" : "\n", file.path, line.line,
                                        field_name(line.field), name, hint(name, all));
            }
        }
    }
    if (!problems.empty()) {
        throw Error{Errc::kConfigInvalid, problems};
    }
}

}  // namespace sourcelight::ingest
