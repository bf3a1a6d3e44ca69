// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/receipt_parts.hpp"

#include "sourcelight/assess/tables.hpp"
#include "sourcelight/model/beta_binomial.hpp"
#include "sourcelight/model/distributions.hpp"
#include "sourcelight/model/quantiles.hpp"
#include "sourcelight/model/special.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sourcelight::assess {
namespace {

double median_of(std::span<const float> draws) { return model::interval_of(draws).median; }

/// theta of a country over all sectors, from the medians of its sectors.
double country_theta(const CellModel& model, std::size_t country)
{
    const auto& workers = model.world().workers()[country];
    double theta = 0.0;
    for (std::size_t s = 0; s < reference::kSectorCount; ++s) {
        theta += workers.share[s] *
                 median_of(model.world().theta(country, static_cast<reference::Sector>(s)));
    }
    return theta;
}

/// The median, as of all other typical values of the account.
double median_rho(const CellModel& model)
{
    const auto& site = model.methodology().site;
    return site.rho_floor + site.rho_span * model::beta_quantile(0.5, site.rho_a, site.rho_b);
}

/// Head count of the average site: geometric mean of the sectors' medians.
double average_workers(const CellModel& model)
{
    double sum = 0.0;
    for (const double workers : model.methodology().site.median_workers) {
        sum += std::log(workers);
    }
    return std::exp(sum / static_cast<double>(reference::kSectorCount));
}

}  // namespace

std::string interval_text(const Estimate& estimate)
{
    return fmt::format("{} to {}", number_text(estimate.lo90), number_text(estimate.hi90));
}

std::string percent_text(double share, int digits)
{
    return number_text(100.0 * share, digits) + " %";
}

std::string listing_text(const screen::ListedEntity& entity, bool in_force)
{
    return fmt::format("listed{} ({}{})",
                       entity.listed_on ? " since " + to_string(*entity.listed_on) : "",
                       entity.legal_basis.empty() ? entity.list_id : entity.legal_basis,
                       in_force || !entity.ended ? "" : ", ended " + to_string(*entity.ended));
}

std::optional<Date> ReceiptLines::published(SourceRef source) const
{
    if (!source.known()) {
        return std::nullopt;
    }
    const auto& reference = m_model->reference();
    const auto& manifest = reference.catalogue.manifest(source.dataset);
    const auto* dataset = find_dataset(reference, manifest.id);
    if (dataset == nullptr) {
        return manifest.published;
    }
    const auto& rows = dataset->source_rows;
    if (source.whole()) {
        Date newest;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            newest = std::max(newest, published_of(reference, *dataset, row));
        }
        return rows.empty() ? manifest.published : newest;
    }
    const auto found = std::lower_bound(rows.begin(), rows.end(), source.row);
    return found == rows.end() || *found != source.row
               ? manifest.published
               : published_of(reference, *dataset, static_cast<std::size_t>(found - rows.begin()));
}

ReceiptTerm& ReceiptLines::fact(TermGroup group, std::string what, std::string value,
                                SourceRef source)
{
    auto& term = m_terms.emplace_back();
    term.group = group;
    term.what = std::move(what);
    term.value = std::move(value);
    term.code = "E";
    term.source = source;
    term.published = published(source);
    return term;
}

ReceiptTerm* ReceiptLines::state_line()
{
    const auto found = std::find_if(m_terms.begin(), m_terms.end(), [](const ReceiptTerm& term) {
        return term.group == TermGroup::kState;
    });
    return found == m_terms.end() ? nullptr : &*found;
}

double ReceiptLines::sum() const
{
    return std::accumulate(
        m_terms.begin(), m_terms.end(), 0.0,
        [](double sum, const ReceiptTerm& term) { return sum + term.log_odds.value_or(0.0); });
}

void ReceiptLines::cite_whole(ReceiptTerm& term, std::string_view dataset, std::string rows) const
{
    const auto index = m_model->reference().catalogue.find(dataset);
    if (!index) {
        return;
    }
    term.source = {*index, SourceRef::kWhole};
    term.rows = std::move(rows);
    term.published = published(term.source);
}

ReceiptTerm& ReceiptLines::parameter(TermGroup group, std::string what, std::string value,
                                     const std::string& name)
{
    auto& term = m_terms.emplace_back();
    term.group = group;
    term.what = std::move(what);
    term.value = std::move(value);
    term.parameter = name;
    const auto* declared = m_model->methodology().find(name);
    term.code = declared == nullptr ? "P" : declared->code;
    if (declared != nullptr) {
        term.sentence = declared->source;
    }
    return term;
}

ReceiptTerm& ReceiptLines::computed(TermGroup group, std::string what, std::string value)
{
    auto& term = m_terms.emplace_back();
    term.group = group;
    term.what = std::move(what);
    term.value = std::move(value);
    term.code = "C";
    return term;
}

ReceiptTerm& ReceiptLines::input(TermGroup group, std::string what, std::string value,
                                 std::vector<Field> fields)
{
    auto& term = m_terms.emplace_back();
    term.group = group;
    term.what = std::move(what);
    term.value = std::move(value);
    term.code = "I";
    term.fields = std::move(fields);
    return term;
}

Waterfall waterfall(const CellModel& model, const Cell& cell, const std::optional<double>& workers)
{
    const auto country = model.world().find(cell.key.country);
    const double rho = median_rho(model);
    const auto at = [rho](double theta, double n) {
        return model::logit(std::clamp(model::site_probability(theta, rho, n), 1e-9, 1.0 - 1e-9));
    };
    auto whole_country = cell.key;
    whole_country.region = {};
    whole_country.region_sixteenths = 0;
    whole_country.rival = {};
    whole_country.rival_sixteenths = 0;
    const auto count = model.sampler().count();
    const double theta_country = country_theta(model, *country);
    const double theta_activity = median_of(model.draws(whole_country, count).theta);
    // The private economy's; what the state adds is a step of its own.
    const double theta_cell = cell.programme == nullptr
                                  ? cell.prevalence_per_1000.median / 1000.0
                                  : median_of(model.draws(cell.key, count).theta);
    const double n = workers.value_or(
        model.methodology().site.median_workers[static_cast<std::size_t>(cell.sector)]);
    Waterfall steps;
    steps.start_workers = average_workers(model);
    steps.start = at(model.world().mean_theta(), steps.start_workers);
    const double with_country = at(theta_country, steps.start_workers);
    const double with_activity = at(theta_activity, steps.start_workers);
    const double with_region = at(theta_cell, steps.start_workers);
    steps.reached = at(theta_cell, n);
    steps.country = with_country - steps.start;
    steps.activity = with_activity - with_country;
    steps.region = with_region - with_activity;
    steps.workers = steps.reached - with_region;
    return steps;
}

}  // namespace sourcelight::assess
