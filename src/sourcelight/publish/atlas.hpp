// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/core/ids.hpp"
#include "sourcelight/core/source_ref.hpp"
#include "sourcelight/publish/run_record.hpp"
#include "sourcelight/reference/reference.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sourcelight::publish {

/// Median and 90 % interval, as finely as a map needs them.
struct AtlasInterval {
    float median = 0.0F;
    float lo90 = 0.0F;
    float hi90 = 0.0F;
};

/// One layer at one place and date.
struct AtlasCell {
    std::optional<AtlasInterval> prevalence_per_1000;
    std::optional<AtlasInterval> hazard_24m;
    std::optional<Date> listed;  ///< for forced labour, first listing in force at the date
    char grade = '-';            ///< A to E; - = not scored
};

/// A position of the date slider.
struct AtlasDate {
    Date date;
    std::string label;    ///< "List of Goods 2022"
    std::string anchors;  ///< one sentence
};

/// A country, or a region with evidence of its own.
struct AtlasPlace {
    std::string code;
    CountryCode country;
    [[nodiscard]] bool is_region() const noexcept { return code.size() > 2; }
};

/// Estimates of a good, of an activity or of all work, at every place and date.
struct AtlasLayer {
    std::string id;
    std::string label;
    std::string group;                       ///< all, sector, isic or good
    std::string section;                     ///< of ISIC; empty for all work and the broad sectors
    std::vector<std::vector<AtlasCell>> at;  ///< by date, then by place
};

/// A country's value of an index or of a part of it, at one date.
struct AtlasIndexValue {
    std::size_t place = 0;
    double value = 0.0;
    std::optional<std::pair<double, double>> interval90;
    std::optional<int> year;
};

/// A country index or a part of one, in its own unit.
struct AtlasIndex {
    std::string id;
    std::string label;
    std::string unit;
    std::string explain;
    bool composite = false;
    std::string about;  ///< place, people or response
    double best = 0.0;  ///< stands for least risk
    double worst = 1.0;
    bool log = false;
    std::string part_of;  ///< id of its composite
    double weight = 0.0;
    std::string dataset;                           ///< it is read from; empty for a composite
    std::vector<std::vector<AtlasIndexValue>> at;  ///< by date
};

/// Workers that a place's estimates stand for.
struct AtlasWorkers {
    std::size_t place = 0;
    int year = 0;
    double thousand = 0.0;
    SourceRef source;
};

/// Everything that `sourcelight atlas` works out; what else the page says is read from the
/// reference of the last date.
struct AtlasContents {
    RunRecord record;
    std::vector<AtlasDate> dates;    ///< ascending
    std::vector<AtlasPlace> places;  ///< countries by code, then regions by code
    std::vector<AtlasLayer> layers;  ///< all, sectors, activities, goods
    std::vector<AtlasIndex> indices;
    std::vector<AtlasWorkers> workers;  ///< at the last date
};

/// Writes atlas.html: the template with the data in place of its marker line. The data are
/// described in web/src/atlas/data.ts; outside text is data, never markup.
/// @param reference  what was public at the last date
/// @throws Error as write_report() does
void write_atlas(const std::string& path, const std::string& template_path,
                 const AtlasContents& contents, const reference::Reference& reference);

/// A column of atlas.csv and of the table that the page saves. Both use the same names;
/// docs/columns.md is generated from them.
struct AtlasColumn {
    std::string_view name;
    std::string_view type;
    bool in_file = false;  ///< in atlas.csv; the page's table has every column
    std::string_view meaning;
};

/// Every column, in the order of the files.
[[nodiscard]] std::span<const AtlasColumn> atlas_columns() noexcept;

/// Writes atlas.csv: one row a date, layer and place that has an estimate or a listing.
/// @throws Error kOutputUnwritable
void write_atlas_table(const std::string& path, const AtlasContents& contents);

}  // namespace sourcelight::publish
