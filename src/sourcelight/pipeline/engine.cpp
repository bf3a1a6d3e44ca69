// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/engine.hpp"

#include "sourcelight/assess/methodology_check.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/pipeline/methodologies.hpp"
#include "sourcelight/pipeline/national_anchors.hpp"
#include "sourcelight/resolve/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <thread>
#include <utility>

namespace sourcelight::pipeline {
reference::Reference reference_of(const Folders& folders, const config::Settings& settings)
{
    return reference::load_reference(
        folders.datasets, settings.as_of.empty() ? std::nullopt : parse_date(settings.as_of));
}

assess::Methodology methodology_of(const Folders& folders, const config::Settings& settings,
                                   const reference::Reference& reference)
{
    auto methodology = methodology_named(folders.configs, settings.methodology);
    assess::require_known_data(methodology, reference.catalogue, &reference);
    assess::require_past_anchors(methodology, reference);
    if (settings.anchors_national.empty()) {
        return methodology;
    }
    if (!methodology.anchored) {
        throw Error{Errc::kConfigInvalid,
                    fmt::format("anchors.national is {}, but the methodology {} has no anchors; "
                                "leave one of them out",
                                settings.anchors_national, methodology.id)};
    }
    methodology.national = read_national_anchors(settings.anchors_national);
    return methodology;
}

assess::RunOptions run_options(const config::Settings& settings)
{
    assess::RunOptions options;
    options.seed = static_cast<std::uint64_t>(settings.seed);
    options.draws = static_cast<int>(settings.draws);
    options.threads = threads_of(settings);
    return options;
}

unsigned threads_of(const config::Settings& settings)
{
    const auto cores = std::max(1U, std::thread::hardware_concurrency());
    return settings.threads == 0 ? cores : static_cast<unsigned>(settings.threads);
}

Engine::Engine(const Folders& folders, const config::Settings& settings)
    : m_reference{reference_of(folders, settings)}, m_methodology{methodology_of(folders, settings,
                                                                                 m_reference)}
{
    // The two heavy parts do not need each other.
    auto resolver = std::async(std::launch::async, [this, &folders, &settings] {
        m_location_data = std::make_unique<resolve::LocationData>(resolve::load_location_data(
            m_reference, io::PreparedStore{folders.prepared, folders.cache, &m_cache_notes}));
        m_locations = std::make_unique<resolve::LocationResolver>(
            m_location_data->index, m_location_data->gazetteer, m_location_data->centres,
            resolve::DisputedAreas{m_location_data->areas, resolve::parse_view(settings.geo_view)});
        m_resolver = std::make_unique<resolve::Resolver>(m_reference, *m_locations,
                                                         settings.activity_default);
    });
    m_screener = std::make_unique<screen::Screener>(screen::load_entities(m_reference));
    m_assessor = std::make_unique<assess::Assessor>(m_reference, m_methodology,
                                                    run_options(settings), m_screener->entities());
    resolver.get();
    m_citer =
        std::make_unique<resolve::Citer>(m_reference, *m_resolver, m_location_data->gazetteer);
}

Resolved Engine::resolve(const SupplierBatch& batch) const
{
    Resolved resolved;
    resolved.batch = m_resolver->resolve(batch);
    std::vector<CountryCode> countries;
    countries.reserve(batch.rows);
    for (const auto& place : resolved.batch.places) {
        countries.push_back(place.country);
    }
    resolved.matches = m_screener->screen(batch, countries);
    return resolved;
}

Scored Engine::assess(const SupplierBatch& batch, Resolved resolved,
                      const assess::StatedByRow& stated) const
{
    Scored scored{std::move(resolved.batch), std::move(resolved.matches), {}};
    scored.assessed = m_assessor->assess(batch, scored.resolved, scored.matches, stated);
    for (const auto& finding : scored.resolved.findings) {
        if (finding.kind == &resolve::kTotalRow) {
            // Its amounts are those of the other rows once more.
            auto& total = scored.assessed[static_cast<std::size_t>(finding.row - batch.first_row)];
            total.spend.reset();
            total.workers.reset();
        }
    }
    return scored;
}

bool Engine::names_product(std::string_view text) const
{
    constexpr double kClear = 0.6;
    const auto read = m_resolver->activities().texts().read(text);
    return read.state == resolve::TextState::kRead && read.confidence >= kClear;
}

Scored Engine::score(const SupplierBatch& batch, const assess::StatedByRow& stated) const
{
    return assess(batch, resolve(batch), stated);
}

}  // namespace sourcelight::pipeline
