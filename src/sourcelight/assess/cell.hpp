// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell_key.hpp"
#include "sourcelight/assess/listings.hpp"
#include "sourcelight/assess/site_tables.hpp"
#include "sourcelight/assess/state_programmes.hpp"
#include "sourcelight/assess/types.hpp"
#include "sourcelight/core/estimate.hpp"
#include "sourcelight/model/bands.hpp"
#include "sourcelight/reference/reference.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace sourcelight::assess {

/// Inputs whose observed share is the coverage (methodology 9).
inline constexpr std::size_t kCoverageInputs = 7;

/// Joint draws of one cell.
struct CellDraws {
    std::vector<float> theta;  ///< persons per worker, private economy
    std::vector<float> sigma;  ///< state-imposed branch; empty if no programme covers the cell
    float state_share = 0.0F;  ///< probability that a worker is in the programme's place
};

/// S at one head count: quantiles and band probabilities over the draws.
struct SiteEstimate {
    Estimate probability;
    Estimate persons;  ///< per worker at a knot; of the whole site at the unknown head count
    model::BandProbabilities bands{};
    bool ready = false;
};

/// What holds for every supplier of a cell.
struct Cell {
    CellKey key;
    /// Place or activity unresolved, no workers known, coverage too low, or work of households.
    bool withheld = true;
    bool of_households = false;  ///< domestic work: the published totals leave it out
    reference::Sector sector = reference::Sector::kServices;
    Estimate prevalence_per_1000;  ///< of no meaning without anchors
    Estimate prevalence_relative;  ///< times the mean of the world, private economy
    float held_at_ceiling = 0.0F;  ///< share of draws in which the model's ceiling holds it
    MaybeEstimate hazard;
    std::optional<float> state_imposed;
    const StateProgramme* programme = nullptr;
    double programme_share = 0.0;  ///< probability that a worker of the cell is in its place
    const PairListing* listing = nullptr;
    std::vector<std::pair<GoodId, const PairListing*>> listed_inputs;
    std::vector<const LegalRule*> rules;
    std::optional<Date> listed_since;
    std::string listed_by;
    std::string legal_flags;
    char grade = 'E';
    float coverage = 0.0F;
    std::uint8_t severity = 2;
    std::string reason;
    /// By knot of kWorkerKnots, and last the unknown head count; filled when first asked for.
    std::array<SiteEstimate, kWorkerKnots.size() + 1> sites;
    /// S after what the company does, in the order of `sites`; empty if nothing is done.
    std::vector<Estimate> residual;
};

/// Whether a node is of ISIC section T, what households employ people for (docs/decisions/0027).
[[nodiscard]] bool is_work_of_households(const reference::Reference& reference, NodeId node);

/// "at the model's ceiling of 500" where the median stands there, "its upper end is ..." where only
/// the end of the 90 % interval does; empty otherwise.
/// @param held     share of draws at the ceiling
/// @param ceiling  share of workers
[[nodiscard]] std::string ceiling_words(float held, double ceiling);

}  // namespace sourcelight::assess
