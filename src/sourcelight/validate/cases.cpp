// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/cases.hpp"

#include "sourcelight/assess/indices.hpp"
#include "sourcelight/assess/listings.hpp"
#include "sourcelight/assess/tables.hpp"
#include "sourcelight/assess/workers.hpp"

#include <cmath>
#include <limits>
#include <numeric>

namespace sourcelight::validate {
namespace {

using assess::Draws;
using reference::Reference;

constexpr double kFree = std::numeric_limits<double>::infinity();

/// Mean standard scores by country; countries that are not scored have none.
std::map<CountryCode, double> mean_scores(const Reference& reference, const assess::IndexSpec& spec,
                                          const assess::Methodology& methodology,
                                          const Draws& draws, assess::WhichIndex which)
{
    const auto index = assess::draw_index(
        reference.countries, assess::observe_index(reference, spec, methodology.index.min_coverage),
        spec, methodology.index, draws, which);
    std::map<CountryCode, double> means;
    for (std::size_t c = 0; c < reference.countries.countries.size(); ++c) {
        const auto z = index.z(c);
        if (!z.empty()) {
            means[reference.countries.countries[c].code] =
                std::accumulate(z.begin(), z.end(), 0.0) / static_cast<double>(z.size());
        }
    }
    return means;
}

/// The newest tier of each country as a number: 1, 2, 2.5 (watch list), 3; special cases none.
std::map<CountryCode, double> standard_tiers(const Reference& reference)
{
    static const std::map<std::string_view, double> kTiers{
        {"1", 1.0}, {"1_or_2", 1.5}, {"2", 2.0}, {"2WL", 2.5}, {"3", 3.0}};
    std::map<CountryCode, double> tiers;
    std::map<CountryCode, double> years;
    const auto* dataset = assess::find_dataset(reference, "usstate/tip_tiers");
    for (std::size_t row = 0; dataset != nullptr && row < dataset->table.rows(); ++row) {
        const CountryCode country{dataset->table.text("iso2")[row]};
        const double year = dataset->table.number("edition_year")[row];
        const auto tier = kTiers.find(dataset->table.text("tier")[row]);
        if (tier != kTiers.end() && year >= years[country]) {
            years[country] = year;
            tiers[country] = tier->second;
        }
    }
    double sum = 0.0;
    double squares = 0.0;
    for (const auto& [country, tier] : tiers) {
        sum += tier;
        squares += tier * tier;
    }
    const auto n = static_cast<double>(tiers.size());
    const double sd = n > 1.0 ? std::sqrt((squares - sum * sum / n) / (n - 1.0)) : 0.0;
    for (auto& [country, tier] : tiers) {
        tier = sd > 0.0 ? (tier - sum / n) / sd : 0.0;
    }
    return tiers;
}

float value_or_mean(const std::map<CountryCode, double>& values, CountryCode country)
{
    const auto found = values.find(country);
    return found == values.end() ? 0.0F : static_cast<float>(found->second);
}

/// Pairs that an order or finding names.
std::set<Pair> ordered_pairs(const std::vector<Event>& events)
{
    std::set<Pair> pairs;
    for (const auto& event : events) {
        if (event.kind == EventKind::kOrder) {
            pairs.insert(event.pair);
        }
    }
    return pairs;
}

void note_named(const Reference& reference, const assess::Listings& listings,
                const std::set<Pair>& ordered, Cases& cases)
{
    for (const auto& country : reference.countries.countries) {
        for (const auto& [good, listing] : listings.of_country(country.code)) {
            cases.named_countries.insert(country.code);
            cases.named_goods.insert(good);
        }
    }
    for (const auto& [country, good] : ordered) {
        cases.named_countries.insert(country);
        cases.named_goods.insert(good);
    }
}

float log_count(double n) { return static_cast<float>(std::log1p(n)); }

std::string group_name(Effect effect, std::string_view group)
{
    return std::string{kEffectNames[static_cast<std::size_t>(effect)]} + ":" + std::string{group};
}

std::string group_of(const reference::Good& good, Effect effect)
{
    constexpr std::size_t kDivisionDigits = 2;
    const auto& main_class = good.isic4.front().code;
    switch (effect) {
    case Effect::kGood: return good.slug;
    case Effect::kClass: return main_class;
    case Effect::kDivision: return main_class.substr(0, kDivisionDigits);
    case Effect::kCountry: break;
    }
    return {};
}

}  // namespace

Cases cases_of(const Reference& reference, const assess::Methodology& methodology,
               const assess::RunOptions& options)
{
    const Draws draws{options};
    const assess::Listings listings{reference};
    const auto ordered = ordered_pairs(finding_events(reference));
    const auto origin =
        mean_scores(reference, methodology.origin, methodology, draws, assess::WhichIndex::kOrigin);
    const auto destination = mean_scores(reference, methodology.destination, methodology, draws,
                                         assess::WhichIndex::kDestination);
    const auto tiers = standard_tiers(reference);
    Cases cases;
    cases.day = reference.as_of;
    note_named(reference, listings, ordered, cases);
    for (const auto& workers : assess::load_workers(reference, methodology)) {
        const auto country = workers.country;
        for (std::size_t g = 0; g < reference.goods.goods.size(); ++g) {
            const auto good = static_cast<GoodId>(g);
            const auto terms = listings.terms(country, good, reference.goods[good].sector);
            if (terms.listed_forced || ordered.contains({country, good})) {
                continue;
            }
            cases.pairs.emplace_back(country, good);
            cases.terms.push_back(
                {log_count(terms.n_other), log_count(terms.n_same), log_count(terms.n_elsewhere),
                 terms.listed_child ? 1.0F : 0.0F, value_or_mean(origin, country),
                 value_or_mean(destination, country),
                 static_cast<float>(listings.exports(country, good).value_or(0.0)),
                 static_cast<float>(listings.visibility(country)), value_or_mean(tiers, country)});
        }
    }
    return cases;
}

std::vector<std::uint8_t> outcomes_of(const Cases& cases, const std::map<Pair, Event>& events)
{
    std::vector<std::uint8_t> outcomes;
    outcomes.reserve(cases.pairs.size());
    for (const auto& pair : cases.pairs) {
        outcomes.push_back(events.contains(pair) ? 1 : 0);
    }
    return outcomes;
}

HazardDesign::HazardDesign(const Reference& reference, const HazardSpec& spec)
    : m_spec{spec}, m_priors{{0.0, kFree}}, m_names{"intercept"},
      m_good_columns(reference.goods.goods.size())
{
    for (const auto& term : spec.terms) {
        m_priors.push_back(term.prior);
        m_names.emplace_back(kTermNames[static_cast<std::size_t>(term.term)]);
    }
    for (const auto& effect : spec.effects) {
        std::set<std::string> groups;
        for (const auto& good : reference.goods.goods) {
            groups.insert(group_of(good, effect.effect));
        }
        if (effect.effect == Effect::kCountry) {
            groups.clear();
            m_by_country = true;
            for (const auto& country : reference.countries.countries) {
                groups.emplace(country.code.view());
            }
        }
        add_groups(effect.effect, effect.sd, groups);
        if (effect.effect != Effect::kCountry) {
            for (std::size_t g = 0; g < m_good_columns.size(); ++g) {
                const auto& good = reference.goods.goods[g];
                m_good_columns[g].push_back(
                    m_columns.at(group_name(effect.effect, group_of(good, effect.effect))));
            }
        }
    }
}

void HazardDesign::add_groups(Effect effect, double sd, const std::set<std::string>& groups)
{
    for (const auto& group : groups) {
        const auto name = group_name(effect, group);
        m_columns.emplace(name, static_cast<std::uint32_t>(m_names.size()));
        m_names.push_back(name);
        m_priors.push_back({0.0, sd});
    }
}

std::vector<HazardDesign::Above> HazardDesign::above() const
{
    std::vector<Above> above(m_names.size());
    for (const auto& columns : m_good_columns) {
        std::array<std::optional<std::uint32_t>, kEffectNames.size()> of;
        for (const auto column : columns) {
            const auto& name = m_names[column];
            for (std::size_t e = 0; e < kEffectNames.size(); ++e) {
                if (name.starts_with(std::string{kEffectNames[e]} + ":")) {
                    of[e] = column;
                }
            }
        }
        const auto& [good, main_class, division, country] = of;
        if (good) {
            above[*good] = {main_class, division};
        }
        if (main_class) {
            above[*main_class] = {std::nullopt, division};
        }
    }
    return above;
}

void HazardDesign::add(const Cases& cases, model::SparseCases& rows) const
{
    rows.columns = m_names.size();
    const auto entry = [&](std::uint32_t column, double value) {
        rows.column.push_back(column);
        rows.value.push_back(value);
    };
    for (std::size_t i = 0; i < cases.pairs.size(); ++i) {
        entry(0, 1.0);
        for (std::size_t t = 0; t < m_spec.terms.size(); ++t) {
            const auto x = cases.terms[i][static_cast<std::size_t>(m_spec.terms[t].term)];
            if (x != 0.0F) {
                entry(static_cast<std::uint32_t>(1 + t), static_cast<double>(x));
            }
        }
        const auto& [country, good] = cases.pairs[i];
        for (const auto column : m_good_columns[static_cast<std::size_t>(good)]) {
            entry(column, 1.0);
        }
        if (m_by_country) {
            entry(m_columns.find(group_name(Effect::kCountry, country.view()))->second, 1.0);
        }
        rows.end_case();
    }
}

}  // namespace sourcelight::validate
