// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/surface_weights.hpp"

#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/core/number_text.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/io/vector_layer.hpp"
#include "sourcelight/io/weight_raster.hpp"
#include "sourcelight/pipeline/ordered.hpp"
#include "sourcelight/pipeline/surface_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace sourcelight::pipeline {
namespace {

constexpr std::array<std::string_view, 5> kUsualColumns{"workers", "employees", "weight",
                                                        "population", "people"};

bool is_raster(const std::string& file)
{
    const auto ending = fold(std::filesystem::path{file}.extension().string());
    return ending == "tif" || ending == "tiff";
}

/// "mills.csv (SHA-256 ...)".
std::string file_text(const std::string& file)
{
    return fmt::format("{} (SHA-256 {})", std::filesystem::path{file}.filename().string(),
                       sha256_file(file));
}

GivenWeights read_raster(const WeightFile& given, const config::Settings& settings,
                         const geo::SurfaceGrid& grid, const ProgressSink& sink)
{
    io::WeightRasterRequest request;
    request.path = given.file;
    request.crs = given.crs;
    request.degrees = grid.degrees();
    request.most_bytes = static_cast<std::uint64_t>(settings.limits_layer_bytes);
    GivenWeights weights;
    weights.cells.resize(grid.cells());
    const auto read = io::read_weight_raster(
        request,
        [&](io::Position at, double value) {
            weights.cells[grid.cell_of({at.lon, at.lat})] += value;
            weights.total += value;
        },
        [&sink] { stop_if_asked(sink); });
    weights.note = fmt::format("{}: {}, {} cells with a value above 0, {} of them left out (off "
                               "the earth); they sum to {}",
                               file_text(given.file), read.format, read.cells, read.left_out,
                               number_text(weights.total, 6));
    return weights;
}

io::LayerRequest layer_request(const WeightFile& given, const config::Settings& settings)
{
    io::LayerRequest request;
    request.path = given.file;
    request.crs = given.crs;
    request.weight_column = given.column;
    request.option_prefix = "--weight-";
    request.most_bytes = static_cast<std::uint64_t>(settings.limits_layer_bytes);
    request.most_vertices = settings.limits_layer_vertices;
    request.table.cell_bytes = static_cast<std::size_t>(settings.limits_cell_bytes);
    request.table.columns = static_cast<std::size_t>(settings.limits_columns);
    request.table.unzipped_bytes = static_cast<std::uint64_t>(settings.limits_unpacked_bytes);
    request.weight_words = kUsualColumns;
    return request;
}

GivenWeights read_points(const WeightFile& given, const config::Settings& settings)
{
    const auto shapes = io::read_layer(layer_request(given, settings));
    GivenWeights weights;
    std::int64_t unreadable = 0;
    std::string first_odd;
    for (std::size_t i = 0; i < shapes.points.size(); ++i) {
        const auto text = shapes.cells[i].weight;
        const auto number = shapes.weight_column.empty() ? std::optional{1.0} : parse_number(text);
        if (!number || !std::isfinite(*number) || *number < 0.0) {
            first_odd = unreadable++ == 0
                            ? fmt::format("feature {}: \"{}\"", shapes.features[i], text)
                            : first_odd;
        } else if (*number > 0.0) {
            weights.points.push_back({{shapes.points[i].lon, shapes.points[i].lat}, *number});
            weights.total += *number;
        }
    }
    if (weights.points.empty()) {
        throw Error{Errc::kNoUsableColumn,
                    fmt::format("{}: no point has a weight above 0 in the column \"{}\"{}{}",
                                given.file, shapes.weight_column,
                                first_odd.empty() ? "" : "; the first that cannot be read is ",
                                first_odd)};
    }
    weights.note = fmt::format(
        "{}: {}, {} points, {}; {} left out without a place, {} without a weight of at least 0; "
        "they sum to {}",
        file_text(given.file), shapes.format, weights.points.size(),
        shapes.weight_column.empty() ? std::string{"each counting 1"}
                                     : fmt::format("weighted by \"{}\"", shapes.weight_column),
        shapes.left_out, unreadable, number_text(weights.total, 6));
    return weights;
}

/// The country of a cell; empty where no estimate is.
class CountryOfCell {
public:
    CountryOfCell(const geo::SupportMap& supports, std::span<const geo::SupportIndex> cells)
        : m_supports{supports.supports()}, m_cells{cells}
    {
    }

    [[nodiscard]] CountryCode operator[](std::size_t cell) const
    {
        return m_cells[cell] < m_supports.size() ? m_supports[m_cells[cell]].country
                                                 : CountryCode{};
    }

private:
    std::span<const geo::SurfaceSupport> m_supports;
    std::span<const geo::SupportIndex> m_cells;
};

/// A point counts in its own cell if that is its country's; the others are spread as people are.
std::vector<double> cells_of_points(const std::vector<geo::PeoplePlace>& points,
                                    const geo::RegionIndex& index, const geo::SurfaceGrid& grid,
                                    const geo::SupportMap& supports,
                                    std::span<const geo::SupportIndex> cells)
{
    std::vector<double> out(grid.cells(), 0.0);
    std::vector<geo::PeoplePlace> astray;
    const CountryOfCell countries{supports, cells};
    for (auto point : points) {
        const auto found = index.locate(point.point);
        const auto cell = grid.cell_of(point.point);
        if (!found.country.empty() && countries[cell] == found.country) {
            out[cell] += point.people;
        } else {
            point.support = supports.find(found.country, found.region);
            astray.push_back(point);
        }
    }
    const auto spread = geo::spread_people(grid, supports, astray, cells, kPeopleKernel);
    std::transform(out.begin(), out.end(), spread.begin(), out.begin(), std::plus<>{});
    return out;
}

}  // namespace

GivenWeights read_weights(const WeightFile& given, const config::Settings& settings,
                          const geo::SurfaceGrid& grid, const ProgressSink& sink)
{
    return is_raster(given.file) ? read_raster(given, settings, grid, sink)
                                 : read_points(given, settings);
}

SurfaceWeights lay_weights(const GivenWeights& given, const geo::RegionIndex& index,
                           const geo::SurfaceGrid& grid, const geo::SupportMap& supports,
                           std::span<const geo::SupportIndex> cells, std::span<const double> people,
                           std::span<const double> rates)
{
    SurfaceWeights out;
    out.cells = given.cells.empty() ? cells_of_points(given.points, index, grid, supports, cells)
                                    : given.cells;
    const CountryOfCell countries{supports, cells};
    std::set<CountryCode> weighted;
    double laid = 0.0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] >= rates.size()) {
            out.cells[i] = 0.0;
        } else if (out.cells[i] > 0.0) {
            laid += out.cells[i];
            if (rates[cells[i]] > 0.0) {
                weighted.insert(countries[i]);
            }
        }
    }
    out.left_out = std::max(0.0, given.total - laid);
    out.countries = weighted.size();
    out.people.resize(cells.size());
    out.basis.assign(cells.size(), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] < rates.size()) {
            const bool own = weighted.contains(countries[i]);
            out.people[i] = own ? out.cells[i] : people[i];
            out.basis[i] = own ? 1.0F : 2.0F;
        }
    }
    return out;
}

}  // namespace sourcelight::pipeline
