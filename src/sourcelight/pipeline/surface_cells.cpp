// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/surface_cells.hpp"

#include "sourcelight/assess/parallel.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

namespace sourcelight::pipeline {
namespace {

constexpr std::string_view kPlaces = "geonames/places";
/// People of a place without a count: the smallest that the gazetteer takes in.
constexpr double kSmallestPlace = 500.0;
/// Rows located by one task.
constexpr std::int32_t kRowsAtOnce = 50;

}  // namespace

std::vector<geo::PeoplePlace> people_places(const reference::Reference& reference,
                                            const geo::RegionIndex& index,
                                            const geo::SupportMap& supports)
{
    const auto table = reference.catalogue.load(kPlaces, reference.as_of, true).table;
    const auto& lon = table.number("lon");
    const auto& lat = table.number("lat");
    const auto& population = table.number("population");
    const auto& kind = table.text("fcode");
    std::vector<geo::PeoplePlace> places;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        if (kind[i] == "PPLX") {
            continue;
        }
        const auto found = index.locate({lon[i], lat[i]});
        const bool counted = population[i] > 0.0;  // neither missing nor 0
        places.push_back({{lon[i], lat[i]},
                          counted ? population[i] : kSmallestPlace,
                          supports.find(found.country, found.region)});
    }
    return places;
}

SurfaceCells surface_cells(const reference::Reference& reference, const geo::RegionIndex& index,
                           const geo::SurfaceGrid& grid, const geo::SupportMap& supports,
                           unsigned threads)
{
    SurfaceCells cells;
    cells.support.resize(grid.cells());
    const auto tasks = static_cast<std::size_t>((grid.rows() + kRowsAtOnce - 1) / kRowsAtOnce);
    const auto width = static_cast<std::size_t>(grid.columns());
    assess::parallel_for(tasks, threads, [&](std::size_t i) {
        const auto first = static_cast<std::int32_t>(i) * kRowsAtOnce;
        const auto last = std::min(first + kRowsAtOnce, grid.rows());
        geo::locate_cells(
            grid, index, supports, {first, last},
            std::span{cells.support}.subspan(static_cast<std::size_t>(first) * width,
                                             static_cast<std::size_t>(last - first) * width));
    });
    const auto places = people_places(reference, index, supports);
    geo::settle_cells(grid, supports, places, cells.support);
    cells.people = geo::spread_people(grid, supports, places, cells.support, kPeopleKernel);
    return cells;
}

}  // namespace sourcelight::pipeline
