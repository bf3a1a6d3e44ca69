// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/indices.hpp"
#include "sourcelight/core/date.hpp"
#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/model/hazard.hpp"
#include "sourcelight/reference/reference.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::assess {

/// What the List of Goods in force says of one pair (country, good).
struct PairListing {
    bool forced = false;
    bool child = false;
    bool downstream = false;       ///< listed only because of an input
    GoodId input = GoodId::kNone;  ///< the listed input, if it is listed because of one
    CountryCode input_country;     ///< where that input is made
    Date input_since;              ///< listed because of it with this publication
    Date since;                    ///< the unbroken listing starts with this publication
    bool since_at_latest = false;  ///< ... or an earlier one, of which no edition is held
    Date forced_since;             ///< as `since`, of forced labour; `since` if only child labour
    bool forced_since_at_latest = false;
    std::string edition;  ///< in force
    SourceRef source;     ///< row of the edition in force
    std::string also;     ///< what a second row says of it, "in the edition 2022"; often empty
    SourceRef also_source;

    /// "since 2020-09-30", or "at least since 2014-12-01" if it may have been listed before.
    [[nodiscard]] std::string since_words() const;
    /// The same of forced labour.
    [[nodiscard]] std::string forced_since_words() const;
};

/// How many pairs of a country or of a good the later known changes listed for forced labour, and
/// how many they struck.
struct ListChanges {
    int added = 0;
    int removed = 0;

    [[nodiscard]] bool any() const noexcept { return added > 0 || removed > 0; }
};

/// A pair that an earlier edition names, and a later edition or change does not.
struct Removal {
    std::string edition;  ///< the first without it
    Date since;
    bool forced = false;  ///< it was listed for forced labour
    SourceRef source;     ///< the change, or the row of the last edition that names it
};

/// An order, statute or list that names a place and goods, rather than one firm.
struct LegalRule {
    std::string flag;  ///< UFLPA, CAATSA, WRO, Finding, EO13126
    CountryCode country;
    RegionCode region;  ///< empty = whole country
    std::set<GoodId> goods;
    bool all_goods = false;
    std::optional<Date> since;
    bool since_at_latest = false;  ///< in force then, perhaps before
    std::string label;             ///< for receipts
    SourceRef source;

    /// "since 2022-06-21", "at least since 2014-12-01", "in force" if the day is not known.
    [[nodiscard]] std::string since_words() const;
};

/// The listing universe at the as-of date: the newest edition of the List of Goods with later
/// known changes, orders and statutes by place, and the counts that hazard and occurrence use.
/// A rule is in force if it has begun and has not ended by then; a column that says how a rule
/// stands today is never read.
class Listings {
public:
    explicit Listings(const reference::Reference& reference);

    /// What the list in force says of a pair; null if it does not name it.
    [[nodiscard]] const PairListing* find(CountryCode country, GoodId good) const;

    /// The goods of a country that the list in force names.
    [[nodiscard]] std::vector<std::pair<GoodId, const PairListing*>> of_country(
        CountryCode country) const;

    /// Counts and flags of a pair. With no good, the pair stands for unnamed work of `sector`.
    [[nodiscard]] model::HazardTerms terms(CountryCode country, GoodId good,
                                           reference::ListSector sector) const;

    /// What struck a pair that was listed before; null if it never was, or still is.
    [[nodiscard]] const Removal* removal(CountryCode country, GoodId good) const;
    /// What later known changes did to the counts that terms() gives.
    [[nodiscard]] ListChanges changes_of(CountryCode country) const;
    [[nodiscard]] ListChanges changes_of(GoodId good) const;

    /// Rules in force that name this place and good (region may be empty).
    [[nodiscard]] std::vector<const LegalRule*> rules(CountryCode country, RegionCode region,
                                                      GoodId good) const;
    /// Rules that name a region of this country and the good, whatever region is asked for.
    [[nodiscard]] std::vector<const LegalRule*> regional_rules(CountryCode country,
                                                               GoodId good) const;
    [[nodiscard]] const std::vector<LegalRule>& all_rules() const noexcept { return m_rules; }

    /// ln exports (or production) of a pair, standardised over all pairs that have a figure;
    /// empty if it has none.
    [[nodiscard]] std::optional<double> exports(CountryCode country, GoodId good) const;
    [[nodiscard]] SourceRef exports_source(CountryCode country, GoodId good) const;

    /// How closely a country is watched, standardised; 0 if nothing is known of it.
    [[nodiscard]] double visibility(CountryCode country) const;

    /// The newest edition in force ("2022"), empty if none was public.
    [[nodiscard]] const std::string& edition() const noexcept { return m_edition; }

private:
    struct Exports {
        double x = 0.0;
        SourceRef source;
    };
    using Pair = std::pair<CountryCode, GoodId>;

    void add_list(const reference::Reference& reference);
    void add_removals(const reference::Reference& reference);
    void apply_changes(const reference::Reference& reference);
    ListChanges apply_change(const reference::Reference& reference,
                             const reference::Dataset& changes, std::size_t row, const Pair& pair);
    void count();
    void add_statutes(const reference::Reference& reference);
    void add_orders(const reference::Reference& reference);
    void add_eo13126(const reference::Reference& reference);
    void keep_rule(LegalRule rule, std::optional<Date> until, Date as_of);
    void add_exports(const reference::Reference& reference);
    void add_visibility(const reference::Reference& reference);

    const reference::Goods* m_goods;
    std::string m_edition;
    std::map<Pair, PairListing> m_pairs;
    std::map<Pair, Removal> m_removals;
    std::map<CountryCode, ListChanges> m_changes_of_country;
    std::map<GoodId, ListChanges> m_changes_of_good;
    std::map<CountryCode, std::array<int, 4>> m_forced_by_sector;
    std::map<GoodId, int> m_countries_of_good;
    std::vector<LegalRule> m_rules;
    std::map<Pair, Exports> m_exports;
    std::map<CountryCode, double> m_visibility;
};

}  // namespace sourcelight::assess
