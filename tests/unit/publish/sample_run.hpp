// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "samples.hpp"

#include "sourcelight/io/output_folder.hpp"
#include "sourcelight/publish/result_writer.hpp"
#include "sourcelight/publish/text_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

namespace sourcelight::publish::samples {

/// A folder for one test, gone afterwards.
class ScratchFolder {
public:
    explicit ScratchFolder(const std::string& name)
        : m_path{std::filesystem::temp_directory_path() /
                 fmt::format("sourcelight_publish_{}_{}", name, ::getpid())}
    {
        std::filesystem::remove_all(m_path);
        std::filesystem::create_directories(m_path);
    }
    ~ScratchFolder() { std::filesystem::remove_all(m_path); }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const
    {
        return (m_path / name).string();
    }
    [[nodiscard]] std::string text(const std::string& name) const
    {
        return read_text_file(file(name));
    }

private:
    std::filesystem::path m_path;
};

/// The shipped manifests without any loaded table: enough for boundaries and sources.
inline const reference::Reference& bare_reference()
{
    static const auto kReference = [] {
        auto reference = std::make_unique<reference::Reference>();
        reference->catalogue =
            reference::Catalogue::open(std::string{SOURCELIGHT_SOURCE_DIR} + "/datasets");
        reference->as_of = *make_date(2026, 10, 1);
        reference->countries.countries.push_back({});
        reference->countries.countries.back().code = CountryCode{"CN"};
        reference->countries.countries.back().name = "China";
        reference->countries.index.emplace(CountryCode{"CN"}, 0);
        reference->tree =
            reference::ActivityTree{{{"isic4:C", "Manufacturing", reference::Level::kSection}}};
        return reference;
    }();
    return *kReference;
}

/// Totals as the assess stage would give them for `rows` rows of which `scored` are scored.
inline RunOutcome sample_outcome(std::int64_t rows, std::int64_t scored)
{
    RunOutcome outcome;
    outcome.record.version = "0.1.0";
    outcome.record.as_of = *make_date(2026, 10, 1);
    outcome.record.draws = 2000;
    InputRecord input;
    input.file = "list.csv";
    input.sha256 = "cd34";
    input.rows = rows;
    input.columns = {"Supplier"};
    outcome.record.inputs = {input};
    outcome.record.datasets = {{"sourcelight/countries", "1", "ab", "CC0-1.0", false}};
    auto& totals = outcome.totals;
    totals.rows = rows;
    totals.assessed = scored;
    if (scored > 0) {
        totals.expected_sites = {around(0.5), 0.01};
        totals.at_least_one = {around(0.4), 0.01};
        totals.expected_persons = {around(1.5), 0.02};
        totals.top_count = scored;
        totals.top_share_of_persons = {{1, 1, 1, 1, 1}, 0};
        totals.coverage = 0.75;
        totals.grades = {{'D', scored}};
        totals.bands["moderate"] = scored;
    }
    if (rows > scored) {
        totals.bands["insufficient data"] = rows - scored;
    }
    outcome.cell = [](std::uint32_t) {
        CellFacts facts;
        facts.label = "China: manufacturing";
        facts.country = CountryCode{"CN"};
        facts.activity = "isic4:C";
        facts.prevalence_per_1000 = around(4.0);
        facts.grade = 'D';
        facts.coverage = 0.75;
        return facts;
    };
    outcome.anchors_id = "2022";
    outcome.anchors_text = "Scaled to published totals.";
    return outcome;
}

/// Runs the writer over one batch into `folder`/result.
inline void write_run(const ScratchFolder& folder, SampleBatch& batch, FormatSet formats,
                      std::int64_t scored)
{
    write_text_file(folder.file("template.html"),
                    "<!doctype html>\n<!-- sourcelight:data -->\n<p>end</p>\n");
    const auto rows = static_cast<std::int64_t>(batch.suppliers.rows);
    batch.names.entities = batch.entities;
    io::OutputFolder out{folder.file("result"), false};
    ResultWriter writer{out,
                        batch.names,
                        bare_reference(),
                        batch.own,
                        {formats, rows, *make_date(2026, 10, 1), "Supplier risk report",
                         folder.file("template.html")}};
    if (rows > 0) {
        const auto results = batch.results();
        writer.write(results, writer.table(results));
    }
    writer.finish(sample_outcome(rows, scored));
    out.commit();
}

}  // namespace sourcelight::publish::samples
