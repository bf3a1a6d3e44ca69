// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/assessor.hpp"
#include "sourcelight/assess/receipt_parts.hpp"
#include "sourcelight/model/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::assess {
namespace {

/// The cells in which the name of a listed entity was found: the supplier's, its parent's or both.
std::vector<Field> fields_of(const EvidenceItem& item,
                             std::span<const screen::Match* const> matches,
                             const SupplierBatch& batch, std::size_t row)
{
    std::vector<Field> found;
    for (const auto field : {Field::kName, Field::kParent}) {
        const bool here = std::any_of(matches.begin(), matches.end(), [&](const auto* match) {
            return match->entity == item.entity && match->supplier_name == batch.cell(field, row);
        });
        if (here) {
            found.push_back(field);
        }
    }
    return found;
}

struct WeighedItem {
    const EvidenceItem* item = nullptr;
    double left = 0.0;  ///< log-odds after fading and matching
};

/// The items by cluster, the one that weighs most first; of two alike the younger order first, so
/// that a finding stands above the order that it replaced.
std::vector<WeighedItem> by_weight(std::span<const EvidenceItem> items,
                                   std::span<const screen::ListedEntity> entities)
{
    const auto since = [&](const EvidenceItem& item) {
        return item.stated != nullptr ? std::optional{item.stated->published}
                                      : entities[item.entity].listed_on;
    };
    std::vector<WeighedItem> sorted;
    for (const auto& item : items) {
        const double left =
            model::faded(item.llr.mean, item.specificity,
                         {item.age_years, item.kind->half_life_years, item.in_force});
        sorted.push_back({&item, model::matched(left, item.match_probability)});
    }
    std::stable_sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) {
        if (a.item->cluster != b.item->cluster) {
            return a.item->cluster < b.item->cluster;
        }
        if ((a.left < 0.0) != (b.left < 0.0)) {
            return b.left < 0.0;
        }
        return std::fabs(a.left) != std::fabs(b.left) ? std::fabs(a.left) > std::fabs(b.left)
                                                      : since(*a.item) > since(*b.item);
    });
    return sorted;
}

std::string fading_text(const EvidenceItem& item)
{
    if (item.in_force) {
        return item.specificity == 1.0 ? std::string{}
                                       : fmt::format(", counts with {} of its weight",
                                                     percent_text(item.specificity, 2));
    }
    const double left =
        model::faded(1.0, item.specificity, {item.age_years, item.kind->half_life_years, false});
    return item.kind->ages_after_closure
               ? fmt::format(", ended {:.1f} years ago, counts with {} of its weight",
                             item.age_years, percent_text(left, 2))
               : fmt::format(", public for {:.1f} years, counts with {} of its weight",
                             item.age_years, percent_text(left, 2));
}

std::string_view about_text(About about)
{
    switch (about) {
    case About::kParent: return "; it names the parent company";
    case About::kJointVenture: return "; it names a joint venture";
    case About::kPark: return "; it names the same industrial park";
    case About::kSite: break;
    }
    return "";
}

/// "3 years", "year".
std::string years_text(double years)
{
    return years == 1.0 ? std::string{"year"} : number_text(years) + " years";
}

/// Branch, fading and dependence of an item, behind what it is.
std::string weighing_text(const EvidenceItem& item, bool first)
{
    return fmt::format("log-likelihood ratio {} (sd {}), {} branch{}{}", number_text(item.llr.mean),
                       number_text(item.llr.sd), item.state_branch ? "state-imposed" : "private",
                       item.in_force ? ""
                                     : fmt::format("; {} fades, half of it every {}",
                                                   item.stated == nullptr ? "an ended order" : "it",
                                                   years_text(item.kind->half_life_years)),
                       first ? "" : "; one story with the line above, not a second finding");
}

std::string stated_sentence(const EvidenceItem& item, bool first)
{
    const auto& stated = *item.stated;
    const bool moved = item.kind->state_branch && !item.state_branch;
    return fmt::format("{}{}{}; {}{}", item.verified ? "verified" : "not verified",
                       item.in_force ? ", no closing date is stated" : "", about_text(stated.about),
                       weighing_text(item, first),
                       moved ? "; no programme of the state is known for this place and activity"
                             : "");
}

/// "line 4 of evidence.csv: NGO report, public since 2024-05-01".
std::string stated_where(const StatedEvidence& stated)
{
    return fmt::format("{} of {}: {}, public since {}{}", stated.where, stated.file,
                       stated.source.empty() ? "no source is stated" : stated.source,
                       to_string(stated.published),
                       stated.closed ? ", closed " + to_string(*stated.closed) : "");
}

void add_answers(std::span<const StatedEvidence* const> stated, ReceiptLines& lines)
{
    for (const auto* answer : stated) {
        if (answer->answer) {
            auto& line = lines.input(TermGroup::kEvidence, "the supplier's answer",
                                     to_string(answer->published), {});
            line.sentence = answer->text;
            line.stated = stated_where(*answer);
        }
    }
}

}  // namespace

void Assessor::add_evidence_lines(std::span<const EvidenceItem> items, const SiteEvidence& evidence,
                                  const SupplierBatch& batch, std::size_t row,
                                  ReceiptLines& lines) const
{
    const auto& site = m_model.methodology().site;
    const double kept = site.within_cluster_b / (site.within_cluster_a + site.within_cluster_b);
    int cluster = -1;
    int sign = 0;
    double share = 1.0;
    for (const auto& [item, left] : by_weight(items, m_entities)) {
        // Items that speak for and against are pooled apart.
        const bool first = item->cluster != cluster || (left < 0.0 ? -1 : 1) != sign;
        share = first ? 1.0 : share * kept;
        cluster = item->cluster;
        sign = left < 0.0 ? -1 : 1;
        const auto weight =
            fmt::format("{} probability {:.2f}{}{}{}",
                        item->stated == nullptr ? "match" : "identity", item->match_probability,
                        item->match_probability < site.match_certain_from ? ", to review" : "",
                        fading_text(*item),
                        first ? "" : fmt::format(", {} of it counts", percent_text(share, 2)));
        ReceiptTerm* line = nullptr;
        if (item->stated != nullptr) {
            line = &lines.input(
                TermGroup::kEvidence,
                fmt::format("{}{}", first ? "" : "same origin, ", item->kind->label), weight, {});
            line->sentence = stated_sentence(*item, first);
            line->stated = stated_where(*item->stated);
            line->published = item->stated->published;
        } else {
            const auto& entity = m_entities[item->entity];
            line = &lines.fact(
                TermGroup::kEvidence,
                fmt::format("{}{}: {}", first ? "" : "same list, ", item->kind->label, entity.name),
                weight, entity.source);
            line->sentence = fmt::format("{}, see {}; {}", listing_text(entity, item->in_force),
                                         entity.source_url, weighing_text(*item, first));
            line->fields = fields_of(*item, evidence.matches, batch, row);
        }
        line->log_odds = left * share;
        line->parameter = "evidence." + item->kind->id;
    }
    add_answers(evidence.stated, lines);
}

}  // namespace sourcelight::assess
