// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/core/estimate.hpp"
#include "sourcelight/core/finding.hpp"
#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/core/supplier_table.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::assess {

/// Edges of the five bands of pi; a label is a run of adjacent bands (methodology 9).
enum class Band : std::uint8_t { kVeryLow, kLow, kModerate, kHigh, kVeryHigh };
struct BandRange {
    Band from = Band::kVeryLow;
    Band to = Band::kVeryLow;
    bool operator==(const BandRange&) const = default;
};
/// "high", "low to moderate"; "insufficient data" for none.
[[nodiscard]] std::string band_label(const std::optional<BandRange>& band);

enum class Action : std::uint8_t { kEngage, kInvestigate, kEscalate, kSuspendWithRemedy };
[[nodiscard]] std::string_view action_name(Action action) noexcept;

struct SiteQuestion;

/// Draws of a supplier with evidence of its own, kept until its totals are added.
struct OwnDraws {
    std::shared_ptr<const SiteQuestion> question;  ///< what they answer
    std::vector<float> pi;                         ///< at least one person at the site
    std::vector<float> residual;  ///< pi after what the company does; empty where nothing is done
    std::vector<float> persons;   ///< persons at the site
};

/// Everything that is computed for one supplier; one struct a row of a batch.
/// Estimates share their draws; an empty one is withheld (band "insufficient data"). Under a
/// methodology without anchors all but hazard and relative prevalence are.
struct AssessedSupplier {
    std::uint32_t cell = 0xFFFFFFFFU;  ///< index into the assessor's cells; all ones = none
    MaybeEstimate prevalence_per_1000;
    MaybeEstimate prevalence_relative;  ///< times the mean of the world, private economy
    MaybeEstimate site_probability;
    MaybeEstimate hazard_24m;  ///< empty when the pair is listed, or withheld
    std::optional<Date> listed_since;
    std::string listed_by;
    std::string legal_flags;  ///< comma separated
    std::optional<float> state_imposed;
    MaybeEstimate expected_persons;
    MaybeEstimate residual_probability;
    std::optional<BandRange> band;
    char grade = 'E';  ///< A to E
    float coverage = 0.0F;
    std::uint8_t severity = 2;  ///< class 1..4
    Action action = Action::kEngage;
    std::string reason;
    std::uint64_t priority_key = 0;  ///< larger = look earlier; ties by row (methodology 9)
    std::optional<double> workers;   ///< read from the list; empty if unknown
    std::optional<double> spend;
    std::string currency;  ///< of `spend`, as the list has it; empty if none is stated
    bool country_resolved = false;
    bool region_resolved = false;
    bool activity_resolved = false;
    bool activity_assumed = false;        ///< the list says nothing of products
    std::shared_ptr<const OwnDraws> own;  ///< null without evidence of its own
    int stated = 0;      ///< items of the user's evidence file about the row, answers left out
    std::string answer;  ///< the supplier's own: "2026-03-02 (source): text"; empty = none
    std::vector<Finding> findings;
};

/// What a line of a receipt is about; orders and groups the lines on the pages.
/// kStart: the log-odds of S of an average site of the world, first line of the waterfall.
/// kPrevalence, kHazard, kLegal, kState and kCoverage hold for the whole cell, the rest for one
/// site.
enum class TermGroup : std::uint8_t {
    kStart,
    kPlace,
    kActivity,
    kWorkers,
    kPrevalence,
    kHazard,
    kEvidence,
    kLegal,
    kState,
    kCompany,
    kCoverage
};

/// One line of a receipt.
struct ReceiptTerm {
    std::string what;                ///< "workers of the cell", "listed for forced labour"
    std::string value;               ///< as printed, with unit
    std::string interval;            ///< "0.4 to 2.1" or empty
    std::optional<double> log_odds;  ///< contribution to logit(pi), where there is one
    std::string sentence;            ///< plain words
    std::string code;                ///< E (data), P (stated prior), C (computed), I (the user)
    SourceRef source;                ///< unknown for the user's cells and methodology parameters
    std::string parameter;           ///< methodology parameter or setting, when source is unknown
    std::vector<Field> fields;       ///< the user's cells that the line was read from
    /// Where the user's evidence file says it: "line 4 of evidence.csv, public since ..."; printed
    /// as it stands.
    std::string stated = {};
    std::string rows;  ///< "iso2=CN, forced_labor=true": what was counted in a whole dataset
    TermGroup group = TermGroup::kPrevalence;
    std::optional<Date> published;  ///< when the fact became public, where it is dated
    bool cited = false;  ///< says by which row the user's cell of the line before was read
    /// Share of the variance of logit(pi) by the draws behind a step, of 1; shares of several steps
    /// overlap where they act together.
    std::optional<double> variance_share = {};
};

/// What one group of draws stands for of a result's variance, as shares of 1 with their Monte-Carlo
/// standard errors (methodology 13).
struct GroupShare {
    std::string_view id;          ///< "country_noise"
    std::string_view label;       ///< "what sets the country apart beyond its indices"
    std::string_view held_fixed;  ///< why nothing is drawn; empty where something is
    double first = 0.0;           ///< Sobol: alone
    double first_error = 0.0;
    double total = 0.0;  ///< Sobol: alone and together with others
    double total_error = 0.0;
};

/// Where the spread of a result comes from; no groups = not asked for.
struct Uncertainty {
    std::size_t draws = 0;
    double sd = 0.0;                 ///< of the result's logarithm or log-odds
    std::vector<GroupShare> groups;  ///< largest total share first, those held fixed last
};

/// A company figure over the joint draws, with its Monte-Carlo standard error.
struct Total {
    Estimate estimate;
    double mc_error = 0.0;
};

/// How far the places of a list move; no groups = not asked for.
struct RankShift {
    std::int64_t suppliers = 0;  ///< that are told apart: the first 1,000 by upper bound at most
    /// Mean over suppliers of how many places a draw puts one away from its published place.
    Total places;
    Uncertainty uncertainty;  ///< of that mean, as it is
    /// Mean over suppliers and draws of how many places one moves if only the group is drawn anew;
    /// one an entry of `uncertainty.groups`, 0 for those held fixed.
    std::vector<double> moved;
};

/// A supplier's label if one more thing were known, or one less.
struct BandChange {
    /// head_count, factor, place, activity, evidence, measure or source
    std::string_view kind;
    std::string what;      ///< "known to be so: worker-paid recruitment fees"
    Estimate probability;  ///< of somebody at the site
    BandRange band;
    double moves = 0.0;  ///< of the log-odds of the median
};

/// Which single changes move a label.
struct BandChanges {
    std::size_t tried = 0;
    std::vector<BandChange> moving;  ///< the smallest move first
};

/// A supplier scored again without one of its sources.
struct WithoutSource {
    std::string dataset;        ///< id of the dataset, or of the anchors taken instead
    std::string note;           ///< what stands in its place, or why it cannot be left out
    MaybeEstimate probability;  ///< empty where it cannot be left out, or the score is withheld
    std::optional<BandRange> band;
};

/// A cell of the user's file, as it was read.
struct StatedCell {
    Field field{};
    /// The user's headers, filled in by who knows the mapping; none if the mapping file gives one
    /// text for every row.
    std::vector<std::string> columns;
    std::string text;  ///< its first kLongestStatedCell bytes
};

/// A receipt needs no more of a cell that holds a page.
inline constexpr std::size_t kLongestStatedCell = 400;

/// How one supplier's numbers came about, from the user's cell to the dataset row.
struct Receipt {
    std::int64_t row = 0;
    std::vector<ReceiptTerm> terms;
    std::vector<StatedCell> cells = {};  ///< those that are not empty, in order of Field
    std::string where = {};              ///< "near line 14 of list.csv", filled in with the headers
    MaybeEstimate probability = {};      ///< of somebody at the site
    std::optional<BandRange> band = {};
    BandChanges changes = {};
    Uncertainty uncertainty = {};  ///< of the log-odds of `probability`
    std::vector<WithoutSource> without = {};
};

/// totals.json as a value.
struct Totals {
    std::int64_t rows = 0;
    std::int64_t assessed = 0;
    std::int64_t country_resolved = 0;
    std::int64_t region_resolved = 0;
    std::int64_t activity_resolved = 0;
    std::int64_t activity_assumed = 0;  ///< rows of lists that say nothing of products
    std::int64_t duplicates = 0;        ///< rows counted once with an earlier one
    Total expected_sites;
    Total residual_sites;  ///< expected sites after what the company does
    Total at_least_one;
    Total expected_persons;
    std::map<std::string, Total> spend_at_risk;  ///< by currency, "" = none stated
    std::map<std::string, std::int64_t> bands;   ///< label -> suppliers
    std::map<char, std::int64_t> grades;
    std::int64_t top_count = 0;  ///< suppliers of the headline
    Total top_share_of_persons;  ///< share of expected persons at the first top_count, 0 to 1
    double coverage = 0.0;       ///< mean coverage of the assessed
    /// false: the methodology has no anchors, and neither sites, persons nor spend at risk are
    /// told.
    bool anchored = true;
    // Of the logarithms; empty unless asked for.
    Uncertainty sites_uncertainty;
    Uncertainty persons_uncertainty;
    RankShift rank_shift;
};

}  // namespace sourcelight::assess
