// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/receipt_parts.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numeric>

// Where a receipt's workers of a country and sector come from.
namespace sourcelight::assess {
namespace {

using reference::Sector;

constexpr double kThousand = 1000.0;

std::string thousand(double persons)
{
    return count_text(std::llround(persons / kThousand)) + " thousand";
}

bool is_industry(Sector sector)
{
    return sector == Sector::kMining || sector == Sector::kManufacturing ||
           sector == Sector::kConstruction;
}

void add_total_line(const CountryWorkers& workers, ReceiptLines& lines)
{
    auto& total = lines.fact(TermGroup::kPrevalence, "workers of the country",
                             fmt::format("{} ({})", thousand(workers.total), workers.total_year),
                             workers.total_source);
    if (workers.total_imputed) {
        total.code = "P";
        total.value = fmt::format("{} people x {:.3f} = {} ({})", thousand(workers.population),
                                  workers.total / workers.population, thousand(workers.total),
                                  workers.total_year);
        total.sentence = "imputed from the population: the ratio is the median of workers to "
                         "people over the countries where both are known";
    }
}

/// How industry is divided, where one figure covers its three sectors.
void add_split_line(const CountryWorkers& workers, std::size_t sector, std::string_view name,
                    ReceiptLines& lines)
{
    const double split = workers.share[sector] / workers.industry_share;
    auto what = fmt::format("share of {} inside industry", name);
    auto value = percent_text(split);
    if (!workers.industry_source.known()) {
        auto& line = lines.parameter(TermGroup::kPrevalence, std::move(what), std::move(value),
                                     fmt::format("workers.split_{}", name));
        line.code = "P";
        line.sentence = "no survey of the country divides industry: the mean of countries of its "
                        "income group and region, or the parameter where there are none";
        return;
    }
    auto& line = lines.fact(TermGroup::kPrevalence, std::move(what), std::move(value),
                            workers.industry_source);
    line.sentence = "as an older or second source divides industry; what it does not name is "
                    "shared as in other countries";
}

void add_share_line(const CountryWorkers& workers, Sector sector, ReceiptLines& lines)
{
    const auto index = static_cast<std::size_t>(sector);
    const auto name = reference::sector_name(sector);
    auto& share = lines.fact(TermGroup::kPrevalence, fmt::format("share of workers in {}", name),
                             percent_text(workers.share[index]), workers.share_source[index]);
    switch (workers.detail) {
    case SectorDetail::kFive:
        share.value += fmt::format(" ({})", workers.share_year);
        share.sentence = fmt::format("{} of {} thousand workers",
                                     count_text(std::llround(workers.thousand[index])),
                                     count_text(std::llround(std::accumulate(
                                         workers.thousand.begin(), workers.thousand.end(), 0.0))));
        break;
    case SectorDetail::kThree:
        share.value += fmt::format(" ({})", workers.share_year);
        if (is_industry(sector) && workers.industry_share > 0.0) {
            share.sentence = fmt::format(
                "{} in industry x {} of industry = {}", percent_text(workers.industry_share),
                percent_text(workers.share[index] / workers.industry_share),
                percent_text(workers.share[index]));
            add_split_line(workers, index, name, lines);
        }
        break;
    case SectorDetail::kImputed:
        share.sentence = "imputed: the mean of the country's income group";
        share.code = "P";
        break;
    }
}

}  // namespace

void add_worker_lines(const CellModel& model, std::size_t country, Sector sector,
                      ReceiptLines& lines)
{
    const auto& workers = model.world().workers()[country];
    add_total_line(workers, lines);
    add_share_line(workers, sector, lines);
    if (sector == Sector::kManufacturing && workers.other_manufacturing_share) {
        const bool used = workers.detail == SectorDetail::kThree &&
                          workers.industry_source.row == workers.other_source.row &&
                          workers.industry_source.dataset == workers.other_source.dataset;
        lines.fact(TermGroup::kPrevalence,
                   fmt::format("share in manufacturing by a second source ({})",
                               used ? "divides industry" : "not used"),
                   percent_text(*workers.other_manufacturing_share), workers.other_source);
    }
}

}  // namespace sourcelight::assess
