// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/error.hpp"

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::config {

/// All that is wrong with one YAML file, reported together.
class Problems {
public:
    explicit Problems(std::string file) : m_file{std::move(file)} {}

    /// Names the file of a tree whose nodes were taken over into the one that is read; every other
    /// node counts as the constructor's file.
    void add_file(const YAML::Node& root, std::string file);
    /// "file:line" of a node; the file alone where the node has no line.
    [[nodiscard]] std::string place(const YAML::Node& where) const;
    /// Whether a node stands in the constructor's file and was not taken over from another.
    [[nodiscard]] bool is_own(const YAML::Node& where) const;
    /// Adds "file:line: message".
    void add(const YAML::Node& where, const std::string& message);
    [[nodiscard]] bool empty() const noexcept { return m_lines.empty(); }
    [[nodiscard]] const std::string& file() const noexcept { return m_file; }
    /// Throws Error with `code` listing every problem, one a line, if there is any.
    void raise(Errc code) const;

private:
    [[nodiscard]] const std::string& file_of(const YAML::Node& where) const;

    std::string m_file;
    std::vector<std::pair<YAML::Node, std::string>> m_files;
    std::vector<std::string> m_lines;
};

/// The nearest of the known names within two edits (three for long names), or empty.
[[nodiscard]] std::string nearest(std::string_view name, std::span<const std::string> known);

/// A YAML mapping read strictly: each key is asked for by name, and done() reports the keys
/// that nobody asked for with the nearest known name. A key that stands twice is a problem.
/// Problems are collected, not thrown; a value in error gives the fallback.
class YamlMap {
public:
    YamlMap(const YAML::Node& node, std::string path, Problems& problems);

    [[nodiscard]] std::string text(const std::string& key);
    [[nodiscard]] std::string text_or(const std::string& key, const std::string& fallback);
    [[nodiscard]] double number(const std::string& key);
    [[nodiscard]] std::optional<double> number_if(const std::string& key);
    [[nodiscard]] std::int64_t integer(const std::string& key);
    [[nodiscard]] std::optional<std::int64_t> integer_if(const std::string& key);
    [[nodiscard]] bool boolean_or(const std::string& key, bool fallback);
    [[nodiscard]] std::vector<std::string> texts_or_empty(const std::string& key);
    /// The child mapping of a key; an absent one is one problem, not one for each of its keys.
    [[nodiscard]] YamlMap map(const std::string& key);
    /// The mappings of a list; an absent list is a problem.
    [[nodiscard]] std::vector<YamlMap> maps(const std::string& key);
    /// The mappings of a list; an absent list is empty.
    [[nodiscard]] std::vector<YamlMap> maps_or_empty(const std::string& key);
    /// Every key with its value as text, in file order; all keys count as asked for.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> all_texts();
    [[nodiscard]] bool has(const std::string& key) const;
    [[nodiscard]] const YAML::Node& node() const noexcept { return m_node; }
    /// "file:line" of a key's value, or of this mapping where it has no such key.
    [[nodiscard]] std::string place(const std::string& key) const;
    /// Whether the value of a key stands in the file that is read, not in one that it extends.
    [[nodiscard]] bool is_own(const std::string& key) const;
    /// Adds a problem at this mapping's line, or at the line of one of its keys. What is absent is
    /// a problem already and gets no second one.
    void complain(const std::string& message);
    void complain_of(const std::string& key, const std::string& message);

    /// Reports every key that was not asked for.
    void done();

private:
    [[nodiscard]] YAML::Node find(const std::string& key, bool required);
    /// The value of a key as it stands there; undefined if there is none.
    [[nodiscard]] YAML::Node value(const std::string& key) const;

    YAML::Node m_node;
    std::string m_path;
    Problems* m_problems;
    std::vector<std::string> m_asked;
    bool m_absent = false;  ///< its absence was told; its keys are not missed one by one
};

/// Reads a YAML file of one document. Throws Error with `code` naming file and line if it cannot be
/// read or parsed, is not UTF-8, holds several documents, or if its aliases make it endless.
[[nodiscard]] YAML::Node load_yaml(const std::string& path, Errc code);

/// The same from text; `name` stands in messages.
[[nodiscard]] YAML::Node parse_yaml(const std::string& text, const std::string& name, Errc code);

}  // namespace sourcelight::config
