// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/receipt_parts.hpp"
#include "sourcelight/assess/site_answers.hpp"

#include "sourcelight/core/number_text.hpp"
#include "sourcelight/model/quantiles.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace sourcelight::assess {
namespace {

/// A factor whose presence is known, against what is expected in the cell.
void weigh(const CellModel& model, const BaseRates& base, std::size_t factor, bool present,
           ReceiptTerm& line)
{
    const auto& kind = model.methodology().factors[factor];
    line.log_odds = kind.weight.mean * ((present ? 1.0 : 0.0) - base.rates[factor]);
    line.sentence =
        fmt::format("{}, against {:.2f} expected there; times the weight {} (factors.{})",
                    kind.label, base.rates[factor], number_text(kind.weight.mean), kind.id);
}

void add_answers(const CellModel& model, const BaseRates& base, const SitePattern& pattern,
                 ReceiptLines& lines)
{
    for (std::size_t i = 0; i < kFactorFields.size(); ++i) {
        const auto answer = answer_of(pattern, i);
        const auto factor = model.factors().factor(kFactorFields[i].factor);
        if (answer == Answer::kUnknown || !factor) {
            continue;
        }
        const bool present = answer == Answer::kPresent;
        auto& line = lines.input(TermGroup::kEvidence, model.methodology().factors[*factor].label,
                                 present ? "yes" : "no", {kFactorFields[i].field});
        weigh(model, base, *factor, present, line);
        line.sentence = fmt::format("{:.2f} expected there; times the weight {} (factors.{})",
                                    base.rates[*factor],
                                    number_text(model.methodology().factors[*factor].weight.mean),
                                    model.methodology().factors[*factor].id);
    }
}

std::string share_text(unsigned steps)
{
    return percent_text(static_cast<double>(steps) / SiteMeasures::kWhole, 3);
}

std::string checks_text(unsigned steps)
{
    return number_text(static_cast<double>(steps) / SiteMeasures::kYear) + " a year";
}

/// "stated as 33 %, counted as 35 %: ..." where steps of the model lie beside what is stated.
std::string rounding_words(const SiteInput& site, Field field)
{
    for (const auto& finding : site.findings) {
        if (finding.kind == &kMeasureRounded && finding.column == field_name(field)) {
            return fmt::format("stated as \"{}\", {}", finding.value, finding.message);
        }
    }
    return {};
}

/// What the company does, and how much of the private prevalence stays.
void add_measures(const CellModel& model, const SiteInput& site, ReceiptLines& lines)
{
    const auto& measures = site.pattern.measures;
    const auto add = [&](bool stated, std::string_view what, std::string value, Field field) {
        auto rounding = rounding_words(site, field);
        if (stated || !rounding.empty()) {
            lines.input(TermGroup::kCompany, std::string{what}, std::move(value), {field})
                .sentence = std::move(rounding);
        }
    };
    add(measures.announced > 0, "announced audits", checks_text(measures.announced),
        Field::kAnnouncedAudits);
    add(measures.unannounced > 0, "unannounced audits with interviews off site",
        checks_text(measures.unannounced), Field::kUnannouncedAudits);
    add(measures.voice > 0, "workers that a complaint line reaches", share_text(measures.voice),
        Field::kWorkerVoice);
    add(measures.programme > 0, "workers under an enforceable programme",
        share_text(measures.programme), Field::kWorkerProgramme);
    if (!measures.any()) {
        return;
    }
    if (measures.remedy > 0) {
        add(true, "found cases released and remedied", share_text(measures.remedy - 1U),
            Field::kRemedyShare);
    } else {
        lines.parameter(TermGroup::kCompany, "found cases released and remedied",
                        "not stated: " +
                            percent_text(model.methodology().mitigation.release_unknown, 2),
                        "mitigation.release_unknown");
    }
    const auto shares = model.mitigation().shares(measures, model.sampler().count());
    const auto stays = model::interval_of(std::span<const float>{shares});
    auto& line = lines.computed(TermGroup::kCompany, "private forced labour that stays",
                                percent_text(stays.median, 2));
    line.interval =
        fmt::format("{} to {}", percent_text(stays.lo90, 2), percent_text(stays.hi90, 2));
    line.sentence =
        "cases end sooner: exits without any check (mitigation.natural_exit_*) over those and what "
        "checks find (mitigation.detection_*, kappa_*) and remedy; the residual probability "
        "follows "
        "from it, and what the state imposes does not yield to it";
}

}  // namespace

void add_site_lines(const CellModel& model, const SiteInput& site, const Cell& cell,
                    ReceiptLines& lines)
{
    const auto base = model.base_rates(cell.key);
    if (site.migrant_share) {
        auto& line = lines.input(TermGroup::kEvidence, "share of migrant workers",
                                 percent_text(*site.migrant_share, 2), {Field::kMigrantShare});
        if (const auto index = model.factors().factor("migrants")) {
            weigh(model, base, *index, site.pattern.migrants == SitePattern::Migrants::kMany, line);
            line.sentence += "; what is expected is the share of migrants among those who do this "
                             "work";
        }
    }
    add_answers(model, base, site.pattern, lines);
    if (site.pattern.certified) {
        const auto& kind = model.methodology().evidence_kind("certification");
        auto& line = lines.parameter(TermGroup::kCompany, kind.label, "stated in the list",
                                     "evidence.certification");
        line.fields = {Field::kCertifications};
        line.log_odds = kind.llr.mean;
    }
    add_measures(model, site, lines);
}

}  // namespace sourcelight::assess
