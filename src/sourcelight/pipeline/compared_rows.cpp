// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/compared_rows.hpp"

#include "sourcelight/pipeline/compared_evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace sourcelight::pipeline {
namespace {

using publish::Cause;
using publish::Change;
using publish::ComparedSupplier;
using publish::Figure;

/// Spend, its currency and the tier are counted and shown, never scored.
bool is_scored(Field field)
{
    return field != Field::kSpend && field != Field::kCurrency && field != Field::kTier;
}

void append(std::string_view what, std::string_view before, std::string_view after,
            std::string& out)
{
    out += fmt::format("{}{}: {} -> {}", out.empty() ? "" : "; ", what, quoted_cell(before),
                       quoted_cell(after));
}

using Cells = std::pair<const ResultChunk*, std::size_t>;

/// What of the supplier's own differs; `scored` if a score can depend on it.
std::string own_cells(const Cells& before, const Cells& after, bool& scored)
{
    std::string out;
    for (std::size_t f = 0; f < kFieldCount; ++f) {
        const auto field = static_cast<Field>(f);
        const auto a = before.first->suppliers.cell(field, before.second);
        const auto b = after.first->suppliers.cell(field, after.second);
        if (a != b) {
            append(field_name(field), a, b, out);
            scored = scored || is_scored(field);
        }
    }
    return out;
}

/// What was read or found otherwise.
std::string effects(const Cells& before, const Cells& after)
{
    constexpr std::array<std::pair<ResultText, const char*>, 9> kShown{
        {{ResultText::kCountry, "country read as"},
         {ResultText::kRegion, "region read as"},
         {ResultText::kActivityLabel, "activity read as"},
         {ResultText::kGood, "listed good"},
         {ResultText::kListedSince, "on record since"},
         {ResultText::kListedBy, "listed by"},
         {ResultText::kLegalFlags, "legal flags"},
         {ResultText::kMatches, "names resembled on official lists"},
         {ResultText::kGrade, "grade"}}};
    std::string out;
    for (const auto& [column, what] : kShown) {
        const auto a = before.first->text(column, before.second);
        const auto b = after.first->text(column, after.second);
        if (a != b) {
            append(what, a, b, out);
        }
    }
    return out;
}

double on_scale(double value, Figure figure)
{
    const bool probability =
        figure == Figure::kSite || figure == Figure::kResidual || figure == Figure::kHazard;
    return probability ? log_odds_of(value) : std::log(value);
}

/// Sets `change` and `moved` of a pair.
void set_change(int draws_before, int draws_after, ComparedSupplier& out)
{
    const auto& a = *out.before;
    const auto& b = *out.after;
    const auto scored = [](const publish::SupplierState& state) {
        return state.figures[static_cast<std::size_t>(Figure::kSite)].has_value();
    };
    if (scored(a) != scored(b)) {
        out.change = scored(b) ? Change::kScored : Change::kWithheld;
        return;
    }
    out.change = a.figures == b.figures ? Change::kSame : Change::kWithinError;
    for (std::size_t f = 0; f < publish::kFigureCount; ++f) {
        const auto& old_figure = a.figures[f];
        const auto& new_figure = b.figures[f];
        if (!old_figure || !new_figure) {
            continue;  // a hazard that a listing ended: among the effects
        }
        out.moved[f] = moved_beyond_error(*old_figure, *new_figure, static_cast<Figure>(f),
                                          draws_before, draws_after);
        if (out.moved[f] && (out.change == Change::kWithinError || out.change == Change::kSame)) {
            out.change = new_figure->median > old_figure->median ? Change::kUp : Change::kDown;
        }
    }
}

/// How the site probability moved, in log-odds; 0 unless both runs have one.
double log_odds_change(const ComparedSupplier& supplier)
{
    constexpr auto kSite = static_cast<std::size_t>(Figure::kSite);
    const auto& a = supplier.before->figures[kSite];
    const auto& b = supplier.after->figures[kSite];
    return a && b ? log_odds_of(static_cast<double>(b->median)) -
                        log_odds_of(static_cast<double>(a->median))
                  : 0.0;
}

/// Sets causes and what each did, as far as it is known without another computation.
void set_causes(publish::Causes general, bool own, bool evidence, ComparedSupplier& out)
{
    if (out.change == Change::kSame) {
        return;
    }
    out.causes = general;
    // Files of evidence differ for the whole list, but they move only the suppliers they name.
    out.causes.remove(Cause::kEvidence);
    if (own) {
        out.causes.add(Cause::kInput);
    }
    if (evidence) {
        out.causes.add(Cause::kEvidence);
    }
    // More than the Monte-Carlo error is by definition not the draws, if there is another cause.
    if (out.causes.count() > 1 && out.change != Change::kWithinError) {
        out.causes.remove(Cause::kDraws);
    }
    out.told_apart = out.causes.count() <= 1;
    const double change = log_odds_change(out);
    for (std::size_t c = 0; c < publish::kCauseCount; ++c) {
        const auto has = out.causes.has(static_cast<Cause>(c));
        out.split[c] = !has ? 0.0 : out.told_apart ? change : std::nan("");
    }
}

}  // namespace

double log_odds_of(double probability)
{
    constexpr double kLeast = 1e-9;
    const double p = std::clamp(probability, kLeast, 1.0 - kLeast);
    return std::log(p / (1.0 - p));
}

bool moved_beyond_error(const publish::Published& before, const publish::Published& after,
                        Figure figure, int draws_before, int draws_after)
{
    constexpr double kIntervalInSds = 2.0 * 1.6448536269514722;  // 90 % of a normal
    constexpr double kMedianError = 1.2533141373155003;          // sqrt(pi / 2)
    constexpr double kStandardErrors = 3.0;
    if (before == after) {
        return false;
    }
    const auto scaled = [figure](float value) {
        return on_scale(static_cast<double>(value), figure);
    };
    if (!(before.lo90 > 0.0F) || !(after.lo90 > 0.0F)) {
        return before.median != after.median;
    }
    const auto error = [&](const publish::Published& value, int draws) {
        return kMedianError * (scaled(value.hi90) - scaled(value.lo90)) / kIntervalInSds /
               std::sqrt(static_cast<double>(draws));
    };
    return std::fabs(scaled(after.median) - scaled(before.median)) >
           kStandardErrors * std::hypot(error(before, draws_before), error(after, draws_after));
}

bool scored_cells_differ(const ResultFolder& before, std::uint32_t before_row,
                         const ResultFolder& after, std::uint32_t after_row)
{
    const auto a = before.find(before_row);
    const auto b = after.find(after_row);
    for (std::size_t f = 0; f < kFieldCount; ++f) {
        const auto field = static_cast<Field>(f);
        if (is_scored(field) &&
            a.first->suppliers.cell(field, a.second) != b.first->suppliers.cell(field, b.second)) {
            return true;
        }
    }
    return false;
}

std::size_t compared_count(const ComparedFolders& folders)
{
    return folders.pairing.before_of.size() + folders.pairing.gone.size();
}

ComparedSupplier compared_supplier(const ComparedFolders& folders, std::size_t index,
                                   const RowSplits& splits)
{
    const auto& pairing = folders.pairing;
    const bool gone = index >= pairing.before_of.size();
    const auto after_row = gone ? 0U : static_cast<std::uint32_t>(index + 1);
    const auto before_row =
        gone ? pairing.gone[index - pairing.before_of.size()] : pairing.before_of[index];
    ComparedSupplier out;
    Cells before;
    Cells after;
    if (before_row != 0) {
        before = folders.before.find(before_row);
        out.before = before.first->state(before.second);
    }
    if (!gone) {
        after = folders.after.find(after_row);
        out.after = after.first->state(after.second);
    }
    const auto& [chunk, row] = gone ? before : after;
    out.name = chunk->suppliers.cell(Field::kName, row);
    out.own_id = chunk->own_ids.empty() ? std::string_view{} : chunk->own_ids[row];
    out.country = chunk->text(ResultText::kCountry, row);
    out.activity = chunk->text(ResultText::kActivityLabel, row);
    out.answer = chunk->text(ResultText::kAnswer, row);
    if (gone || before_row == 0) {
        out.change = gone ? Change::kGone : Change::kNew;
        return out;
    }
    out.paired_by = kPairedByNames[static_cast<std::size_t>(pairing.by[index])];
    set_change(folders.before.record().draws, folders.after.record().draws, out);
    bool own = false;
    out.cells = own_cells(before, after, own);
    out.effects = effects(before, after);
    const auto evidence = compared_evidence(folders.before, before_row, folders.after, after_row);
    if (!evidence.effect.empty() && out.change != Change::kSame) {
        out.effects += (out.effects.empty() ? "" : "; ") + evidence.effect;
    }
    set_causes(folders.general, own, evidence.differs, out);
    if (const auto split = splits.find(after_row); split != splits.end() && !out.told_apart) {
        out.told_apart = split->second.told_apart;
        out.split = split->second.split;
    }
    return out;
}

}  // namespace sourcelight::pipeline
