// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/config/settings.hpp"
#include "sourcelight/pipeline/engine.hpp"
#include "sourcelight/pipeline/map_subject.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/screen/types.hpp"

#include <memory>
#include <vector>

namespace sourcelight::pipeline {

/// What a map of the world needs: facts and model, without boundaries to locate in, gazetteer or
/// names to screen. Const after it was built.
class MapWorld {
public:
    /// Throws Error kDatasetInvalid or kConfigInvalid.
    MapWorld(const Folders& folders, const config::Settings& settings);

    /// Estimates of the subject at every covered country, and at every region with evidence of
    /// its own where the subject is a good or an activity.
    [[nodiscard]] std::vector<assess::PlaceEstimate> places(const MapSubject& subject) const;

    [[nodiscard]] const reference::Reference& reference() const noexcept { return m_reference; }
    [[nodiscard]] const assess::Assessor& assessor() const noexcept { return *m_assessor; }
    [[nodiscard]] const assess::Methodology& methodology() const noexcept { return m_methodology; }

private:
    reference::Reference m_reference;
    assess::Methodology m_methodology;
    std::vector<screen::ListedEntity> m_entities;
    std::unique_ptr<assess::Assessor> m_assessor;
    std::size_t m_draws;
};

}  // namespace sourcelight::pipeline
