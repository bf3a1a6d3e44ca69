// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/exposures.hpp"

#include "sourcelight/assess/draw_sums.hpp"
#include "sourcelight/model/beta_binomial.hpp"
#include "sourcelight/model/priority.hpp"

#include <algorithm>
#include <cmath>

namespace sourcelight::assess {
namespace {

/// Suppliers kept as candidates for the first places; far more than can be among ten.
constexpr std::size_t kMostCandidates = 1000;
/// The list is cut back only when it has grown by this much, so that cutting stays cheap.
constexpr std::size_t kSlack = 4 * kMostCandidates;

/// Own evidence first, then by upper bound, then by row: a total order.
bool keeps_before(const Exposures::Candidate& a, const Exposures::Candidate& b)
{
    return model::comes_first({a.own_evidence, a.upper, 0.0, a.row},
                              {b.own_evidence, b.upper, 0.0, b.row});
}

}  // namespace

void Exposures::add(std::span<const AssessedSupplier> suppliers, std::int64_t first_row,
                    std::span<const Counted> counted)
{
    for (std::size_t i = 0; i < suppliers.size(); ++i) {
        const auto& supplier = suppliers[i];
        ++m_counts.rows;
        m_counts.country_resolved += supplier.country_resolved ? 1 : 0;
        m_counts.region_resolved += supplier.region_resolved ? 1 : 0;
        m_counts.activity_resolved += supplier.activity_resolved ? 1 : 0;
        m_counts.activity_assumed += supplier.activity_assumed ? 1 : 0;
        ++m_counts.bands[band_label(supplier.band)];
        if (!supplier.band) {
            continue;
        }
        ++m_counts.assessed;
        ++m_counts.grades[supplier.grade];
        m_coverage_sum += static_cast<double>(supplier.coverage);
        m_counts.coverage = m_coverage_sum / static_cast<double>(m_counts.assessed);
        add_candidate(supplier, first_row + static_cast<std::int64_t>(i));
        m_counts.duplicates += counted[i] == Counted::kSupplier ? 0 : 1;
        if (counted[i] == Counted::kSupplier) {
            add_site(supplier);
        } else if (counted[i] == Counted::kSpend) {
            add_spend(supplier);
        }
    }
}

void Exposures::add_site(const AssessedSupplier& supplier)
{
    if (supplier.own != nullptr) {
        add_own(supplier);
    } else {
        add_to_cell(supplier, 1.0);
    }
}

void Exposures::add_spend(const AssessedSupplier& supplier)
{
    if (!supplier.spend) {
        return;
    }
    if (supplier.own != nullptr) {
        add_own_spend(supplier);
    } else {
        add_to_cell(supplier, 0.0);
    }
}

void Exposures::add_to_cell(const AssessedSupplier& supplier, double sites)
{
    auto& knots = m_cells[supplier.cell];
    const auto add = [&](std::size_t knot, double weight, double workers) {
        auto& at = knots[knot];
        at.sites += sites * weight;
        at.workers += sites * weight * workers;
        if (supplier.spend) {
            at.spend[supplier.currency] += weight * *supplier.spend;
        }
    };
    if (!supplier.workers) {
        add(kUnknownWorkers, 1.0, 0.0);
        return;
    }
    const auto at = model::knot_position(kWorkerKnots, std::max(1.0, *supplier.workers));
    const auto lower = static_cast<std::size_t>(at.lower);
    add(lower, 1.0 - at.upper_share, *supplier.workers);
    add(lower + 1, at.upper_share, *supplier.workers);
}

void Exposures::add_own(const AssessedSupplier& supplier)
{
    const auto& pi = supplier.own->pi;
    add_scaled_growing(pi, 1.0, m_own_sites);
    add_scaled_growing(supplier.own->persons, 1.0, m_own_persons);
    m_own_spared.resize(m_own_sites.size(), 0.0);
    if (!supplier.own->residual.empty()) {
        add_scaled(pi, 1.0, m_own_spared);
        add_scaled(supplier.own->residual, -1.0, m_own_spared);
    }
    m_own_log_none.resize(m_own_sites.size(), 0.0);
    for (std::size_t b = 0; b < pi.size(); ++b) {
        m_own_log_none[b] += std::log1p(-static_cast<double>(pi[b]));
    }
    m_own_questions.push_back(supplier.own->question);
    add_own_spend(supplier);
}

void Exposures::add_own_spend(const AssessedSupplier& supplier)
{
    if (supplier.spend) {
        add_scaled_growing(supplier.own->pi, *supplier.spend, m_own_spend[supplier.currency]);
    }
}

void Exposures::keep_candidates(const std::function<bool(std::int64_t row)>& keep)
{
    std::erase_if(m_candidates,
                  [&keep](const Candidate& candidate) { return !keep(candidate.row); });
}

void Exposures::add_candidate(const AssessedSupplier& supplier, std::int64_t row)
{
    Candidate candidate;
    candidate.row = row;
    candidate.priority_key = supplier.priority_key;
    candidate.own_evidence = supplier.grade == 'A' || supplier.grade == 'B';
    const double weight = model::severity_weight(supplier.severity);
    const auto& score =
        candidate.own_evidence ? *supplier.site_probability : *supplier.expected_persons;
    candidate.upper = weight * score.hi90;
    candidate.lower = weight * score.lo90;
    candidate.cell = supplier.cell;
    candidate.workers = supplier.workers;
    candidate.severity = supplier.severity;
    candidate.own = supplier.own;
    m_candidates.push_back(std::move(candidate));
    if (m_candidates.size() > kMostCandidates + kSlack) {
        cut_candidates();
    }
}

void Exposures::cut_candidates()
{
    const auto kept = static_cast<std::ptrdiff_t>(std::min(kMostCandidates, m_candidates.size()));
    std::nth_element(m_candidates.begin(), m_candidates.begin() + kept - 1, m_candidates.end(),
                     keeps_before);
    m_candidates.resize(static_cast<std::size_t>(kept));
}

std::vector<Exposures::Candidate> Exposures::candidates() const
{
    auto sorted = m_candidates;
    std::sort(sorted.begin(), sorted.end(), keeps_before);
    sorted.resize(std::min(kMostCandidates, sorted.size()));
    std::sort(sorted.begin(), sorted.end(),
              [](const Candidate& a, const Candidate& b) { return a.row < b.row; });
    return sorted;
}

}  // namespace sourcelight::assess
