// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/config/yaml.hpp"

#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/core/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace sourcelight::config {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr int kDeepest = 64;
constexpr std::size_t kMostNodes = 1'000'000;

/// Whether the node ends: an alias may lead to its own ancestor, and aliases of aliases multiply.
bool is_bounded(const YAML::Node& node, int depth, std::size_t& nodes)
{
    if (depth > kDeepest || ++nodes > kMostNodes) {
        return false;
    }
    return std::all_of(node.begin(), node.end(), [&](const auto& entry) {
        return node.IsMap() ? is_bounded(entry.first, depth + 1, nodes) &&
                                  is_bounded(entry.second, depth + 1, nodes)
                            : is_bounded(entry, depth + 1, nodes);
    });
}

void require_bounded(const YAML::Node& root, const std::string& name, Errc code)
{
    std::size_t nodes = 0;
    if (!is_bounded(root, 0, nodes)) {
        throw Error{code, fmt::format("{}: goes deeper than {} levels or has more than {} values; "
                                      "write values out instead of anchors (&) and aliases (*)",
                                      name, kDeepest, kMostNodes)};
    }
}

/// UTF-16 and UTF-32 begin with a mark and are read as such; else the bytes must be UTF-8.
void require_utf8(std::string_view text, const std::string& name, Errc code)
{
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
        text.find('\0') != std::string_view::npos) {
        return;
    }
    std::size_t number = 0;
    for (const auto line : split(text, '\n')) {
        ++number;
        if (!is_utf8(line)) {
            throw Error{code, fmt::format("{}:{}: holds a letter that is not UTF-8; save the file "
                                          "as UTF-8",
                                          name, number)};
        }
    }
}

/// Whether a node stands in a tree, key or value.
bool holds(const YAML::Node& tree, const YAML::Node& node)
{
    return tree.is(node) || std::any_of(tree.begin(), tree.end(), [&](const auto& entry) {
               return tree.IsMap() ? entry.first.is(node) || holds(entry.second, node)
                                   : holds(entry, node);
           });
}

void report_repeats(const YAML::Node& map, const std::string& path, Problems& problems)
{
    std::map<std::string, YAML::Node> seen;
    for (const auto& entry : map) {
        const auto key = entry.first.IsScalar() ? entry.first.Scalar() : YAML::Dump(entry.first);
        if (const auto [first, added] = seen.emplace(key, entry.first); !added) {
            problems.add(entry.first,
                         fmt::format("{}{} stands there twice, first at {}; keep one of them", path,
                                     key, problems.place(first->second)));
        }
    }
}

}  // namespace

void Problems::add_file(const YAML::Node& root, std::string file)
{
    m_files.emplace_back(root, std::move(file));
}

const std::string& Problems::file_of(const YAML::Node& where) const
{
    const auto found = std::find_if(m_files.begin(), m_files.end(),
                                    [&](const auto& file) { return holds(file.first, where); });
    return found == m_files.end() ? m_file : found->second;
}

bool Problems::is_own(const YAML::Node& where) const
{
    return where.IsDefined() && &file_of(where) == &m_file;
}

std::string Problems::place(const YAML::Node& where) const
{
    if (!where.IsDefined()) {
        return m_file;
    }
    const auto& file = file_of(where);
    const auto line = where.Mark().line + 1;
    return line > 0 ? fmt::format("{}:{}", file, line) : file;
}

void Problems::add(const YAML::Node& where, const std::string& message)
{
    m_lines.push_back(fmt::format("{}: {}", place(where), message));
}

void Problems::raise(Errc code) const
{
    if (!m_lines.empty()) {
        throw Error{code, fmt::format("{}", fmt::join(m_lines, "\n"))};
    }
}

std::string nearest(std::string_view name, std::span<const std::string> known)
{
    const std::size_t limit = name.size() > 6 ? 3 : 2;
    std::string best;
    std::size_t best_distance = limit + 1;
    for (const auto& candidate : known) {
        const auto distance = edit_distance(name, candidate, limit);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

YamlMap::YamlMap(const YAML::Node& node, std::string path, Problems& problems)
    : m_node{node}, m_path{std::move(path)}, m_problems{&problems}
{
    if (m_node.IsMap()) {
        report_repeats(m_node, m_path, problems);
    } else if (m_node.IsDefined() && !m_node.IsNull()) {
        const auto name = m_path.empty() ? "the file" : m_path.substr(0, m_path.size() - 1);
        problems.add(m_node, fmt::format("{} must be a mapping of names to values", name));
        m_node.reset(YAML::Node{YAML::NodeType::Map});
        m_absent = true;
    }
}

YAML::Node YamlMap::value(const std::string& key) const
{
    YAML::Node found{YAML::NodeType::Undefined};
    if (m_node.IsMap()) {
        for (const auto& entry : m_node) {
            if (entry.first.Scalar() == key) {
                found.reset(entry.second);
            }
        }
    }
    return found;
}

YAML::Node YamlMap::find(const std::string& key, bool required)
{
    if (!contains(m_asked, key)) {
        m_asked.push_back(key);
    }
    const auto found = value(key);
    const bool missing = !found.IsDefined() || found.IsNull();
    if (missing && required && !m_absent) {
        m_problems->add(m_node, fmt::format("{}{} is missing", m_path, key));
    }
    return missing ? YAML::Node{YAML::NodeType::Undefined} : found;
}

std::string YamlMap::text(const std::string& key)
{
    const auto node = find(key, true);
    if (node.IsDefined() && !node.IsScalar()) {
        m_problems->add(node, fmt::format("{}{} must be a text", m_path, key));
        return {};
    }
    return node.IsDefined() ? node.Scalar() : std::string{};
}

std::string YamlMap::text_or(const std::string& key, const std::string& fallback)
{
    const auto node = find(key, false);
    return node.IsDefined() ? text(key) : fallback;
}

std::optional<double> YamlMap::number_if(const std::string& key)
{
    const auto node = find(key, false);
    if (!node.IsDefined()) {
        return std::nullopt;
    }
    const auto value = node.IsScalar() ? parse_number(node.Scalar()) : std::nullopt;
    if (!value) {
        m_problems->add(node, fmt::format("{}{} is \"{}\"; expected a number", m_path, key,
                                          node.IsScalar() ? node.Scalar() : "a list or mapping"));
    }
    return value;
}

double YamlMap::number(const std::string& key)
{
    static_cast<void>(text(key));
    return number_if(key).value_or(0.0);
}

std::optional<std::int64_t> YamlMap::integer_if(const std::string& key)
{
    const auto node = find(key, false);
    if (!node.IsDefined()) {
        return std::nullopt;
    }
    const auto value = node.IsScalar() ? parse_whole<std::int64_t>(node.Scalar()) : std::nullopt;
    if (!value) {
        m_problems->add(node, fmt::format("{}{} must be a whole number", m_path, key));
    }
    return value;
}

std::int64_t YamlMap::integer(const std::string& key)
{
    static_cast<void>(text(key));
    return integer_if(key).value_or(0);
}

bool YamlMap::boolean_or(const std::string& key, bool fallback)
{
    const auto node = find(key, false);
    if (!node.IsDefined()) {
        return fallback;
    }
    const auto value = node.IsScalar() ? node.Scalar() : std::string{};
    if (value != "true" && value != "false") {
        m_problems->add(node,
                        fmt::format("{}{} is \"{}\"; expected true or false", m_path, key, value));
    }
    return value == "true";
}

std::vector<std::string> YamlMap::texts_or_empty(const std::string& key)
{
    const auto node = find(key, false);
    std::vector<std::string> values;
    if (!node.IsDefined()) {
        return values;
    }
    if (!node.IsSequence()) {
        m_problems->add(node, fmt::format("{}{} must be a list", m_path, key));
        return values;
    }
    for (const auto& item : node) {
        values.push_back(item.IsScalar() ? item.Scalar() : YAML::Dump(item));
    }
    return values;
}

YamlMap YamlMap::map(const std::string& key)
{
    const auto node = find(key, true);
    YamlMap child{node.IsDefined() ? node : YAML::Node{YAML::NodeType::Map},
                  fmt::format("{}{}.", m_path, key), *m_problems};
    child.m_absent = child.m_absent || !node.IsDefined();
    return child;
}

std::vector<YamlMap> YamlMap::maps(const std::string& key)
{
    static_cast<void>(find(key, true));
    return maps_or_empty(key);
}

std::vector<YamlMap> YamlMap::maps_or_empty(const std::string& key)
{
    const auto node = find(key, false);
    std::vector<YamlMap> maps;
    if (!node.IsDefined()) {
        return maps;
    }
    if (!node.IsSequence()) {
        m_problems->add(node, fmt::format("{}{} must be a list", m_path, key));
        return maps;
    }
    for (std::size_t i = 0; i < node.size(); ++i) {
        maps.emplace_back(node[i], fmt::format("{}{}[{}].", m_path, key, i), *m_problems);
    }
    return maps;
}

std::vector<std::pair<std::string, std::string>> YamlMap::all_texts()
{
    std::vector<std::pair<std::string, std::string>> pairs;
    if (m_node.IsMap()) {
        for (const auto& entry : m_node) {
            m_asked.push_back(entry.first.Scalar());
            if (!entry.second.IsScalar()) {
                m_problems->add(entry.second,
                                fmt::format("{}{} must be a text", m_path, entry.first.Scalar()));
                continue;
            }
            pairs.emplace_back(entry.first.Scalar(), entry.second.Scalar());
        }
    }
    return pairs;
}

bool YamlMap::has(const std::string& key) const { return value(key).IsDefined(); }

std::string YamlMap::place(const std::string& key) const
{
    const auto found = value(key);
    return m_problems->place(found.IsDefined() ? found : m_node);
}

bool YamlMap::is_own(const std::string& key) const { return m_problems->is_own(value(key)); }

void YamlMap::complain(const std::string& message)
{
    if (!m_absent) {
        m_problems->add(m_node, m_path + message);
    }
}

void YamlMap::complain_of(const std::string& key, const std::string& message)
{
    if (const auto node = find(key, false); node.IsDefined()) {
        m_problems->add(node, fmt::format("{}{} {}", m_path, key, message));
    }
}

void YamlMap::done()
{
    if (!m_node.IsMap()) {
        return;
    }
    for (const auto& entry : m_node) {
        if (!entry.first.IsScalar()) {
            m_problems->add(entry.first, fmt::format("{}a name must be a text, not a list or a "
                                                     "mapping; known here: {}",
                                                     m_path, fmt::join(m_asked, ", ")));
            continue;
        }
        const auto& key = entry.first.Scalar();
        if (contains(m_asked, key)) {
            continue;
        }
        const auto hint = nearest(key, m_asked);
        m_problems->add(entry.first, hint.empty()
                                         ? fmt::format("{}{} is not known; known here: {}", m_path,
                                                       key, fmt::join(m_asked, ", "))
                                         : fmt::format("{}{} is not known; did you mean {}?",
                                                       m_path, key, hint));
    }
}

YAML::Node load_yaml(const std::string& path, Errc code)
{
    std::ifstream file{path, std::ios::binary};
    if (!file || std::filesystem::is_directory(path)) {
        throw Error{code, fmt::format("{}: cannot be opened", path)};
    }
    return parse_yaml({std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}},
                      path, code);
}

YAML::Node parse_yaml(const std::string& text, const std::string& name, Errc code)
{
    require_utf8(text, name, code);
    try {
        const auto documents = YAML::LoadAll(text);
        if (documents.size() > 1) {
            throw Error{code, fmt::format("{}:{}: a second document starts here (after ---); only "
                                          "one is read, so put both into one or take the line out",
                                          name, documents[1].Mark().line + 1)};
        }
        auto root = documents.empty() ? YAML::Node{} : documents.front();
        require_bounded(root, name, code);
        return root;
    } catch (const YAML::Exception& problem) {
        throw Error{code, fmt::format("{}:{}: this is no YAML: {}; look there and on the lines "
                                      "above for a bracket, a quotation mark or a colon that is "
                                      "missing, a tab, or lines that do not begin below each other",
                                      name, problem.mark.line + 1, problem.msg)};
    }
}

}  // namespace sourcelight::config
