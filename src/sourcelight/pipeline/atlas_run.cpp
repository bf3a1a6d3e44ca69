// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/atlas_run.hpp"

#include "sourcelight/io/output_folder.hpp"
#include "sourcelight/pipeline/atlas_parts.hpp"
#include "sourcelight/pipeline/ordered.hpp"
#include "sourcelight/pipeline/outcome.hpp"
#include "sourcelight/pipeline/preview.hpp"
#include "sourcelight/publish/atlas.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <future>
#include <set>
#include <utility>

namespace sourcelight::pipeline {
namespace {

using publish::AtlasCell;
using publish::AtlasContents;
using publish::AtlasInterval;
using reference::Reference;

constexpr std::string_view kList = "usdol/list_of_goods";

/// What one date gives, before the places of all dates are known.
struct DatedResults {
    std::vector<std::vector<assess::PlaceEstimate>> layers;  ///< by subject
    std::vector<DatedIndexValue> indices;
    std::string anchors;
};

/// The days on which the shipped List of Goods changed.
std::set<Date> days_of_changes(const Reference& reference)
{
    std::set<Date> days;
    for (const auto* id : {"usdol/list_of_goods", "usdol/list_2024_changes"}) {
        const auto found = reference.datasets.find(id);
        if (found == reference.datasets.end()) {
            continue;
        }
        const auto& published = found->second.table.text("published");
        for (std::size_t row = 0; row < published.size(); ++row) {
            if (const auto day = parse_date(published[row])) {
                days.insert(*day);
            }
        }
    }
    return days;
}

std::string label_of(const Reference& reference, Date day)
{
    const auto found = reference.datasets.find("sourcelight/publication_dates");
    if (found != reference.datasets.end()) {
        const auto& table = found->second.table;
        for (std::size_t row = 0; row < table.rows(); ++row) {
            if (table.text("list")[row] == kList &&
                parse_date(table.text("published")[row]) == day) {
                const auto label = table.text("label")[row];
                const bool edition = !label.starts_with("out-of-cycle");
                return fmt::format("List of Goods {}{}", table.text("edition")[row],
                                   edition ? std::string{} : fmt::format(", {}", label));
            }
        }
    }
    return fmt::format("List of Goods of {}", to_string(day));
}

/// The days of the slider: those on which the list changed once the world's totals were public, and
/// the last date.
std::vector<publish::AtlasDate> slider(const Reference& last,
                                       const assess::Methodology& methodology)
{
    std::vector<publish::AtlasDate> dates;
    for (const auto day : days_of_changes(last)) {
        if (day >= methodology.anchors.front().published && day < last.as_of) {
            dates.push_back({day, label_of(last, day), {}});
        }
    }
    dates.push_back({last.as_of, fmt::format("All data to {}", to_string(last.as_of)), {}});
    return dates;
}

AtlasCell cell_of(const assess::PlaceEstimate& place)
{
    const auto interval = [](const MaybeEstimate& estimate) -> std::optional<AtlasInterval> {
        if (!estimate) {
            return std::nullopt;
        }
        return AtlasInterval{static_cast<float>(estimate->median),
                             static_cast<float>(estimate->lo90),
                             static_cast<float>(estimate->hi90)};
    };
    AtlasCell cell{interval(place.prevalence_per_1000), interval(place.hazard_24m), place.listed,
                   '-'};
    if (cell.prevalence_per_1000) {
        cell.grade = place.grade;
    }
    return cell;
}

using Codes = std::set<std::string>;

/// Codes of the places that have an estimate in some layer of a date.
void add_estimated(const DatedResults& date, Codes& codes)
{
    for (const auto& layer : date.layers) {
        for (const auto& place : layer) {
            codes.insert(place.place);
        }
    }
}

/// Codes of the countries that a table names.
void add_named(const Reference& reference, std::string_view id, Codes& codes)
{
    const auto found = reference.datasets.find(id);
    if (found == reference.datasets.end()) {
        return;
    }
    const auto& named = found->second.table.text("iso2");
    for (std::size_t row = 0; row < named.size(); ++row) {
        if (reference.countries.find(CountryCode{named[row]}) != nullptr) {
            codes.emplace(named[row]);
        }
    }
}

/// Places with an estimate at some date or with facts to tell, in the order of the page.
std::vector<publish::AtlasPlace> places_of(const std::vector<DatedResults>& dated,
                                           const Reference& reference)
{
    Codes codes;
    for (const auto& date : dated) {
        add_estimated(date, codes);
    }
    for (const auto* id : {"usdol/list_of_goods", "usstate/tip_tiers"}) {
        add_named(reference, id, codes);
    }
    std::vector<publish::AtlasPlace> places;
    for (const auto& code : codes) {
        places.push_back({code, CountryCode{std::string_view{code}.substr(0, 2)}});
    }
    std::stable_partition(places.begin(), places.end(),
                          [](const auto& place) { return !place.is_region(); });
    return places;
}

PlaceIndex index_of(const std::vector<publish::AtlasPlace>& places)
{
    PlaceIndex index;
    for (std::size_t i = 0; i < places.size(); ++i) {
        index.emplace(places[i].code, i);
    }
    return index;
}

std::vector<publish::AtlasLayer> layers_of(const std::vector<AtlasSubject>& subjects,
                                           const std::vector<DatedResults>& dated,
                                           const PlaceIndex& places)
{
    std::vector<publish::AtlasLayer> layers;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        const auto& subject = subjects[i];
        publish::AtlasLayer layer{subject.id, subject.label, subject.group, subject.section, {}};
        for (const auto& date : dated) {
            auto& cells = layer.at.emplace_back(places.size());
            for (const auto& place : date.layers[i]) {
                cells[places.find(place.place)->second] = cell_of(place);
            }
        }
        layers.push_back(std::move(layer));
    }
    return layers;
}

std::vector<publish::AtlasIndex> indices_of(const assess::Methodology& methodology,
                                            const std::vector<DatedResults>& dated,
                                            const PlaceIndex& places)
{
    auto indices = atlas_indices(methodology);
    for (std::size_t d = 0; d < dated.size(); ++d) {
        for (auto& index : indices) {
            index.at.emplace_back();
        }
        for (const auto& entry : dated[d].indices) {
            if (const auto found = places.find(entry.place); found != places.end()) {
                indices[entry.index].at[d].push_back(entry.value);
                indices[entry.index].at[d].back().place = found->second;
            }
        }
    }
    return indices;
}

std::vector<publish::AtlasWorkers> workers_of(const assess::Assessor& assessor,
                                              const PlaceIndex& places)
{
    constexpr double kThousand = 1000.0;
    std::vector<publish::AtlasWorkers> out;
    for (const auto& workers : assessor.model().world().workers()) {
        // A work force that was filled in from the population has no row to cite.
        if (!workers.total_imputed) {
            out.push_back({places.find(workers.country.view())->second, workers.total_year,
                           workers.total / kThousand, workers.total_source});
        }
    }
    return out;
}

/// Tells how many layers of how many are done.
class LayerProgress {
public:
    LayerProgress(ProgressSink& sink, std::size_t total) : m_sink{&sink}, m_total{total} {}

    void step()
    {
        stop_if_asked(*m_sink);
        m_sink->progress("scoring", static_cast<std::int64_t>(++m_done),
                         static_cast<std::int64_t>(m_total));
    }

private:
    ProgressSink* m_sink;
    std::size_t m_total;
    std::size_t m_done = 0;
};

DatedResults results_at(const assess::Assessor& assessor, const std::vector<AtlasSubject>& subjects,
                        LayerProgress& progress)
{
    DatedResults results;
    for (const auto& subject : subjects) {
        results.layers.push_back(atlas_estimates(assessor, subject));
        progress.step();
    }
    results.indices = atlas_index_values(assessor);
    results.anchors = anchors_text(assessor);
    return results;
}

AtlasSummary summary_of(const AtlasContents& contents, std::int64_t bytes)
{
    AtlasSummary summary;
    summary.first = contents.dates.front().date;
    summary.last = contents.dates.back().date;
    summary.dates = static_cast<std::int64_t>(contents.dates.size());
    summary.regions = std::count_if(contents.places.begin(), contents.places.end(),
                                    [](const auto& place) { return place.is_region(); });
    summary.countries = static_cast<std::int64_t>(contents.places.size()) - summary.regions;
    summary.layers = static_cast<std::int64_t>(contents.layers.size());
    summary.goods = std::count_if(contents.layers.begin(), contents.layers.end(),
                                  [](const auto& layer) { return layer.group == "good"; });
    summary.bytes = bytes;
    return summary;
}

/// Loads what was public at one date after the other, the next one while this one is in use.
class ReferenceQueue {
public:
    ReferenceQueue(std::string folder, std::vector<Date> days)
        : m_folder{std::move(folder)}, m_days{std::move(days)}
    {
        start();
    }

    [[nodiscard]] Reference take()
    {
        auto reference = m_next.get();
        start();
        return reference;
    }

private:
    void start()
    {
        if (m_at < m_days.size()) {
            m_next = std::async(std::launch::async, [folder = m_folder, day = m_days[m_at]] {
                return reference::load_reference(folder, day);
            });
            ++m_at;
        }
    }

    std::string m_folder;
    std::vector<Date> m_days;
    std::size_t m_at = 0;
    std::future<Reference> m_next;
};

/// Builds what the page shows; `last` is what was public at the last date.
AtlasContents make_contents(const AtlasRequest& request, const Reference& last, ProgressSink& sink)
{
    const auto methodology = methodology_of(request.folders, request.settings, last);
    const auto options = run_options(request.settings);
    const auto subjects = atlas_subjects(last, methodology);
    AtlasContents contents;
    contents.record = run_record(last, methodology, request.settings);
    contents.dates = slider(last, methodology);
    std::vector<Date> days;
    for (const auto& date : contents.dates) {
        days.push_back(date.date);
    }
    days.pop_back();
    ReferenceQueue earlier{request.folders.datasets, days};
    LayerProgress progress{sink, contents.dates.size() * subjects.size()};
    std::vector<DatedResults> dated;
    for (std::size_t d = 0; d < days.size(); ++d) {
        const auto reference = earlier.take();
        const assess::Assessor assessor{reference, methodology, options, {}};
        dated.push_back(results_at(assessor, subjects, progress));
    }
    const assess::Assessor assessor{last, methodology, options, {}};
    dated.push_back(results_at(assessor, subjects, progress));
    for (std::size_t d = 0; d < dated.size(); ++d) {
        contents.dates[d].anchors = dated[d].anchors;
    }
    contents.places = places_of(dated, last);
    const auto places = index_of(contents.places);
    contents.layers = layers_of(subjects, dated, places);
    contents.indices = indices_of(methodology, dated, places);
    contents.workers = workers_of(assessor, places);
    return contents;
}

}  // namespace

AtlasSummary run_atlas(const AtlasRequest& request, ProgressSink& sink)
{
    io::OutputFolder folder{request.out, request.force};
    const auto last = reference_of(request.folders, request.settings);
    if (const auto late = late_as_of(last.as_of, last.catalogue); !late.empty()) {
        sink.message(late);
    }
    auto contents = make_contents(request, last, sink);
    stop_if_asked(sink);
    const auto page = folder.file("atlas.html");
    publish::write_atlas(page, request.folders.atlas_template, contents, last);
    publish::write_atlas_table(folder.file("atlas.csv"), contents);
    for (auto& [file, sha256] : folder.digests()) {
        contents.record.outputs.push_back({file, sha256});
    }
    folder.write("run.json", publish::run_record_text(contents.record));
    stop_if_asked(sink);
    const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(page));
    folder.commit();
    return summary_of(contents, bytes);
}

}  // namespace sourcelight::pipeline
