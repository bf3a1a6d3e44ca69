// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/site_input.hpp"

#include "sourcelight/core/text.hpp"

#include <cmath>

namespace sourcelight::assess {
namespace {

/// A number whose point, if it may group thousands, does.
std::optional<double> read_grouped(std::string_view cell)
{
    auto number = parse_number(cell);
    constexpr double kThousand = 1000.0;
    if (number && may_group_by_point(cell)) {
        *number = std::round(*number * kThousand);
    }
    return number;
}

void complain(SiteInput& site, const FindingKind& kind, Field field, std::string_view value)
{
    site.findings.push_back(
        {0, &kind, std::string{field_name(field)}, std::string{value}, std::string{kind.meaning}});
}

}  // namespace

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

SiteInput read_site(const SupplierBatch& batch, std::size_t row, const Methodology& methodology,
                    bool spend_by_thousands)
{
    SiteInput site;
    if (const auto cell = trim(batch.cell(Field::kWorkers, row)); !cell.empty()) {
        // Nobody employs 1.5 persons: the point of "1.500" groups thousands.
        site.workers = read_grouped(cell);
        if (!site.workers || !(*site.workers > 0.0)) {
            site.workers.reset();
            complain(site, kWorkersUnreadable, Field::kWorkers, cell);
        } else if (*site.workers != std::floor(*site.workers)) {
            complain(site, kWorkersFraction, Field::kWorkers, cell);
        }
    }
    if (const auto cell = trim(batch.cell(Field::kSpend, row)); !cell.empty()) {
        site.spend = spend_by_thousands ? read_grouped(cell) : parse_number(cell);
        if (!site.spend) {
            complain(site, kSpendUnreadable, Field::kSpend, cell);
        }
    }
    site.currency = trim(batch.cell(Field::kCurrency, row));
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
    return "Not scored: too little is known about this place; that is not a low score.";
}

}  // namespace sourcelight::assess
