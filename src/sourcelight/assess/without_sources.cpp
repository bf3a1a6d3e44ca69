// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/without_sources.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/model/special.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace sourcelight::assess {
namespace {

using reference::Reference;

constexpr const char* kAnchorData = "ilo/global_estimates";
constexpr const char* kListData = "usdol/list_of_goods";

struct Answer {
    MaybeEstimate probability;  ///< empty if withheld
    std::optional<BandRange> band;
};

Answer answer_of(const CellModel& model, const SiteQuestion& question)
{
    if (!model.covers(question.key.country) || model.facts(question.key).withheld) {
        return {};
    }
    const auto estimate = model.estimate(draws_of_site(model, question));
    const auto run = model::shortest_run(estimate.bands, model.methodology().band_confidence);
    return {estimate.probability,
            BandRange{static_cast<Band>(run.lowest), static_cast<Band>(run.highest)}};
}

/// The datasets of a receipt, each once, in the order of its lines.
std::vector<std::uint16_t> cited(const Receipt& receipt)
{
    std::vector<std::uint16_t> datasets;
    for (const auto& term : receipt.terms) {
        if (term.source.known() &&
            std::find(datasets.begin(), datasets.end(), term.source.dataset) == datasets.end()) {
            datasets.push_back(term.source.dataset);
        }
    }
    return datasets;
}

class Leaver {
public:
    Leaver(const Assessor& assessor, const RunOptions& options, const SiteQuestion& question,
           const Receipt& receipt)
        : m_reference{assessor.model().reference()}, m_methodology{assessor.model().methodology()},
          m_options{options}, m_question{question}, m_receipt{receipt}, m_entities{
                                                                            assessor.entities()}
    {
        const CellModel model{m_reference, m_methodology, options};
        m_now = answer_of(model, question);
        m_edition = model.world().anchors().edition;
    }

    void leave_out(std::uint16_t index, std::vector<WithoutSource>& out)
    {
        const auto& id = m_reference.catalogue.manifest(index).id;
        if (id == kAnchorData) {
            take_other_anchors(out);
            return;
        }
        auto question = m_question;
        std::erase_if(question.evidence, [&](const EvidenceItem& item) {
            return item.stated == nullptr && item.entity < m_entities.size() &&
                   m_entities[item.entity].source.dataset == index;
        });
        const bool named = question.evidence.size() < m_question.evidence.size();
        auto table = m_reference.datasets.extract(id);
        std::vector<reference::Listing> kept;
        if (id == kListData) {
            kept.swap(m_reference.listings);
        }
        if (reference::is_exempt(id) || (table.empty() && !named && id != kListData)) {
            out.push_back({id, "not left out: it says where the site is or what it makes", {}, {}});
        } else {
            out.push_back(scored(id, question, m_methodology));
        }
        if (id == kListData) {
            kept.swap(m_reference.listings);
        }
        if (!table.empty()) {
            m_reference.datasets.insert(std::move(table));
        }
    }

    /// The site with all of its sources, under the same draws.
    [[nodiscard]] const MaybeEstimate& now() const noexcept { return m_now.probability; }

private:
    WithoutSource scored(std::string name, const SiteQuestion& question,
                         const Methodology& methodology) const
    {
        try {
            const auto then = answer_of(CellModel{m_reference, methodology, m_options}, question);
            if (!then.probability) {
                return {std::move(name),
                        "the score would be withheld: too little would be known",
                        {},
                        {}};
            }
            // The label as printed, unless the source is what moves it.
            return {std::move(name), "", then.probability,
                    then.band == m_now.band ? m_receipt.band : then.band};
        } catch (const Error&) {
            return {std::move(name), "cannot be left out: the model cannot run without it", {}, {}};
        }
    }

    void take_other_anchors(std::vector<WithoutSource>& out) const
    {
        for (const auto& set : m_methodology.anchors) {
            if (set.edition != m_edition) {
                auto methodology = m_methodology;
                methodology.anchors = {set};
                out.push_back(scored(fmt::format("{}, edition {} instead of {}", kAnchorData,
                                                 set.edition, m_edition),
                                     m_question, methodology));
            }
        }
    }

    Reference m_reference;  ///< a copy, from which one table at a time is taken
    const Methodology& m_methodology;
    RunOptions m_options;
    const SiteQuestion& m_question;
    const Receipt& m_receipt;
    std::span<const screen::ListedEntity> m_entities;
    Answer m_now;
    std::string m_edition;  ///< of the published totals in force
};

double log_odds(const Estimate& estimate)
{
    constexpr double kLeast = 1e-9;
    return model::logit(std::clamp(estimate.median, kLeast, 1.0 - kLeast));
}

/// Puts the sources that move the label among the changes that do.
void add_changes(const MaybeEstimate& now, Receipt& receipt)
{
    auto& changes = receipt.changes;
    for (const auto& source : receipt.without) {
        changes.tried += source.probability ? 1U : 0U;
        if (now && source.probability && source.band != receipt.band) {
            changes.moving.push_back({"source", "without the source " + source.dataset,
                                      *source.probability, *source.band,
                                      log_odds(*source.probability) - log_odds(*now)});
        }
    }
    std::stable_sort(changes.moving.begin(), changes.moving.end(),
                     [](const BandChange& a, const BandChange& b) {
                         return std::fabs(a.moves) < std::fabs(b.moves);
                     });
}

}  // namespace

void add_without_sources(const Assessor& assessor, const RunOptions& options,
                         const SiteQuestion& question, Receipt& receipt)
{
    Leaver leaver{assessor, options, question, receipt};
    std::vector<WithoutSource> out;
    for (const auto index : cited(receipt)) {
        leaver.leave_out(index, out);
    }
    receipt.without = std::move(out);
    add_changes(leaver.now(), receipt);
}

}  // namespace sourcelight::assess
