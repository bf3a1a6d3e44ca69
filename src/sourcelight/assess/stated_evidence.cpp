// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/stated_evidence.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/model/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace sourcelight::assess {
namespace {

/// From this probability on an item is more likely than not about the supplier.
constexpr double kProbable = 0.5;
/// All answers of one supplier together.
constexpr std::size_t kLongestAnswers = 4000;

double specificity(About about, const SiteParameters& site)
{
    switch (about) {
    case About::kParent: return site.specificity_parent;
    case About::kJointVenture: return site.specificity_joint_venture;
    case About::kPark: return site.specificity_park;
    case About::kSite: break;
    }
    return 1.0;
}

/// Says of an item's kind that one voice alone is not yet a credible source.
bool is_claim(const EvidenceItem& item) { return item.kind->id == "grievance_unverified"; }

std::vector<const StatedEvidence*> answers_of(std::span<const StatedEvidence* const> stated)
{
    std::vector<const StatedEvidence*> answers;
    std::copy_if(stated.begin(), stated.end(), std::back_inserter(answers),
                 [](const auto* item) { return item->answer; });
    std::stable_sort(answers.begin(), answers.end(), [](const auto* a, const auto* b) {
        return a->published != b->published ? a->published > b->published : a->text < b->text;
    });
    return answers;
}

}  // namespace

SiteEvidence evidence_of_row(
    const std::unordered_map<std::size_t, std::vector<const screen::Match*>>& matches,
    const StatedByRow& stated, std::size_t row)
{
    SiteEvidence out;
    if (const auto found = matches.find(row); found != matches.end()) {
        out.matches = found->second;
    }
    if (!stated.empty()) {
        out.stated = stated[row];
    }
    return out;
}

EvidenceKind quiet_kind(const Methodology& methodology)
{
    EvidenceKind quiet;
    quiet.id = "search_without_finding";
    quiet.label = "search of a defined universe that found nothing";
    // It is forgotten as fast as an investigation that did find something.
    quiet.half_life_years = methodology.evidence_kind("field_investigation").half_life_years;
    return quiet;
}

int cluster_number(std::string_view name, ClusterNumbers& known)
{
    return known.try_emplace(fold(name), static_cast<int>(known.size())).first->second;
}

EvidenceItem item_of(const StatedEvidence& stated, const Cell& cell, const Methodology& methodology,
                     const EvidenceKind& quiet, double visibility, Date as_of,
                     ClusterNumbers& clusters)
{
    const auto& site = methodology.site;
    EvidenceItem item;
    item.stated = &stated;
    item.kind = stated.silence ? &quiet : stated.kind;
    item.llr = item.kind->llr;
    if (stated.silence) {
        item.llr = {model::silence(site.silence_detection, site.silence_false_alarm, visibility),
                    0.0};
    }
    item.state_branch = item.kind->state_branch && cell.programme != nullptr;
    item.specificity = specificity(stated.about, site);
    item.match_probability = stated.probability;
    item.verified = stated.verified && stated.probability >= site.match_certain_from;
    item.in_force = item.kind->ages_after_closure && !stated.closed;
    const auto since =
        item.kind->ages_after_closure ? stated.closed.value_or(as_of) : stated.published;
    item.age_years = item.in_force ? 0.0 : std::max(0.0, years_between(since, as_of));
    item.cluster = cluster_number(
        stated.cluster.empty() ? "source " + stated.source : stated.cluster, clusters);
    item.id =
        stable_hash(fmt::format("stated/{}/{}/{}/{}", item.kind->id, to_string(stated.published),
                                fold(stated.source), fold(stated.cluster)));
    return item;
}

SiteGrade site_grade(std::span<const EvidenceItem> items, char of_cell, const SiteParameters& site)
{
    SiteGrade out{of_cell, false};
    std::set<int> credible;
    std::set<int> any;
    bool official = false;
    for (const auto& item : items) {
        if (item.llr.mean <= 0.0 || item.specificity < 1.0 || item.match_probability < kProbable) {
            continue;
        }
        // Two lists name an entity by the same name: whether it is the supplier is one question.
        const int cluster = item.stated == nullptr ? -1 : item.cluster;
        any.insert(cluster);
        if (!is_claim(item)) {
            credible.insert(cluster);
        }
        // A listing or case that has ended fades; it is no official finding of today.
        if (item.kind->ages_after_closure && item.in_force && item.verified &&
            item.match_probability >= site.match_certain_from) {
            official = true;
            out.state = out.state || item.kind->state_branch;
        }
    }
    if (official || credible.size() > 1) {
        out.grade = 'A';
    } else if (!credible.empty() || any.size() > 1) {
        out.grade = 'B';
    }
    return out;
}

std::string stated_clause(std::span<const EvidenceItem> items)
{
    const EvidenceItem* heaviest = nullptr;
    std::size_t count = 0;
    for (const auto& item : items) {
        if (item.stated == nullptr) {
            continue;
        }
        ++count;
        if (heaviest == nullptr || std::fabs(item.llr.mean) > std::fabs(heaviest->llr.mean)) {
            heaviest = &item;
        }
    }
    if (heaviest == nullptr) {
        return {};
    }
    const auto& stated = *heaviest->stated;
    std::string out = fmt::format(
        "your evidence: {}, {}{}{}", heaviest->kind->label, to_string(stated.published),
        stated.source.empty() ? "" : " (" + stated.source + ")",
        heaviest->match_probability < 1.0 ? fmt::format(", {:.0f} % likely about this supplier",
                                                        100.0 * heaviest->match_probability)
                                          : "");
    return count > 1 ? fmt::format("{}, and {} more", out, count - 1) : out;
}

std::string answers_text(std::span<const StatedEvidence* const> stated)
{
    std::string out;
    for (const auto* answer : answers_of(stated)) {
        out += fmt::format("{}{}{}: {}", out.empty() ? "" : " | ", to_string(answer->published),
                           answer->source.empty() ? "" : " (" + answer->source + ")", answer->text);
    }
    if (out.size() <= kLongestAnswers) {
        return out;
    }
    auto end = kLongestAnswers;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return out.substr(0, end) + "...";
}

std::optional<Date> newest_answer(std::span<const StatedEvidence* const> stated)
{
    const auto answers = answers_of(stated);
    return answers.empty() ? std::nullopt : std::optional{answers.front()->published};
}

}  // namespace sourcelight::assess
