// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/map_world.hpp"

#include "sourcelight/screen/screener.hpp"

namespace sourcelight::pipeline {

MapWorld::MapWorld(const Folders& folders, const config::Settings& settings)
    : m_reference{reference_of(folders, settings)}, m_methodology{methodology_of(folders, settings,
                                                                                 m_reference)},
      m_entities{screen::load_entities(m_reference)}, m_assessor{std::make_unique<assess::Assessor>(
                                                          m_reference, m_methodology,
                                                          run_options(settings), m_entities)},
      m_draws{static_cast<std::size_t>(settings.draws)}
{
}

std::vector<assess::PlaceEstimate> MapWorld::places(const MapSubject& subject) const
{
    return subject.good == GoodId::kNone && subject.node == NodeId::kNone
               ? m_assessor->sector_places(subject.sector)
               : m_assessor->places(subject.good, subject.node, m_draws);
}

}  // namespace sourcelight::pipeline
