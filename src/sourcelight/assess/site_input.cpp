// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/site_input.hpp"

#include "sourcelight/assess/site_answers.hpp"
#include "sourcelight/core/number_text.hpp"
#include "sourcelight/core/quantity.hpp"
#include "sourcelight/core/text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace sourcelight::assess {
namespace {

/// Head counts above these are doubted, or not believed (code P: stated by the project). The
/// largest campuses known from the press, of electronics assembly, have had some 200,000 persons at
/// work; the largest employers, states' armed forces and railways among them, have 2 to 3 million.
constexpr double kPlausibleWorkers = 200'000.0;
constexpr double kPossibleWorkers = 10'000'000.0;

void complain(SiteInput& site, const FindingKind& kind, Field field, std::string_view value)
{
    site.findings.push_back(
        {0, &kind, std::string{field_name(field)}, std::string{value}, std::string{kind.meaning}});
}

/// Nobody employs 1.5 persons: the point of "1.500" groups thousands.
void read_workers(std::string_view cell, SiteInput& site)
{
    const auto read = parse_quantity(cell, true);
    if (!read || !(read->value > 0.0)) {
        complain(site, kWorkersUnreadable, Field::kWorkers, cell);
        return;
    }
    if (read->value > kPossibleWorkers) {
        complain(site, kWorkersImpossible, Field::kWorkers, cell);
        return;
    }
    site.workers = read->value;
    if (read->value > kPlausibleWorkers) {
        complain(site, kWorkersImplausible, Field::kWorkers, cell);
    }
    if (read->estimated) {
        site.findings.push_back({0, &kWorkersEstimated, std::string{field_name(Field::kWorkers)},
                                 std::string{cell},
                                 fmt::format("taken as {}", number_text(read->value))});
    } else if (read->value != std::floor(read->value)) {
        complain(site, kWorkersFraction, Field::kWorkers, cell);
    }
}

/// The currency beside the amount stands where no cell names one.
void read_spend(std::string_view cell, bool by_thousands, double unit, SiteInput& site)
{
    const auto read = parse_quantity(cell, by_thousands);
    if (!read) {
        complain(site, kSpendUnreadable, Field::kSpend, cell);
        return;
    }
    // "350万" under a header that says 万元 has its factor already.
    site.spend = read->value * (read->factor > 1.0 ? 1.0 : unit);
    site.currency = read->currency;
}

bool spend_groups_by_point(const SupplierBatch& batch)
{
    bool any = false;
    for (std::size_t row = 0; row < batch.rows; ++row) {
        const auto cell = batch.cell(Field::kSpend, row);
        const bool decimal_comma =
            cell.find(',') != std::string_view::npos && cell.rfind(',') > cell.rfind('.') + 1;
        if (cell.find('.') == std::string_view::npos || decimal_comma) {
            continue;
        }
        if (!may_group_by_point(cell)) {
            return false;
        }
        any = true;
    }
    return any;
}

}  // namespace

BatchHabits habits_of(const SupplierBatch& batch)
{
    return {spend_groups_by_point(batch), has_answers(batch)};
}

SiteInput read_site(const SupplierBatch& batch, std::size_t row, const Methodology& methodology,
                    const BatchHabits& habits)
{
    SiteInput site;
    if (const auto cell = trim(batch.cell(Field::kWorkers, row)); !cell.empty()) {
        read_workers(cell, site);
    }
    if (const auto cell = trim(batch.cell(Field::kSpend, row)); !cell.empty()) {
        read_spend(cell, habits.spend_by_thousands, batch.spend_unit, site);
    }
    if (const auto cell = trim(batch.cell(Field::kCurrency, row)); !cell.empty()) {
        site.currency = cell;
    }
    if (const auto cell = trim(batch.cell(Field::kMigrantShare, row)); !cell.empty()) {
        site.migrant_share = parse_share(cell);
        if (!site.migrant_share) {
            complain(site, kMigrantShareUnreadable, Field::kMigrantShare, cell);
        } else {
            site.pattern.migrants = *site.migrant_share > methodology.site.migrant_share_threshold
                                        ? SitePattern::Migrants::kMany
                                        : SitePattern::Migrants::kFew;
        }
    }
    if (habits.answers) {
        read_answers(batch, row, methodology.site.migrant_share_threshold, site.pattern,
                     site.findings);
    }
    const auto certificates = fold(batch.cell(Field::kCertifications, row));
    site.pattern.certified = !certificates.empty() && certificates != "none" &&
                             certificates != "no" && certificates != "n a" && certificates != "0";
    return site;
}

std::unordered_map<std::size_t, std::vector<const screen::Match*>> matches_by_row(
    const SupplierBatch& batch, std::span<const screen::Match> matches)
{
    std::unordered_map<std::size_t, std::vector<const screen::Match*>> by_row;
    for (const auto& match : matches) {
        const auto row = match.row - batch.first_row;
        if (match.state != screen::MatchState::kDismissed && row >= 0 &&
            row < static_cast<std::int64_t>(batch.rows)) {
            by_row[static_cast<std::size_t>(row)].push_back(&match);
        }
    }
    return by_row;
}

std::string withheld_reason(const Cell& cell)
{
    if (cell.key.country.empty()) {
        return "Not scored: the country could not be resolved.";
    }
    if (cell.key.main().node == NodeId::kNone) {
        return "Not scored: the activity could not be resolved.";
    }
    if (cell.of_households) {
        return "Not scored: the published totals that scores are scaled to leave domestic work "
               "out; that is not a low score, so look at this supplier without one.";
    }
    return "Not scored: too little is known about this place; that is not a low score.";
}

}  // namespace sourcelight::assess
