// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/draws.hpp"
#include "sourcelight/assess/methodology.hpp"
#include "sourcelight/core/date.hpp"
#include "sourcelight/model/penalised_logit.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/validate/events.hpp"
#include "sourcelight/validate/protocol.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sourcelight::validate {

/// The pairs that could be named after a day, with what was known of them on that day.
struct Cases {
    Date day;
    std::vector<Pair> pairs;                                  ///< in order of country, then good
    std::vector<std::array<float, kTermNames.size()>> terms;  ///< by pair, in the order of Term
    std::set<CountryCode> named_countries;  ///< in the list in force or an order by that day
    std::set<GoodId> named_goods;           ///< likewise
};

/// Every country with a work force x every good, without the pairs that are listed for forced
/// labour or named by an order by the reference's as-of date.
///
/// Indices enter as their mean over the draws; a term that is not known is 0 (the mean, for those
/// that are standardised).
[[nodiscard]] Cases cases_of(const reference::Reference& reference,
                             const assess::Methodology& methodology,
                             const assess::RunOptions& options);

/// Outcomes of the cases: whether an event of the pair is in `events`.
[[nodiscard]] std::vector<std::uint8_t> outcomes_of(const Cases& cases,
                                                    const std::map<Pair, Event>& events);

/// Columns of a hazard model: intercept, terms, then one for each group of each effect.
class HazardDesign {
public:
    /// Groups are those of the whole classification, so that a group without a case yet has a
    /// column: its effect stays at its prior.
    HazardDesign(const reference::Reference& reference, const HazardSpec& spec);

    [[nodiscard]] const std::vector<model::NormalPrior>& priors() const noexcept
    {
        return m_priors;
    }
    /// Names of the columns: "intercept", "other", "good:cotton", "country:TH".
    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return m_names; }

    /// Where an effect hangs: the columns of the class and of the division above it.
    struct Above {
        std::optional<std::uint32_t> main_class;
        std::optional<std::uint32_t> division;
    };
    /// By column; empty for all but the effects of goods and classes.
    [[nodiscard]] std::vector<Above> above() const;

    /// Appends the cases as rows of `rows`.
    void add(const Cases& cases, model::SparseCases& rows) const;

private:
    void add_groups(Effect effect, double sd, const std::set<std::string>& groups);

    HazardSpec m_spec;
    std::vector<model::NormalPrior> m_priors;
    std::vector<std::string> m_names;
    std::map<std::string, std::uint32_t, std::less<>> m_columns;  ///< of groups, by name
    /// By good: its columns of the effects that hang on the good.
    std::vector<std::vector<std::uint32_t>> m_good_columns;
    bool m_by_country = false;
};

}  // namespace sourcelight::validate
