// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/receipt_parts.hpp"
#include "sourcelight/assess/sensitivity.hpp"
#include "sourcelight/assess/stated_evidence.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/model/distributions.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

namespace sourcelight::assess {
namespace {

/// From this probability on a match to review is more likely than not the same entity.
constexpr double kProbable = 0.5;
/// Severity of a site that an official list names for forced labour, and of one under a state's
/// programme.
constexpr std::uint8_t kListedSeverity = 3;
constexpr std::uint8_t kStateSeverity = 4;

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

/// Whether a list, or an authority in the user's evidence, names the site.
bool is_on_record(const EvidenceItem& item)
{
    return item.stated == nullptr || (item.kind->ages_after_closure && item.specificity == 1.0 &&
                                      item.match_probability >= kProbable);
}

bool is_transfer_list(const screen::ListedEntity& entity) { return entity.legal_basis == "UFLPA"; }

}  // namespace

void Assessor::add_listed(std::span<const screen::Match* const> matches, const Cell& cell,
                          ClusterNumbers& clusters, std::vector<EvidenceItem>& items) const
{
    const auto& methodology = m_model.methodology();
    const auto as_of = m_model.reference().as_of;
    std::map<std::uint32_t, double> best;  // an entity met under two aliases is one item
    for (const auto* match : matches) {
        auto& probability = best[match->entity];
        probability = std::max(probability, static_cast<double>(match->probability));
    }
    for (const auto& [index, probability] : best) {
        const auto& entity = m_entities[index];
        if (probability < methodology.site.match_ignored_below ||
            (entity.listed_on && *entity.listed_on > as_of)) {
            continue;
        }
        EvidenceItem item;
        // An entity list about a state programme moves the state branch where there is one.
        item.state_branch = cell.programme != nullptr && is_transfer_list(entity);
        item.kind =
            &methodology.evidence_kind(item.state_branch ? "labour_transfer" : "import_ban");
        item.llr = item.kind->llr;
        item.match_probability = std::min(1.0, probability);
        item.verified = item.match_probability >= methodology.site.match_certain_from;
        item.in_force = !(entity.ended && *entity.ended <= as_of);
        item.age_years = item.in_force ? 0.0 : years_between(*entity.ended, as_of);
        item.cluster = cluster_number(entity.list_id, clusters);
        item.entity = index;
        item.id = stable_hash(entity.list_id + "/" + entity.entity_id);
        items.push_back(item);
    }
}

std::vector<EvidenceItem> Assessor::evidence_of(const SiteEvidence& evidence,
                                                const Cell& cell) const
{
    ClusterNumbers clusters;
    std::vector<EvidenceItem> items;
    add_listed(evidence.matches, cell, clusters, items);
    const auto& methodology = m_model.methodology();
    const auto visibility = model::normal_cdf(m_model.listings().visibility(cell.key.country));
    for (const auto* stated : evidence.stated) {
        // A certificate that the list states is in the cell's factors already.
        const bool again = stated->kind != nullptr && stated->kind->id == "certification" &&
                           cell.key.pattern.certified;
        if (!stated->answer && !again &&
            stated->probability >= methodology.site.match_ignored_below) {
            items.push_back(item_of(*stated, cell, methodology, m_quiet, visibility,
                                    m_model.reference().as_of, clusters));
        }
    }
    return items;
}

void Assessor::tell_evidence(AssessedSupplier& out, std::span<const EvidenceItem> items,
                             const SiteEvidence& evidence) const
{
    std::string clause;
    const EvidenceItem* best = nullptr;  // of the lists
    for (const auto& item : items) {
        if (item.stated != nullptr) {
            ++out.stated;
            continue;
        }
        if (item.in_force &&
            item.match_probability >= m_model.methodology().site.match_certain_from) {
            add_legal_flag(m_entities[item.entity], out.legal_flags);
        }
        if (best == nullptr || item.match_probability > best->match_probability) {
            best = &item;
        }
    }
    if (best != nullptr) {
        clause = match_clause(m_entities[best->entity], *best, evidence.matches);
    }
    if (const auto stated = stated_clause(items); !stated.empty()) {
        clause += (clause.empty() ? "" : "; ") + stated;
        out.findings.push_back({0, &kEvidenceCounted, "", std::to_string(out.stated), stated});
    }
    if (const auto answered = newest_answer(evidence.stated)) {
        out.answer = answers_text(evidence.stated);
        clause += fmt::format("{}the supplier answered on {}", clause.empty() ? "" : "; ",
                              to_string(*answered));
        out.findings.push_back({0, &kSupplierAnswered, "", out.answer,
                                "answered on " + to_string(*answered) + "; see sl_challenge"});
    }
    if (!clause.empty() && !out.reason.empty()) {
        auto rest = out.reason;
        rest[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(rest[0])));
        clause[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(clause[0])));
        out.reason = fmt::format("{}; {}", clause, rest);
    }
}

void Assessor::add_own_evidence(AssessedSupplier& out, const SiteInput& site, const Cell& cell,
                                const SiteEvidence& evidence) const
{
    if (evidence.matches.empty() && evidence.stated.empty()) {
        return;
    }
    const auto items = evidence_of(evidence, cell);
    tell_evidence(out, items, evidence);
    if (cell.withheld && !items.empty()) {
        out.findings.push_back({0, &kEvidenceUnscored, "", std::to_string(items.size()),
                                std::string{kEvidenceUnscored.meaning}});
    }
    if (cell.withheld || items.empty()) {
        return;
    }
    SiteQuery query;
    query.workers = site.workers;
    query.evidence = items;
    const auto draws = m_model.draws(cell.key, m_model.sampler().count());
    auto drawn = m_model.site(cell, draws, m_model.basis(cell, draws), query);
    const auto estimate = m_model.estimate(drawn);
    auto own = std::make_shared<OwnDraws>();
    own->question = std::make_shared<SiteQuestion>(SiteQuestion{cell.key, site.workers, items});
    own->persons = drawn.persons_per_worker;
    for (std::size_t b = 0; b < own->persons.size(); ++b) {
        own->persons[b] *= site.workers ? static_cast<float>(*site.workers) : drawn.workers[b];
    }
    own->pi = std::move(drawn.pi);
    out.site_probability = estimate.probability;
    out.residual_probability = estimate.probability;
    if (const auto& measures = cell.key.pattern.measures; measures.any()) {
        const auto left = m_model.mitigated(draws, measures);
        auto after = m_model.site(cell, left, m_model.basis(cell, left), query);
        out.residual_probability = m_model.estimate(after).probability;
        own->residual = std::move(after.pi);
    }
    out.expected_persons = model::interval_of(std::span<const float>{own->persons});
    out.own = std::move(own);
    set_bands(out, estimate.bands);
    const auto grade = site_grade(items, out.grade, m_model.methodology().site);
    out.grade = grade.grade;
    if (grade.state) {
        out.severity = kStateSeverity;
    } else if (std::any_of(items.begin(), items.end(), is_on_record)) {
        out.severity = std::max(out.severity, kListedSeverity);
    }
    finish(out, grade.state || cell.severity == kStateSeverity);
}

}  // namespace sourcelight::assess
