// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/listings.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/model/region.hpp"
#include "sourcelight/reference/reference.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::assess {

/// Who counted: regions were looked at more or less evenly.
enum class CountKind {
    kRegister,    ///< inspections of the whole country; a region without a row has 0
    kIdentified,  ///< persons, by each state's administration; a region without a row is unknown
    kOrders,      ///< orders and statutes that name a region
};

/// What is known of one region with evidence of its own.
struct RegionEvidence {
    RegionCode region;
    double share = 0.0;     ///< of the country's people, stand-in for its workers
    double observed = 0.0;  ///< found there, in what `what` counts
    double expected = 0.0;  ///< the same, by its share of the people of the regions counted
    std::string what;       ///< "bonded labourers identified, 1978-2014"
    CountKind kind = CountKind::kIdentified;
    model::RegionFromCounts counts;
    SourceRef source;                    ///< its row; kWhole with `rows` if several add up
    std::string rows = {};               ///< "region=BR-BA"
    std::vector<SourceRef> others = {};  ///< further rows, each of which counts one
};

/// The parameter of the methodology that says how evenly such counts were looked for.
[[nodiscard]] std::string_view search_parameter(CountKind kind) noexcept;

/// A country that has regional evidence.
struct CountryRegions {
    std::vector<RegionEvidence> regions;  ///< those with evidence, in order of code
    double rest = 1.0;                    ///< share of people everywhere else
};

/// Regional evidence of all countries: employers on a register (Brazil), persons identified
/// (India), and orders, listings and statutes that name a region. All are counts over all
/// activities, found by authorities that do not look equally hard everywhere (model/region.hpp).
class Regions {
public:
    Regions(const reference::Reference& reference, const Listings& listings,
            const Methodology& methodology);

    /// Null if no region of the country has evidence of its own.
    [[nodiscard]] const CountryRegions* find(CountryCode country) const;
    /// Index of a region among those with evidence; empty if it is not one of them.
    [[nodiscard]] std::optional<std::size_t> index(CountryCode country, RegionCode region) const;
    /// Share of people of a region; empty if unknown.
    [[nodiscard]] std::optional<double> share(RegionCode region) const;
    [[nodiscard]] SourceRef share_source(RegionCode region) const;
    /// Share of the country's output of a good that comes from a region, where a source says so;
    /// else the region's share of people; 0 if that is unknown too.
    [[nodiscard]] double share_of_good(RegionCode region, GoodId good) const;

    /// The first `count` draws of f_r. `index` names a region with evidence; without one the
    /// factor is that of an unremarkable region of the country.
    /// Computed once for each of them; safe to call from several threads.
    [[nodiscard]] std::span<const float> factors(CountryCode country,
                                                 std::optional<std::size_t> index,
                                                 const Draws& draws, std::size_t count) const;

private:
    struct Share {
        double value = 0.0;
        SourceRef source;
    };
    void add_counts(const reference::Reference& reference);
    [[nodiscard]] RegionEvidence split_off(RegionCode region, RegionEvidence& from) const;
    void add_register(const reference::Reference& reference);
    [[nodiscard]] std::vector<float> draw_factors(CountryCode country,
                                                  std::optional<std::size_t> index,
                                                  const Draws& draws) const;
    void add_namings(const Listings& listings);
    void finish();
    [[nodiscard]] model::RegionFromCounts effect_of(const RegionEvidence& region) const;

    RegionParameters m_parameters;
    std::map<RegionCode, Share> m_shares;
    std::map<std::pair<RegionCode, GoodId>, double> m_good_shares;
    std::map<CountryCode, CountryRegions> m_countries;
    mutable std::mutex m_lock;
    /// By country and region index (size = a region without evidence); never changed or removed.
    mutable std::map<std::pair<CountryCode, std::size_t>, std::vector<float>> m_factors;
};

}  // namespace sourcelight::assess
