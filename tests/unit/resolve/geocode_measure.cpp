// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/resolve/geocode_measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sourcelight::resolve::test {

std::vector<Verdict> judge_cases(const GeocodeWorld& world, std::span<const GeocodeCase> cases)
{
    PlaceMemo memo;
    std::vector<Finding> findings;
    std::vector<Verdict> out;
    out.reserve(cases.size());
    for (const auto& one : cases) {
        LocationCells cells;
        cells.city = one.city;
        cells.region = one.region;
        cells.postcode = one.postcode;
        cells.address = one.address;
        const auto stated = world.countries.resolve_text(one.country);
        (stated.method == CountryMethod::kCode ? cells.by_code : cells.by_name) = stated;
        cells.by_address = stated.country.empty()
                               ? world.countries.resolve_address_tail(one.address)
                               : world.countries.resolve_address_end(one.address);
        Verdict verdict{&one, world.resolver.resolve(cells, memo, findings), false, 0.0};
        const auto& place = verdict.place;
        verdict.right = place.country == one.true_country && place.region == one.true_region;
        if (place.has_point) {
            verdict.away_km = geo::near_distance_km({place.lon, place.lat}, one.at);
        }
        out.push_back(std::move(verdict));
    }
    return out;
}

Figures figures_of(std::span<const Verdict> verdicts)
{
    Figures out;
    std::vector<double> away;
    for (const auto& verdict : verdicts) {
        const bool sound = verdict.of->label_error.empty();
        out.all.add(verdict.right);
        out.stated.add(verdict.has_region());
        if (sound) {
            out.sound.add(verdict.right);
        }
        if (sound && verdict.place.has_point) {
            out.within_radius.add(verdict.away_km <= static_cast<double>(verdict.place.radius_km));
            away.push_back(verdict.away_km);
        }
    }
    if (!away.empty()) {
        const auto middle = away.begin() + static_cast<std::ptrdiff_t>(away.size() / 2);
        std::nth_element(away.begin(), middle, away.end());
        out.median_km = *middle;
    }
    return out;
}

Reliability reliability_of(std::span<const Verdict> verdicts)
{
    static constexpr std::array<double, 9> kEdges{0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.001};
    Reliability out;
    std::size_t rows = 0;
    for (std::size_t i = 0; i + 1 < kEdges.size(); ++i) {
        out.bins.push_back({kEdges.at(i), std::min(kEdges.at(i + 1), 1.0), {}, 0.0});
        auto& bin = out.bins.back();
        for (const auto& verdict : verdicts) {
            const double stated = static_cast<double>(verdict.place.confidence);
            if (verdict.has_region() && stated >= kEdges.at(i) && stated < kEdges.at(i + 1)) {
                bin.right.add(verdict.right);
                bin.stated += stated;
            }
        }
        rows += bin.right.whole;
        bin.stated /= static_cast<double>(std::max<std::size_t>(bin.right.whole, 1));
        out.expected_error +=
            std::abs(bin.stated - bin.right.value()) * static_cast<double>(bin.right.whole);
    }
    out.expected_error /= static_cast<double>(std::max<std::size_t>(rows, 1));
    return out;
}

std::string to_text(const Figures& figures)
{
    return fmt::format("{:5} rows  right {:5.1f} %  after label errors {:5.1f} % of {:5}  "
                       "region stated {:5.1f} %  median {:5.1f} km  in radius {:5.1f} %",
                       figures.all.whole, 100.0 * figures.all.value(),
                       100.0 * figures.sound.value(), figures.sound.whole,
                       100.0 * figures.stated.value(), figures.median_km,
                       100.0 * figures.within_radius.value());
}

std::string to_text(const Reliability& reliability)
{
    std::string out = "confidence     rows  stated   right\n";
    for (const auto& bin : reliability.bins) {
        out += fmt::format("{:.2f} to {:.2f}  {:6}  {:5.1f} %  {:5.1f} %\n", bin.from, bin.to,
                           bin.right.whole, 100.0 * bin.stated, 100.0 * bin.right.value());
    }
    return out + fmt::format("expected calibration error {:.3f}\n", reliability.expected_error);
}

}  // namespace sourcelight::resolve::test
