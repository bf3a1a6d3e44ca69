// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/config/settings.hpp"
#include "sourcelight/core/sink.hpp"
#include "sourcelight/core/supplier_table.hpp"
#include "sourcelight/io/cache_folder.hpp"
#include "sourcelight/pipeline/resolved_bytes.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/citer.hpp"
#include "sourcelight/resolve/location_data.hpp"
#include "sourcelight/resolve/resolver.hpp"
#include "sourcelight/screen/screener.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::pipeline {

/// Where the shipped files lie.
struct Folders {
    std::string datasets;
    std::string configs;
    std::string report_template;  ///< the page that the report fills
    std::string prepared;         ///< structures built with the program, only read; may be missing
    std::string cache;            ///< where built structures are kept between runs; empty = nowhere
    std::string atlas_template;   ///< the page that the atlas fills
};

/// A batch with everything the stages made of it.
struct Scored {
    resolve::ResolvedBatch resolved;
    std::vector<screen::Match> matches;
    std::vector<assess::AssessedSupplier> assessed;
};

/// Every stage between reading and writing, built once a run and const afterwards.
class Engine {
public:
    /// Loads datasets and methodology. Throws Error kDatasetInvalid or kConfigInvalid.
    Engine(const Folders& folders, const config::Settings& settings);

    /// Resolves, screens and assesses. Safe to call from several threads; the result depends on
    /// the batch and what is stated about its rows alone.
    [[nodiscard]] Scored score(const SupplierBatch& batch,
                               const assess::StatedByRow& stated = {}) const;

    /// The two halves of score(): the first costs most and depends on texts, the second is a
    /// look-up once the batch's cells are known.
    [[nodiscard]] Resolved resolve(const SupplierBatch& batch) const;
    [[nodiscard]] Scored assess(const SupplierBatch& batch, Resolved resolved,
                                const assess::StatedByRow& stated = {}) const;

    /// Whether a text clearly names a product or an activity: how unnamed columns are told.
    [[nodiscard]] bool names_product(std::string_view text) const;

    /// What was wrong with kept structures and what was done instead, one line each.
    [[nodiscard]] std::vector<std::string> cache_notes() const { return m_cache_notes.lines(); }
    [[nodiscard]] const reference::Reference& reference() const noexcept { return m_reference; }
    [[nodiscard]] const screen::Screener& screener() const noexcept { return *m_screener; }
    [[nodiscard]] const assess::Assessor& assessor() const noexcept { return *m_assessor; }
    [[nodiscard]] const resolve::Citer& citer() const noexcept { return *m_citer; }
    [[nodiscard]] const assess::Methodology& methodology() const noexcept { return m_methodology; }

private:
    io::CacheNotes m_cache_notes;
    reference::Reference m_reference;
    assess::Methodology m_methodology;
    std::unique_ptr<screen::Screener> m_screener;
    std::unique_ptr<resolve::LocationData> m_location_data;
    std::unique_ptr<resolve::LocationResolver> m_locations;
    std::unique_ptr<resolve::Resolver> m_resolver;
    std::unique_ptr<resolve::Citer> m_citer;
    std::unique_ptr<assess::Assessor> m_assessor;
};

/// Threads that a setting of 0 stands for.
[[nodiscard]] unsigned threads_of(const config::Settings& settings);

// What the engine is built from, for commands that need less of it. They throw as Engine does.
[[nodiscard]] reference::Reference reference_of(const Folders& folders,
                                                const config::Settings& settings);
/// Checked against the data: what its indices name, and the days of its anchors.
[[nodiscard]] assess::Methodology methodology_of(const Folders& folders,
                                                 const config::Settings& settings,
                                                 const reference::Reference& reference);
[[nodiscard]] assess::RunOptions run_options(const config::Settings& settings);

}  // namespace sourcelight::pipeline
