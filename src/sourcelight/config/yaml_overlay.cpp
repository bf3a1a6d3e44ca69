// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/config/yaml_overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace sourcelight::config {
namespace {

/// What tells the entries of a list apart, first match.
constexpr std::array kEntryKeys{"id", "activity", "edition"};

YAML::Node child(const YAML::Node& map, const std::string& key)
{
    for (const auto& entry : map) {
        if (entry.first.Scalar() == key) {
            return entry.second;
        }
    }
    return YAML::Node{YAML::NodeType::Undefined};
}

/// The name of an entry in its list; empty for what is no mapping or has no name.
std::string entry_name(const YAML::Node& entry)
{
    if (!entry.IsMap()) {
        return {};
    }
    for (const auto* key : kEntryKeys) {
        if (const auto name = child(entry, key); name.IsDefined() && name.IsScalar()) {
            return name.Scalar();
        }
    }
    return {};
}

bool is_list_of_entries(const YAML::Node& list)
{
    return list.IsSequence() && std::all_of(list.begin(), list.end(), [](const auto& entry) {
               return !entry_name(entry).empty();
           });
}

void require_reason(const YAML::Node& change, const std::string& path, Problems& problems)
{
    for (const auto* key : {"code", "source"}) {
        if (!child(change, key).IsDefined()) {
            problems.add(change,
                         fmt::format("{} changes a value without its {}; say where the new value "
                                     "comes from (code: E from data, P stated prior; source: ...)",
                                     path, key));
        }
    }
}

void complete(YAML::Node change, const YAML::Node& base, const std::string& path,
              Problems& problems);

/// A new entry that leaves out what every other has, and has nearly the name of one, is a slip.
void doubt_new(const YAML::Node& entry, const YAML::Node& base,
               const std::vector<std::string>& names, const std::string& path, Problems& problems)
{
    const auto near = nearest(entry_name(entry), names);
    if (entry.size() < base[0].size() && !near.empty() && near != entry_name(entry)) {
        problems.add(entry, fmt::format("{} has no \"{}\" to change; did you mean {}? A new entry "
                                        "states every value",
                                        path, entry_name(entry), near));
    }
}

/// The entries of `base` in their order, each completed by what `change` says of it, then the new.
std::vector<YAML::Node> united(const YAML::Node& change, const YAML::Node& base,
                               const std::string& path, Problems& problems)
{
    std::vector<YAML::Node> list;
    std::vector<std::string> names;
    for (const auto& entry : base) {
        const auto name = entry_name(entry);
        names.push_back(name);
        const auto changed = std::find_if(change.begin(), change.end(), [&](const auto& other) {
            return entry_name(other) == name;
        });
        if (changed == change.end()) {
            list.push_back(entry);
            continue;
        }
        // The first of two of one name; the reader reports the second.
        YAML::Node whole = *changed;
        require_reason(whole, fmt::format("{} \"{}\"", path, name), problems);
        complete(whole, entry, fmt::format("{}.{}", path, name), problems);
        list.push_back(whole);
    }
    for (const auto& entry : change) {
        const bool taken = std::any_of(list.begin(), list.end(),
                                       [&](const auto& other) { return other.is(entry); });
        if (!taken) {
            doubt_new(entry, base, names, path, problems);
            list.push_back(entry);
        }
    }
    return list;
}

/// Other entries for a list that keeps its line.
void refill(YAML::Node list, const std::vector<YAML::Node>& entries)
{
    while (list.size() > 0) {
        list.remove(list.size() - 1);
    }
    for (const auto& entry : entries) {
        list.push_back(entry);
    }
}

void complete(YAML::Node change, const YAML::Node& base, const std::string& path,
              Problems& problems)
{
    if (child(base, "value").IsDefined() && child(change, "value").IsDefined()) {
        require_reason(change, path, problems);
    }
    for (const auto& entry : base) {
        const auto key = entry.first.Scalar();
        const auto here = path.empty() ? key : fmt::format("{}.{}", path, key);
        auto own = child(change, key);
        if (!own.IsDefined()) {
            change.force_insert(entry.first, entry.second);
        } else if (own.IsMap() && entry.second.IsMap()) {
            complete(own, entry.second, here, problems);
        } else if (is_list_of_entries(own) && is_list_of_entries(entry.second)) {
            refill(own, united(own, entry.second, here, problems));
        }
    }
}

}  // namespace

void complete_from(YAML::Node change, const YAML::Node& base, Problems& problems)
{
    complete(change, base, {}, problems);
}

}  // namespace sourcelight::config
