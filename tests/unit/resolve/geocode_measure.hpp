// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/country.hpp"
#include "sourcelight/resolve/location_data.hpp"
#include "tests/unit/resolve/geocode_cases.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace sourcelight::resolve::test {

/// The shipped facts and what places are resolved with.
struct GeocodeWorld {
    reference::Reference facts =
        reference::load_reference(SOURCELIGHT_SOURCE_DIR "/datasets", std::nullopt);
    LocationData data = load_location_data(facts);
    CountryResolver countries{facts.countries};
    LocationResolver resolver{data.index, data.gazetteer, data.centres};
};

/// The one of a test program: loading takes seconds.
[[nodiscard]] inline const GeocodeWorld& geocode_world()
{
    static const GeocodeWorld made;
    return made;
}

/// What became of a case.
struct Verdict {
    const GeocodeCase* of = nullptr;
    ResolvedPlace place;
    bool right = false;    ///< the first-level region, and the country
    double away_km = 0.0;  ///< of the point given, if one is

    [[nodiscard]] bool has_region() const noexcept { return !place.region.empty(); }
};

/// Resolves cases as a run does, without coordinates.
[[nodiscard]] std::vector<Verdict> judge_cases(const GeocodeWorld& world,
                                               std::span<const GeocodeCase> cases);

struct Share {
    std::size_t part = 0;
    std::size_t whole = 0;

    void add(bool hit) noexcept
    {
        ++whole;
        part += hit ? 1U : 0U;
    }
    [[nodiscard]] double value() const noexcept
    {
        return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
    }
};

/// How often a group of cases was read rightly.
struct Figures {
    Share all;
    Share sound;           ///< rows without a label error
    Share stated;          ///< rows that got a region
    Share within_radius;   ///< sound rows with a point
    double median_km = 0;  ///< sound rows with a point
};
[[nodiscard]] Figures figures_of(std::span<const Verdict> verdicts);

/// One bin of stated confidence.
struct ReliabilityBin {
    double from = 0.0;
    double to = 0.0;
    Share right;
    double stated = 0.0;  ///< mean confidence
};
struct Reliability {
    std::vector<ReliabilityBin> bins;
    double expected_error = 0.0;  ///< mean difference, weighted by the bins' sizes
};
/// Confidence against the share right, over the rows that got a region.
[[nodiscard]] Reliability reliability_of(std::span<const Verdict> verdicts);

[[nodiscard]] std::string to_text(const Figures& figures);
[[nodiscard]] std::string to_text(const Reliability& reliability);

}  // namespace sourcelight::resolve::test
