// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/core/estimate.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::publish {

/// What became of one supplier between an earlier run and a later one.
enum class Change : std::uint8_t {
    kUp,           ///< a number rose beyond the Monte-Carlo error
    kDown,         ///< a number fell beyond it
    kNew,          ///< only the later list has the supplier
    kGone,         ///< only the earlier list has it
    kScored,       ///< had no score, has one now
    kWithheld,     ///< had a score, has none now
    kWithinError,  ///< differs by no more than the Monte-Carlo error
    kSame,         ///< every number is the same
};
inline constexpr std::array<std::string_view, 8> kChangeNames{
    "up", "down", "new", "gone", "scored now", "not scored now", "within error", "same"};
[[nodiscard]] constexpr std::string_view change_name(Change change) noexcept
{
    return kChangeNames[static_cast<std::size_t>(change)];
}

/// Why a supplier's numbers may differ between two runs, in the order in which they are told apart.
enum class Cause : std::uint8_t { kAsOf, kData, kMethod, kDraws, kInput, kEvidence };
inline constexpr std::size_t kCauseCount = 6;
inline constexpr std::array<std::string_view, kCauseCount> kCauseNames{
    "date", "data", "method", "draws", "supplier", "evidence"};
inline constexpr std::array<std::string_view, kCauseCount> kCauseLabels{
    "as-of date",     "data edition",         "method",
    "seed and draws", "supplier's own cells", "your evidence"};
[[nodiscard]] constexpr std::size_t index_of(Cause cause) noexcept
{
    return static_cast<std::size_t>(cause);
}

/// A set of causes.
class Causes {
public:
    void add(Cause cause) noexcept { m_bits |= 1U << index_of(cause); }
    void add(Causes other) noexcept { m_bits |= other.m_bits; }
    void remove(Cause cause) noexcept { m_bits &= ~(1U << index_of(cause)); }
    [[nodiscard]] bool has(Cause cause) const noexcept
    {
        return (m_bits & (1U << index_of(cause))) != 0;
    }
    [[nodiscard]] bool empty() const noexcept { return m_bits == 0; }
    [[nodiscard]] std::size_t count() const noexcept;
    /// "data, method", in the order of Cause.
    [[nodiscard]] std::string names() const;
    bool operator==(const Causes&) const = default;

private:
    unsigned m_bits = 0;
};

/// Median and 90 % interval as the table of a run has them.
struct Published {
    float median = 0.0F;
    float lo90 = 0.0F;
    float hi90 = 0.0F;
    bool operator==(const Published&) const = default;
};
using MaybePublished = std::optional<Published>;

/// The numbers of a supplier that are compared, in this order.
enum class Figure : std::uint8_t { kSite, kResidual, kPrevalence, kPersons, kHazard };
inline constexpr std::size_t kFigureCount = 5;
inline constexpr std::array<std::string_view, kFigureCount> kFigureColumns{
    "site_probability", "residual_probability", "prevalence_per_1000", "expected_persons",
    "hazard_24m"};

/// A supplier as one run has it.
struct SupplierState {
    std::int64_t row = 0;  ///< sl_row
    std::array<MaybePublished, kFigureCount> figures;
    std::string_view band;
    std::string_view grade;
    std::optional<std::int64_t> priority;
    bool repeats = false;  ///< another row has its place in the order

    [[nodiscard]] const MaybePublished& of(Figure figure) const noexcept
    {
        return figures[static_cast<std::size_t>(figure)];
    }
    /// Whether measures of the company's leave another probability than the inherent one.
    [[nodiscard]] bool has_measures() const noexcept
    {
        return of(Figure::kSite) != of(Figure::kResidual);
    }
};

/// How log-odds of the site probability moved, by cause; NaN where causes were not told apart.
using Split = std::array<double, kCauseCount>;

/// One line of a comparison.
struct ComparedSupplier {
    std::optional<SupplierState> before;
    std::optional<SupplierState> after;
    std::string_view paired_by;  ///< empty: new or gone
    std::string_view name;       ///< of the later list if it has the supplier
    std::string_view own_id;
    std::string_view country;
    std::string_view activity;
    std::string_view answer;  ///< the supplier's own, as of the later list; empty = none
    Change change = Change::kSame;
    std::array<bool, kFigureCount> moved{};  ///< beyond the Monte-Carlo error
    Causes causes;                           ///< empty: nothing differs
    bool told_apart = true;                  ///< `split` says how much each cause did
    Split split{};
    std::string cells;    ///< cells of the supplier's own that differ: "workers: 800 -> 1200"
    std::string effects;  ///< what was read or found otherwise: "region: CN-XJ -> CN-GD"
};

/// One thing in which the two runs differ.
struct Difference {
    Cause cause = Cause::kData;
    std::string what;    ///< "usdol/list_of_goods", "draws"
    std::string before;  ///< edition, value; "none" if the run has no such thing
    std::string after;
};

/// One run, as the head of a comparison shows it.
struct RunHead {
    Date as_of;
    std::int64_t rows = 0;
    std::int64_t assessed = 0;
    std::string version;
    std::string record_sha256;  ///< of run.json
    std::vector<std::string> files;
    std::string methodology;
    int draws = 0;
    /// A figure of the company with its Monte-Carlo error.
    struct Total {
        MaybeEstimate estimate;
        double mc_error = 0.0;
    };
    Total expected_sites;
    Total residual_sites;  ///< after what the company does; empty: of an earlier version
    Total at_least_one;
    Total expected_persons;
};

/// Sums over suppliers, each once, of the medians in the tables.
struct Moved {
    std::int64_t suppliers = 0;
    double sites = 0.0;     ///< later less earlier
    double residual = 0.0;  ///< of the residual probabilities, later less earlier
    double persons = 0.0;   ///< later less earlier
};

/// What moved between two runs, in total.
struct Comparison {
    RunHead before;
    RunHead after;
    std::vector<Difference> differences;
    std::array<std::int64_t, kChangeNames.size()> changes{};
    /// Pairs by how they were found, in the order of the attempts.
    std::vector<std::pair<std::string_view, std::int64_t>> paired;
    Moved added;                                     ///< new suppliers
    Moved removed;                                   ///< gone ones, negative sums
    Moved within;                                    ///< pairs within the Monte-Carlo error
    std::vector<std::pair<Causes, Moved>> by_cause;  ///< pairs that moved, by their set of causes
    std::vector<std::pair<std::string, std::vector<std::int64_t>>> bands;  ///< before x after
    std::vector<std::string> band_names;
    std::vector<std::string> notes;  ///< what could not be told apart and why
};

}  // namespace sourcelight::publish
