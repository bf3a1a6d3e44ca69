// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/cell_model.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/core/date.hpp"
#include "sourcelight/screen/types.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sourcelight::assess {

/// What an item of evidence names: the site itself or something near it.
enum class About : std::uint8_t { kSite, kParent, kJointVenture, kPark };

/// One item of the user's evidence file, checked. `kind` is null for what is no evidence of the
/// methodology's table: the supplier's answer, and a search that found nothing.
struct StatedEvidence {
    const EvidenceKind* kind = nullptr;
    bool answer = false;
    bool silence = false;
    Date published;
    std::optional<Date> closed;  ///< not after the as-of date
    std::string source;
    std::string cluster;    ///< items of one origin; empty = those of one source
    bool verified = false;  ///< an authority's, or stated so
    About about = About::kSite;
    double probability = 1.0;  ///< that it is about this supplier
    std::string text;          ///< of an answer only
    std::string file;
    std::string where;  ///< "line 4"
};

/// What is stated about each row of a batch; empty = nothing about any.
using StatedByRow = std::vector<std::vector<const StatedEvidence*>>;

/// Everything about one supplier that is no fact of its cell.
struct SiteEvidence {
    std::span<const screen::Match* const> matches;
    std::span<const StatedEvidence* const> stated;
};

[[nodiscard]] SiteEvidence evidence_of_row(
    const std::unordered_map<std::size_t, std::vector<const screen::Match*>>& matches,
    const StatedByRow& stated, std::size_t row);

/// A search of a defined universe that found nothing, as a kind; its weight is the cell's.
/// Throws Error kConfigInvalid if the methodology has no field_investigation, whose half-life it
/// has.
[[nodiscard]] EvidenceKind quiet_kind(const Methodology& methodology);

/// Numbers clusters of evidence by their names; the order of naming does not matter to pooling.
using ClusterNumbers = std::map<std::string, int, std::less<>>;

/// The number of a cluster, a new one for a name that was not met.
[[nodiscard]] int cluster_number(std::string_view name, ClusterNumbers& known);

/// An item of the user's as the model takes it. A programme of the state moves the state branch
/// where the cell has one, else the private one: it is evidence about the site all the same.
/// @param quiet       kind of a search that found nothing
/// @param visibility  how closely the cell is looked at, 0 to 1
[[nodiscard]] EvidenceItem item_of(const StatedEvidence& stated, const Cell& cell,
                                   const Methodology& methodology, const EvidenceKind& quiet,
                                   double visibility, Date as_of, ClusterNumbers& clusters);

/// What evidence about the site itself makes of a grade (methodology 9).
struct SiteGrade {
    char grade = 'E';    ///< A, B, or the cell's own
    bool state = false;  ///< an authority's record of a state programme is behind it
};
[[nodiscard]] SiteGrade site_grade(std::span<const EvidenceItem> items, char of_cell,
                                   const SiteParameters& site);

/// "your evidence: credible report naming the site, 2024-05-01 (source)"; empty without items.
[[nodiscard]] std::string stated_clause(std::span<const EvidenceItem> items);

/// The supplier's answers, the newest first: "2026-03-02 (source): text"; at most 4,000 bytes.
[[nodiscard]] std::string answers_text(std::span<const StatedEvidence* const> stated);
/// The day of the newest; empty if there is none.
[[nodiscard]] std::optional<Date> newest_answer(std::span<const StatedEvidence* const> stated);

}  // namespace sourcelight::assess
