// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/core/ids.hpp"
#include "sourcelight/reference/activity_tree.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sourcelight::assess {

/// One parameter as declared in configs/methodology: for receipts and `method show`.
struct Parameter {
    std::string name;  ///< dotted, "prevalence.tau_low"
    double value = 0.0;
    std::string code;  ///< E (from data) or P (stated prior)
    std::string unit;
    std::string source;
    std::string text = {};  ///< the value where it is a word ("published"); empty = a number

    bool operator==(const Parameter&) const = default;
};

/// A national estimate of the user's own, in place of the model's share of its country in the
/// region's total (methodology section 3, another anchor set).
struct NationalEstimate {
    CountryCode country;
    double value = 0.0;  ///< persons per 1,000 people, or persons
    double lo90 = 0.0;
    double hi90 = 0.0;
    bool per_1000 = true;
    bool all_forms = true;  ///< false: the private economy's five sectors alone
    int year = 0;
    Date published;
    std::string source;
    std::string licence;
    std::int64_t line = 0;  ///< of the file
};

/// National estimates as one file states them. Its content stays with the user: results name the
/// file, its hash and what each receipt needs.
struct NationalAnchors {
    std::string file;  ///< base name; empty = none
    std::string sha256;
    std::vector<NationalEstimate> estimates;
};

/// Published totals that prevalence is benchmarked to.
struct AnchorSet {
    std::string edition;
    Date published;
    int reference_year = 0;
    std::string source;
    std::string code;
    bool rates = false;  ///< regions hold persons per 1,000 people instead of millions
    std::map<std::string, double, std::less<>> regions;
    std::array<double, reference::kSectorCount> sectors_million{};
};

/// Relative prevalence of an activity inside its sector.
struct ActivityProfile {
    std::string activity;       ///< code of the activity tree
    double share = 0.0;         ///< of the sector's workers in the world; scaled to sum 1 a sector
    double effect = 0.0;        ///< ln
    double migrant_odds = 1.0;  ///< odds that a migrant does the work against all work
};

/// A mean with its standard deviation.
struct Uncertain {
    double mean = 0.0;
    double sd = 0.0;
};

/// The ends of a uniform distribution.
struct Range {
    double low = 0.0;
    double high = 0.0;
};

/// A kind of evidence about one site.
struct EvidenceKind {
    std::string id;
    std::string label;
    Uncertain llr;
    double half_life_years = 1.0;
    bool ages_after_closure = false;  ///< does not fade while in force
    bool state_branch = false;
};

/// A factor of the workforce or of purchasing.
struct FactorKind {
    std::string id;
    std::string label;
    Uncertain weight;
};

/// How an indicator's raw values are read.
enum class IndicatorKind : std::uint8_t { kIndicator, kAttribute, kRatification };

/// One component of a country index.
struct IndicatorSpec {
    IndicatorKind kind = IndicatorKind::kIndicator;
    std::string id;
    std::string group;
    std::string label;
    std::string dataset;
    std::string indicator;  ///< its name in the dataset: indicator, attribute or convention
    double best = 0.0;
    double worst = 1.0;
    bool log = false;
    double weight = 0.0;  ///< nominal; the weights of an index sum to 1
    int max_age_years = 100;
    std::map<std::string, double, std::less<>> levels;  ///< attribute: word -> 0 best .. 1 worst
    std::string code;
};

/// A country index as declared.
struct IndexSpec {
    std::string id;
    std::string label;
    std::vector<IndicatorSpec> indicators;
};

struct PrevalenceParameters {
    double region_noise_sd = 0.0;
    double country_noise_sd = 0.0;
    Uncertain country_slope;
    double unscored_index_sd = 0.0;
    double sector_noise_sd = 0.0;
    double tau_low = 0.0;
    double tau_high = 0.0;
    double ceiling = 0.0;          ///< of a cell
    double country_ceiling = 0.0;  ///< of a country over all sectors
    double margin_tolerance = 0.0;
    double profile_sd = 0.0;
};

/// What migrant workers add to an activity (assess::Migrants).
struct MigrantParameters {
    double relative_risk = 1.0;     ///< of a migrant against any other worker, mean destination
    double relative_risk_sd = 0.0;  ///< ln
    double coercion_slope = 0.0;    ///< ln per standard score of destination coercion
};

struct WorkerParameters {
    std::array<double, 3> industry_split{};  ///< mining, manufacturing, construction; sum 1
    double split_concentration = 0.0;
    double imputed_concentration = 0.0;
};

struct IndexParameters {
    double equal_share = 0.0;  ///< 0 = the nominal weights, 1 = equal ones
    double dirichlet_scale = 0.0;
    double share_arithmetic = 0.0;
    double share_quadratic = 0.0;
    double share_geometric = 0.0;
    double min_coverage = 0.0;
    int imputations = 1;
    int imputation_donors = 1;
    double imputation_group_strength = 0.0;
    double imputation_least_observed = 0.0;
};

struct HazardParameters {
    bool fitted = true;  ///< drawn from the newest fit in force; else from the values below
    double horizon_years = 0.0;
    Uncertain intercept, other, same, elsewhere, child_only, origin, destination, exports,
        visibility;
    double good_sd = 0.0;
    double class_sd = 0.0;
    double division_sd = 0.0;
    double country_sd = 0.0;
};

struct OccurrenceParameters {
    double other = 0.0;
    double same = 0.0;
    double elsewhere = 0.0;
    double listed_forced = 0.0;
    double listed_child = 0.0;
};

struct RegionParameters {
    double effect_sd = 0.0;         ///< ln; regions without counts
    double ratio_variance = 0.0;    ///< prior variance of the rate ratio; regions with counts
    double common_share = 0.0;      ///< of that variance, what all activities of a region share
    double persons_per_case = 0.0;  ///< persons counted that make one independent finding
    // sd of ln search effort between regions, by what counted.
    double search_sd_register = 0.0;    ///< a register of inspections in the whole country
    double search_sd_identified = 0.0;  ///< persons that each state's administration identified
    double search_sd_orders = 0.0;      ///< orders and statutes that name a region
};

struct SiteParameters {
    double rho_floor = 0.0;
    double rho_span = 0.0;
    double rho_a = 0.0;
    double rho_b = 0.0;
    std::array<double, reference::kSectorCount> median_workers{};
    double workers_log_sd = 0.0;
    double factor_limit = 0.0;
    double factor_base_rate = 0.0;
    double migrant_share_threshold = 0.0;
    double across_clusters = 0.0;
    double within_cluster_a = 0.0;
    double within_cluster_b = 0.0;
    double match_ignored_below = 0.0;
    double match_certain_from = 0.0;
    double silence_detection = 0.0;
    double silence_false_alarm = 0.0;
    double specificity_parent = 0.0;
    double specificity_joint_venture = 0.0;
    double specificity_park = 0.0;
};

struct MitigationParameters {
    double natural_exit = 0.0;
    double natural_exit_low = 0.0;
    double natural_exit_high = 0.0;
    double release_unknown = 0.0;
    double kappa_low = 0.0;
    double kappa_high = 0.0;
    double continuous_checks = 0.0;                  ///< a year, of complaint lines and programmes
    Range announced, unannounced, voice, programme;  ///< D, detection a check
};

/// Everything configs/methodology declares, as one const value.
struct Methodology {
    std::string id;
    std::string label;   ///< one sentence
    std::string base;    ///< name of the methodology that it changes; empty if it stands alone
    std::string file;    ///< path of its file
    std::string sha256;  ///< of its file, those it starts from, and the index files, in that order
    std::vector<Parameter> parameters;
    /// "mine.yaml:12" of what a later stage may have to refuse, by its dotted name: totals,
    /// ceilings, noise, and the datasets and indicators of the indices.
    std::map<std::string, std::string, std::less<>> places;
    /// false: prevalence is relative to the mean of the world, and neither persons nor anything
    /// that needs them is shown (methodology section 3, `anchors: none`).
    bool anchored = true;
    /// Working mean of the world without anchors, persons per worker; no output shows it.
    double relative_scale = 0.0;
    NationalAnchors national;
    std::vector<AnchorSet> anchors;  ///< ascending by published
    MigrantParameters migrants;
    std::vector<ActivityProfile> profile;
    IndexSpec origin;
    IndexSpec destination;
    std::vector<EvidenceKind> evidence;
    std::vector<FactorKind> factors;
    PrevalenceParameters prevalence;
    WorkerParameters workers;
    std::array<double, reference::kSectorCount> goods_cover{};
    IndexParameters index;
    HazardParameters hazard;
    OccurrenceParameters occurrence;
    RegionParameters region;
    SiteParameters site;
    double state_concentration = 0.0;
    MitigationParameters mitigation;
    std::array<double, 4> band_edges{};
    double band_confidence = 0.0;
    double min_coverage = 0.0;
    int top_places = 10;

    /// The declaration of a parameter; null if there is none of this name.
    [[nodiscard]] const Parameter* find(std::string_view name) const noexcept;
    /// Where a name of `places` is stated; the methodology's file if it is not among them.
    [[nodiscard]] const std::string& place(std::string_view name) const noexcept;
    /// Whether it is stated in the methodology's own file, not in one that it extends.
    [[nodiscard]] bool is_own(std::string_view name) const noexcept;
    /// The evidence kind of an id. Throws Error kConfigInvalid if it is not declared.
    [[nodiscard]] const EvidenceKind& evidence_kind(std::string_view name) const;
};

/// Reads configs/methodology/default.yaml (or another file of the same shape) and the two index
/// files it names, strictly: every parameter must be there, with a code E or P, a unit and a
/// source, inside the bounds of its unit; an unknown key is an error with the nearest known one.
/// A file that starts with `extends: NAME` states only what it changes, each with its reason.
///
/// @param shipped  folder of the methodologies that `extends` may name; empty = the file's own
/// @throws Error kConfigInvalid listing every problem with file, line and the way out
[[nodiscard]] Methodology load_methodology(const std::string& path,
                                           const std::string& shipped = {});

/// Whether a YAML file is a methodology and not one of the indices beside it. Throws Error
/// kConfigInvalid if it cannot be read.
[[nodiscard]] bool is_methodology(const std::string& path);

}  // namespace sourcelight::assess
