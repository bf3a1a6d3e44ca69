// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/assess/receipt_parts.hpp"
#include "sourcelight/assess/tables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

// The published totals behind a receipt, and how the model's figures come from them.
namespace sourcelight::assess {
namespace {

using reference::Sector;

constexpr std::string_view kEstimates = "ilo/global_estimates";
constexpr double kThousand = 1000.0;
constexpr double kMillion = 1e6;

/// A row of the global estimates that is public, with its figure.
struct Published {
    SourceRef source;
    double value = 0.0;
};

struct Wanted {
    std::string_view quantity;
    std::string_view region;
    std::string_view form;  ///< empty = any
    std::string_view sector;
};

std::optional<Published> find_published(const CellModel& model, const Wanted& wanted)
{
    const auto* dataset = find_dataset(model.reference(), kEstimates);
    if (dataset == nullptr) {
        return std::nullopt;
    }
    const auto& table = dataset->table;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto is = [&](const char* column, std::string_view text) {
            return text.empty() || table.text(column)[row] == text;
        };
        if (is("edition", model.world().anchors().edition) && is("quantity", wanted.quantity) &&
            is("region", wanted.region) && is("form", wanted.form) && is("sector", wanted.sector) &&
            is("group", "all")) {
            return Published{dataset->ref(row), table.number("value")[row]};
        }
    }
    return std::nullopt;
}

/// What the published figures add up to, millions of persons.
struct Sums {
    double regions = 0.0;
    double sectors = 0.0;
    std::array<double, kIloRegions.size()> region{};
    std::array<double, kIloRegions.size()> people{};
};

Sums sums_of(const World& world)
{
    Sums sums;
    const auto& anchors = world.anchors();
    for (const auto& workers : world.workers()) {
        sums.people[workers.region] += workers.population / kMillion;
    }
    for (std::size_t r = 0; r < kIloRegions.size(); ++r) {
        const double stated = anchors.regions.at(std::string{kIloRegions[r]});
        sums.region[r] = anchors.rates ? stated * sums.people[r] / kThousand : stated;
        sums.regions += sums.region[r];
    }
    sums.sectors =
        std::accumulate(anchors.sectors_million.begin(), anchors.sectors_million.end(), 0.0);
    return sums;
}

/// A methodology of the user's own may have another figure than the row.
bool is_stated(const std::optional<Published>& row, double figure)
{
    return row && std::fabs(row->value - figure) < 1e-9;
}

/// A run of a day before the first edition takes that one: it has no row that was public then.
bool say_if_later(const CellModel& model, ReceiptTerm& line)
{
    const auto& anchors = model.world().anchors();
    if (anchors.published <= model.reference().as_of) {
        return false;
    }
    line.code = "P";
    line.sentence += fmt::format(
        "; published on {}, after the as-of date: no earlier edition is held, this one stands in",
        to_string(anchors.published));
    return true;
}

/// Cites the figures of the world by sector, of which no single row is the source.
void cite_sectors(const CellModel& model, ReceiptTerm& line, const ReceiptLines& lines)
{
    const auto& anchors = model.world().anchors();
    line.parameter = "anchors." + anchors.edition;
    if (say_if_later(model, line)) {
        return;
    }
    lines.cite_whole(
        line, kEstimates,
        fmt::format("edition={}, region=world, form=labour_exploitation", anchors.edition));
    line.published = anchors.published;
}

std::string million(double value) { return number_text(value) + " million"; }

/// The figure of the region as it was published.
void add_region_line(const CellModel& model, std::size_t region, const Sums& sums,
                     ReceiptLines& lines)
{
    const auto& anchors = model.world().anchors();
    const auto name = kIloRegions[region];
    const auto found =
        find_published(model, {anchors.rates ? "forced_labour_prevalence" : "forced_labour_people",
                               name, "all", "all"});
    const double stated = anchors.regions.at(std::string{name});
    auto& line = lines.fact(
        TermGroup::kPrevalence, fmt::format("published total of the region {}", name),
        anchors.rates ? fmt::format("{} of 1,000 people in all forms, times {} people: {} persons",
                                    number_text(stated), million(sums.people[region]),
                                    million(sums.region[region]))
                      : fmt::format("{} persons in all forms of forced labour", million(stated)),
        is_stated(found, stated) ? found->source : SourceRef{});
    line.code = line.source.known() ? "E" : "P";
    line.parameter = "anchors." + anchors.edition;
    line.sentence = anchors.source;
    say_if_later(model, line);
}

/// What the five sectors are of all forms, and the region's part of that.
void add_scope_line(const CellModel& model, std::size_t region, const Sums& sums,
                    ReceiptLines& lines)
{
    const auto& world = model.world();
    auto& line =
        lines.fact(TermGroup::kPrevalence,
                   fmt::format("of these in the five sectors of {}", kIloRegions[region]),
                   fmt::format("{} x {:.4f} = {} persons", million(sums.region[region]),
                               sums.sectors / sums.regions, million(world.region_million(region))),
                   {});
    line.parameter = "anchors." + world.anchors().edition;
    line.sentence = fmt::format(
        "{} persons in the five sectors of the world over {} in all forms of the five regions is "
        "{:.4f}; the same mix of forms in every region is assumed",
        million(sums.sectors), million(sums.regions), sums.sectors / sums.regions);
    cite_sectors(model, line, lines);
}

void add_sector_line(const CellModel& model, Sector sector, ReceiptLines& lines)
{
    const auto& anchors = model.world().anchors();
    const auto name = reference::sector_name(sector);
    const double value = anchors.sectors_million[static_cast<std::size_t>(sector)];
    const auto persons =
        find_published(model, {"forced_labour_people", "world", "labour_exploitation", name});
    auto& line = lines.fact(
        TermGroup::kPrevalence, fmt::format("published total of the sector {}", name),
        million(value) + " persons", is_stated(persons, value) ? persons->source : SourceRef{});
    line.parameter = "anchors." + anchors.edition;
    line.sentence = anchors.source;
    if (line.source.known()) {
        return;
    }
    // An edition that states shares of the whole, and those not of every sector.
    const auto share = find_published(
        model, {"share_of_adults_in_exploitation", "world", "labour_exploitation", name});
    const auto whole =
        find_published(model, {"forced_labour_people", "world", "labour_exploitation", "all"});
    cite_sectors(model, line, lines);
    if (share && whole && is_stated(Published{{}, whole->value * share->value / 100.0}, value)) {
        line.value +=
            fmt::format(" = {} x {} % of adults", million(whole->value), number_text(share->value));
    } else {
        line.code = "P";
        line.sentence += "; as the methodology states it: the edition has no figure of the sector";
    }
}

/// The user's own estimate, where it stands in place of the model's share of the country.
void add_national_line(const CellModel& model, std::size_t country, const Sums& sums,
                       ReceiptLines& lines)
{
    const auto* estimate = model.world().national(country);
    if (estimate == nullptr) {
        return;
    }
    const auto& file = model.methodology().national.file;
    auto& line = lines.parameter(TermGroup::kPrevalence, "national estimate of your own",
                                 fmt::format("{} {}, {}", number_text(estimate->value),
                                             estimate->per_1000 ? "per 1,000 people" : "persons",
                                             estimate->year),
                                 "anchors.national");
    const double people = model.world().workers()[country].population;
    const double scope = estimate->all_forms ? sums.sectors / sums.regions : 1.0;
    const double persons =
        scope * (estimate->per_1000 ? estimate->value * people / kThousand : estimate->value);
    line.value +=
        fmt::format("{}{} = {} persons in the five sectors",
                    estimate->per_1000 ? fmt::format(", of {} people", million(people / kMillion))
                                       : std::string{},
                    estimate->all_forms ? fmt::format(" x {:.4f}", scope) : std::string{},
                    count_text(std::llround(persons)));
    line.code = "I";
    line.interval =
        fmt::format("{} to {}", number_text(estimate->lo90), number_text(estimate->hi90));
    line.published = estimate->published;
    line.stated = fmt::format("line {} of {}", estimate->line, file);
    line.sentence =
        fmt::format("{} ({}), {}; it replaces the model's share of the country in its region",
                    estimate->source, estimate->licence,
                    estimate->all_forms ? "all forms, taken to the five sectors as the region is"
                                        : "the private economy's five sectors");
}

}  // namespace

void add_anchor_lines(const CellModel& model, std::size_t country, Sector sector,
                      ReceiptLines& lines)
{
    const auto sums = sums_of(model.world());
    const auto region = model.world().workers()[country].region;
    add_region_line(model, region, sums, lines);
    add_scope_line(model, region, sums, lines);
    add_sector_line(model, sector, lines);
    add_national_line(model, country, sums, lines);
}

void add_start_line(const CellModel& model, const Waterfall& steps, ReceiptLines& lines)
{
    const auto& world = model.world();
    double workers = 0.0;
    for (const auto& country : world.workers()) {
        workers += country.total / kMillion;
    }
    auto& start = lines.fact(TermGroup::kStart, "an average site of the world",
                             fmt::format("probability {} at {:.0f} workers",
                                         percent_text(1.0 / (1.0 + std::exp(-steps.start)), 2),
                                         steps.start_workers),
                             {});
    start.log_odds = steps.start;
    start.sentence = fmt::format(
        "all published persons of the five sectors ({}) over all workers of {} countries ({}): {} "
        "of 1,000; at the usual head count (geometric mean of site.workers_*) and the usual "
        "likeness of the workers of a site (median of site.rho_*)",
        million(sums_of(world).sectors), world.workers().size(), million(workers),
        number_text(kThousand * world.mean_theta()));
    cite_sectors(model, start, lines);
}

}  // namespace sourcelight::assess
