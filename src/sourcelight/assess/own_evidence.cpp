// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/receipt_parts.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

namespace sourcelight::assess {
namespace {

/// From this probability on a match to review is more likely than not the same entity.
constexpr double kProbable = 0.5;
/// Severity of a site that an official list names for forced labour.
constexpr std::uint8_t kListedSeverity = 3;

/// "Name similarity 1.00 with A Works, listed since 2024-06-12 (UFLPA), 95 % likely the same".
std::string match_clause(const screen::ListedEntity& entity, const EvidenceItem& item,
                         std::span<const screen::Match* const> matches)
{
    float score = 0.0F;
    for (const auto* match : matches) {
        score = match->entity == item.entity ? std::max(score, match->score) : score;
    }
    return fmt::format("Name similarity {:.2f} with {}, {}, {:.0f} % likely the same", score,
                       entity.name, listing_text(entity, item.in_force),
                       100.0 * item.match_probability);
}

/// Adds the law that names the entity itself, unless a law on its place and good is the same.
void add_legal_flag(const screen::ListedEntity& entity, std::string& flags)
{
    const auto known = split(flags, ',');
    if (!entity.listed_on || entity.legal_basis.empty() ||
        std::find(known.begin(), known.end(), entity.legal_basis) != known.end()) {
        return;
    }
    flags = flags.empty() ? entity.legal_basis : entity.legal_basis + "," + flags;
}

bool is_transfer_list(const screen::ListedEntity& entity) { return entity.legal_basis == "UFLPA"; }

}  // namespace

std::vector<EvidenceItem> Assessor::evidence_of(std::span<const screen::Match* const> matches,
                                                const Cell& cell) const
{
    const auto& methodology = m_model.methodology();
    const auto as_of = m_model.reference().as_of;
    std::map<std::uint32_t, double> best;  // an entity met under two aliases is one item
    for (const auto* match : matches) {
        auto& probability = best[match->entity];
        probability = std::max(probability, static_cast<double>(match->probability));
    }
    std::map<std::string, int> clusters;
    std::vector<EvidenceItem> items;
    for (const auto& [index, probability] : best) {
        const auto& entity = m_entities[index];
        if (probability < methodology.site.match_ignored_below ||
            (entity.listed_on && *entity.listed_on > as_of)) {
            continue;
        }
        EvidenceItem item;
        // An entity list about a state programme moves the state branch where there is one.
        const bool state = cell.programme != nullptr && is_transfer_list(entity);
        item.kind = &methodology.evidence_kind(state ? "labour_transfer" : "import_ban");
        item.match_probability = std::min(1.0, probability);
        item.in_force = !(entity.ended && *entity.ended <= as_of);
        item.age_years = item.in_force ? 0.0 : years_between(*entity.ended, as_of);
        item.cluster =
            clusters.try_emplace(entity.list_id, static_cast<int>(clusters.size())).first->second;
        item.entity = index;
        item.id = stable_hash(entity.list_id + "/" + entity.entity_id);
        items.push_back(item);
    }
    return items;
}

void Assessor::add_own_evidence(AssessedSupplier& out, const SiteInput& site, const Cell& cell,
                                std::span<const screen::Match* const> matches) const
{
    const auto items = evidence_of(matches, cell);
    if (items.empty()) {
        return;
    }
    const auto best =
        std::max_element(items.begin(), items.end(), [](const auto& a, const auto& b) {
            return a.match_probability < b.match_probability;
        });
    for (const auto& item : items) {
        if (item.in_force &&
            item.match_probability >= m_model.methodology().site.match_certain_from) {
            add_legal_flag(m_entities[item.entity], out.legal_flags);
        }
    }
    auto rest = out.reason;
    rest[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(rest[0])));
    out.reason =
        fmt::format("{}; {}", match_clause(m_entities[best->entity], *best, matches), rest);
    if (cell.withheld) {
        return;
    }
    SiteQuery query;
    query.workers = site.workers;
    query.evidence = items;
    const auto draws = m_model.draws(cell.key, m_model.sampler().count());
    auto drawn = m_model.site(cell, draws, m_model.basis(cell, draws), query);
    const auto estimate = m_model.estimate(drawn);
    auto own = std::make_shared<OwnDraws>();
    own->persons = drawn.persons_per_worker;
    for (std::size_t b = 0; b < own->persons.size(); ++b) {
        own->persons[b] *= site.workers ? static_cast<float>(*site.workers) : drawn.workers[b];
    }
    own->pi = std::move(drawn.pi);
    out.site_probability = estimate.probability;
    out.residual_probability = estimate.probability;
    if (const auto& measures = cell.key.pattern.measures; measures.any()) {
        const auto left = m_model.mitigated(draws, measures);
        out.residual_probability =
            m_model.estimate(m_model.site(cell, left, m_model.basis(cell, left), query))
                .probability;
    }
    out.expected_persons = model::interval_of(std::span<const float>{own->persons});
    out.own = std::move(own);
    set_bands(out, estimate.bands);
    // A listing that has ended fades; it is no official finding of today.
    if (best->in_force &&
        best->match_probability >= m_model.methodology().site.match_certain_from) {
        out.grade = 'A';
    } else if (best->match_probability >= kProbable) {
        out.grade = 'B';
    }
    out.severity = std::max(out.severity, kListedSeverity);
    finish(out, best->kind->state_branch || cell.severity == 4);
}

}  // namespace sourcelight::assess
