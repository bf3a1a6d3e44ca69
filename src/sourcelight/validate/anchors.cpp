// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/validate/anchors.hpp"

#include "sourcelight/assess/world.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sourcelight::validate {
namespace {

using assess::kIloRegions;
using assess::World;
using reference::kSectorCount;

constexpr double kMillion = 1e6;
constexpr double kExact = 1e-9;

assess::Methodology without_noise(assess::Methodology methodology)
{
    methodology.prevalence.region_noise_sd = 0.0;
    methodology.prevalence.country_noise_sd = 0.0;
    methodology.prevalence.sector_noise_sd = 0.0;
    return methodology;
}

AnchorResult exact(std::string id, const assess::AnchorSet& anchors, double published,
                   double estimate)
{
    return {std::move(id),
            anchors.source,
            "million persons, private economy without sexual exploitation and domestic work",
            published,
            estimate,
            estimate,
            estimate,
            std::fabs(estimate / published - 1.0) <= kExact};
}

double relative_error(double value, double expected)
{
    return expected > 0.0 ? std::fabs(value / expected - 1.0) : std::fabs(value);
}

}  // namespace

std::vector<AnchorResult> check_totals(const reference::Reference& reference,
                                       const assess::Methodology& methodology)
{
    const auto quiet = without_noise(methodology);
    const assess::Listings listings{reference};
    const assess::Draws draws{{0, 1, 1}};
    const World world{reference, quiet, listings, draws};
    const auto raked = world.raked_draw(0);
    std::array<double, kIloRegions.size()> regions{};
    std::array<double, kSectorCount> sectors{};
    for (std::size_t c = 0; c < world.workers().size(); ++c) {
        for (std::size_t s = 0; s < kSectorCount; ++s) {
            const double million = raked.people.at(c, s) / kMillion;
            regions[world.workers()[c].region] += million;
            sectors[s] += million;
        }
    }
    std::vector<AnchorResult> results;
    for (std::size_t r = 0; r < regions.size(); ++r) {
        results.push_back(exact("region:" + std::string{kIloRegions[r]}, world.anchors(),
                                world.region_million(r), regions[r]));
    }
    for (std::size_t s = 0; s < sectors.size(); ++s) {
        const auto name = reference::sector_name(static_cast<reference::Sector>(s));
        results.push_back(exact("sector:" + std::string{name}, world.anchors(),
                                world.anchors().sectors_million[s], sectors[s]));
    }
    return results;
}

double largest_margin_error(const reference::Reference& reference,
                            const assess::Methodology& methodology,
                            const assess::RunOptions& options, int draws)
{
    const assess::Listings listings{reference};
    auto few = options;
    few.draws = draws;
    const assess::Draws sampler{few};
    const World world{reference, methodology, listings, sampler};
    double largest = 0.0;
    for (int b = 0; b < draws; ++b) {
        const auto raked = world.raked_draw(static_cast<std::size_t>(b));
        std::vector<double> columns(raked.columns.size());
        for (std::size_t c = 0; c < raked.rows.size(); ++c) {
            double row = 0.0;
            for (std::size_t s = 0; s < columns.size(); ++s) {
                row += raked.people.at(c, s);
                columns[s] += raked.people.at(c, s);
            }
            largest = std::fmax(largest, relative_error(row, raked.rows[c]));
        }
        for (std::size_t s = 0; s < columns.size(); ++s) {
            largest = std::fmax(largest, relative_error(columns[s], raked.columns[s]));
        }
    }
    return largest;
}

}  // namespace sourcelight::validate
