// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/run_differences.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace sourcelight::pipeline {
namespace {

using publish::Cause;
using publish::Difference;

constexpr std::string_view kNone = "none";

/// Settings that say nothing of a score, or that stand in a line of their own.
bool is_apart(std::string_view name)
{
    constexpr std::array<std::string_view, 5> kOwnLine{"as_of", "seed", "draws", "formats",
                                                       "methodology"};
    return name.starts_with("limits.") || name.starts_with("triage.") ||
           std::find(kOwnLine.begin(), kOwnLine.end(), name) != kOwnLine.end();
}

using Values = std::map<std::string, std::pair<std::string, std::string>>;

void add_changed(Cause cause, const Values& values, std::vector<Difference>& out)
{
    for (const auto& [name, pair] : values) {
        if (pair.first != pair.second) {
            out.push_back({cause, name, pair.first.empty() ? std::string{kNone} : pair.first,
                           pair.second.empty() ? std::string{kNone} : pair.second});
        }
    }
}

/// What the id of a file of the user's own begins with.
constexpr std::string_view kUserDatasets = "user/";

void add_datasets(const publish::RunRecord& before, const publish::RunRecord& after,
                  std::vector<Difference>& out)
{
    Values hashes;
    Values editions;
    for (const auto& dataset : before.datasets) {
        hashes[dataset.id].first = dataset.sha256;
        editions[dataset.id].first = dataset.edition;
    }
    for (const auto& dataset : after.datasets) {
        hashes[dataset.id].second = dataset.sha256;
        editions[dataset.id].second = dataset.edition;
    }
    for (const auto& [id, pair] : hashes) {
        if (pair.first == pair.second) {
            continue;
        }
        const auto named = [](const std::string& sha256, const std::string& edition) {
            // A file of the user's own has no edition.
            const auto hash = "SHA-256 " + sha256.substr(0, 8);
            return sha256.empty()    ? std::string{kNone}
                   : edition.empty() ? hash
                                     : edition + " (" + hash + ")";
        };
        const auto& [earlier, later] = editions.at(id);
        // National estimates of the user's own are what prevalence is scaled to: the method.
        const bool own = id.starts_with(kUserDatasets);
        out.push_back({own ? Cause::kMethod : Cause::kData, id, named(pair.first, earlier),
                       named(pair.second, later)});
    }
}

/// Files of evidence that only one of the runs was given, by content.
void add_evidence(const publish::RunRecord& before, const publish::RunRecord& after,
                  std::vector<Difference>& out)
{
    std::map<std::string, std::pair<std::string, std::string>> by_hash;
    for (const auto& file : before.evidence) {
        by_hash[file.sha256].first = file.file;
    }
    for (const auto& file : after.evidence) {
        by_hash[file.sha256].second = file.file;
    }
    for (const auto& [hash, files] : by_hash) {
        if (files.first.empty() != files.second.empty()) {
            const auto named = [&hash](const std::string& file) {
                return file.empty() ? std::string{kNone}
                                    : file + " (SHA-256 " + hash.substr(0, 8) + ")";
            };
            out.push_back(
                {Cause::kEvidence, "evidence file", named(files.first), named(files.second)});
        }
    }
}

std::string methodology_text(const publish::RunRecord& record)
{
    return record.methodology_id + " (SHA-256 " + record.methodology_hash.substr(0, 8) + ")";
}

}  // namespace

std::vector<Difference> run_differences(const publish::RunRecord& before,
                                        const publish::RunRecord& after)
{
    std::vector<Difference> out;
    add_changed(Cause::kAsOf, {{"as-of date", {to_string(before.as_of), to_string(after.as_of)}}},
                out);
    add_datasets(before, after, out);
    Values method;
    for (const auto& [name, value] : before.configuration) {
        if (!is_apart(name)) {
            method[name].first = value;
        }
    }
    for (const auto& [name, value] : after.configuration) {
        if (!is_apart(name)) {
            method[name].second = value;
        }
    }
    method["methodology"] = {methodology_text(before), methodology_text(after)};
    method["version of sourcelight"] = {before.version, after.version};
    add_changed(Cause::kMethod, method, out);
    add_changed(Cause::kDraws,
                {{"seed", {std::to_string(before.seed), std::to_string(after.seed)}},
                 {"draws", {std::to_string(before.draws), std::to_string(after.draws)}}},
                out);
    add_evidence(before, after, out);
    return out;
}

publish::Causes causes_of(const std::vector<Difference>& differences)
{
    publish::Causes causes;
    for (const auto& difference : differences) {
        causes.add(difference.cause);
    }
    return causes;
}

bool has_same_datasets(const publish::RunRecord& record, const reference::Catalogue& catalogue)
{
    return std::all_of(record.datasets.begin(), record.datasets.end(),
                       [&catalogue](const publish::DatasetRecord& dataset) {
                           const auto found = catalogue.find(dataset.id);
                           // The user's own files are told by the methodology that read them.
                           return dataset.restricted ||
                                  (found && catalogue.manifest(*found).sha256 == dataset.sha256);
                       });
}

}  // namespace sourcelight::pipeline
