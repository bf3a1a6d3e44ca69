// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/regions.hpp"
#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/reference/reference.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace sourcelight::assess {

/// A programme of state-imposed forced labour in force at the as-of date.
struct StateProgramme {
    CountryCode country;
    RegionCode region;     ///< empty = whole country
    std::string activity;  ///< slug of a good, ISIC class, or *
    std::string programme;
    double sigma_mean = 0.0;
    std::string source_title;
    Date published;
    SourceRef source;
};

/// A programme as it bears on one cell.
struct StateExposure {
    const StateProgramme* programme = nullptr;
    double place_share =
        1.0;  ///< probability that a worker of the cell is in the programme's place
};

/// The state-imposed branch: entered from evidence, never raked, never reduced by a company.
class StatePrograms {
public:
    explicit StatePrograms(const reference::Reference& reference);

    /// The strongest programme that covers a cell; empty if none does. `region` empty = only the
    /// country is known.
    [[nodiscard]] std::optional<StateExposure> find(CountryCode country, RegionCode region,
                                                    NodeId node, GoodId good,
                                                    const Regions& regions) const;

    /// The regions that programmes in force name.
    [[nodiscard]] std::vector<RegionCode> regions() const;

    /// The first `count` draws of sigma, the probability that a worker of the place and activity is
    /// under it.
    /// Drawn once a programme: every call must give the same concentration and draws.
    [[nodiscard]] std::vector<float> sigma(const StateProgramme& programme, double concentration,
                                           const Draws& draws, std::size_t count) const;

private:
    [[nodiscard]] bool covers(const StateProgramme& programme, NodeId node, GoodId good) const;

    [[nodiscard]] static std::vector<float> draw_sigma(const StateProgramme& programme,
                                                       double concentration, const Draws& draws);

    const reference::Reference* m_reference;
    std::vector<StateProgramme> m_programmes;
    mutable std::mutex m_lock;
    mutable std::map<const StateProgramme*, std::vector<float>> m_sigmas;
};

}  // namespace sourcelight::assess
