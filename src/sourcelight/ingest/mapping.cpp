// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/mapping.hpp"

#include "sourcelight/core/text.hpp"
#include "sourcelight/ingest/header_units.hpp"
#include "sourcelight/ingest/own_id.hpp"
#include "sourcelight/io/table_reader.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace sourcelight::ingest {
namespace {

constexpr double kAccepted = 0.45;
constexpr double kMinimumCells = 3;  // fewer cells say nothing about a column

/// One way to read one column.
struct Candidate {
    Role role{};
    std::size_t column = 0;
    double score = 0.0;
    std::string why;
    Origin origin = Origin::kHeader;
};

double fit_of_many(Role role, const ColumnProfile& cells)
{
    if (cells.filled == 0) {
        return 0.9;  // a filled column of the same name is the better one
    }
    const auto needs = [](double share) { return share >= 0.5 ? 1.0 : 0.25; };
    if (role == Role::kCoordinates) {
        return needs(cells.pair);
    }
    switch (static_cast<Field>(role)) {
    case Field::kLatitude:
    case Field::kLongitude: return needs(std::max(cells.longitude, cells.latitude));
    case Field::kWorkers: return needs(std::max(cells.number, cells.count_like));
    case Field::kSpend: return needs(cells.number);
    case Field::kCurrency: return needs(cells.currency);
    case Field::kCountryCode:
        return std::max(cells.country_code, cells.short_letters) >= 0.5 ? 1.0 : 0.3;
    case Field::kHs: return needs(std::max(cells.digits, cells.number));
    case Field::kCountry:
    case Field::kName:
    case Field::kCity:
    case Field::kRegion:
    case Field::kAddress:
    case Field::kProduct:
    case Field::kParent: return cells.number < 0.8 ? 1.0 : 0.25;
    default: return 1.0;
    }
}

/// How well the cells suit what the header says: 1 if they do, a little less if there are none.
/// One or two odd cells do not outweigh a header.
double fit(Role role, const ColumnProfile& cells)
{
    constexpr double kFewCells = 0.5;
    const bool few = static_cast<double>(cells.filled) < kMinimumCells;
    return std::max(fit_of_many(role, cells), few ? kFewCells : 0.0);
}

void add_by_header(const std::vector<HeaderHit>& hits, std::size_t column,
                   const ColumnProfile& cells, std::vector<Candidate>& all)
{
    for (const auto& hit : hits) {
        const auto why =
            fmt::format("the header {} \"{}\"", hit.exact ? "is" : "contains", hit.term);
        all.push_back({hit.role, column, hit.score * fit(hit.role, cells), why});
        const bool codes = hit.role == role_of(Field::kCountry) && cells.country_code >= 0.8;
        const bool names = hit.role == role_of(Field::kCountryCode) && cells.country_name >= 0.5;
        if (codes) {
            all.back().score *= 0.9;
            all.push_back({role_of(Field::kCountryCode), column, hit.score * 0.85,
                           why + " and the cells are codes"});
        } else if (names) {
            all.push_back({role_of(Field::kCountry), column, hit.score * 0.85,
                           why + " and the cells are names"});
        } else if (hit.role == role_of(Field::kProduct) && cells.dotted_code >= 0.8) {
            all.push_back({role_of(Field::kHs), column, 0.6, why + " and the cells are HS codes"});
        }
    }
}

void add_by_content(std::span<const ColumnProfile> profiles, std::size_t column,
                    std::vector<Candidate>& all)
{
    const auto& cells = profiles[column];
    if (static_cast<double>(cells.filled) < kMinimumCells) {
        return;
    }
    const auto add = [&](Role role, double share, std::string_view what) {
        all.push_back({role, column, 0.5 * share,
                       fmt::format("{:.0f} % of the cells are {}", 100.0 * share, what),
                       Origin::kContent});
    };
    if (cells.country_name >= 0.9) {
        add(role_of(Field::kCountry), cells.country_name, "names of countries");
    }
    if (cells.country_code >= 0.95) {
        add(role_of(Field::kCountryCode), cells.country_code, "codes of countries");
    }
    if (cells.pair >= 0.9) {
        add(Role::kCoordinates, cells.pair, "pairs of coordinates");
    }
    if (cells.dotted_code >= 0.9) {
        add(role_of(Field::kHs), cells.dotted_code, "written like HS codes");
    }
    // Two neighbours with decimals, the first within 90 degrees, the second beyond it somewhere.
    if (column + 1 < profiles.size()) {
        const auto& next = profiles[column + 1];
        const double share =
            std::min({cells.fraction, next.fraction, cells.latitude, next.longitude});
        if (share >= 0.95 && next.latitude < 0.999 && cells.distinct > 0.2) {
            add(role_of(Field::kLatitude), share, "latitudes beside longitudes");
            all.push_back({role_of(Field::kLongitude), column + 1, 0.5 * share, all.back().why,
                           Origin::kContent});
        }
    }
}

class Assignment {
public:
    Assignment(std::size_t columns, const StatedMapping& stated)
        : m_mapping{stated.mapping}, m_closed{stated.closed}, m_used(columns, false)
    {
        for (const auto& source : stated.mapping.fields) {
            for (const auto column : source.columns) {
                m_used[column] = true;
            }
        }
    }

    void take(const std::vector<Candidate>& sorted)
    {
        for (const auto& candidate : sorted) {
            if (candidate.score < kAccepted || m_used[candidate.column]) {
                continue;
            }
            if (candidate.role == Role::kCoordinates) {
                m_used[candidate.column] = true;
                m_pairs.push_back(candidate);
            } else if (candidate.role == Role::kAddressPart) {
                m_used[candidate.column] = true;
                m_address_parts.push_back(candidate.column);
            } else if (is_open(static_cast<Field>(candidate.role))) {
                m_used[candidate.column] = true;
                m_mapping.fields.push_back({static_cast<Field>(candidate.role),
                                            {candidate.column},
                                            CellPart::kWhole,
                                            candidate.score,
                                            candidate.origin,
                                            candidate.why});
            }
        }
    }

    /// Splits a column of pairs if there are no two columns of coordinates.
    void split_pairs(const std::vector<std::string>& headers,
                     std::span<const ColumnProfile> profiles)
    {
        if (m_pairs.empty() || !is_open(Field::kLatitude) || !is_open(Field::kLongitude)) {
            return;
        }
        const auto& pair = m_pairs.front();
        const auto key = header_key(headers[pair.column]);
        const bool lon_first = profiles[pair.column].pair_swapped > 0.0 || key.starts_with("lon") ||
                               key.starts_with("lng");
        for (const auto field : {Field::kLatitude, Field::kLongitude}) {
            const bool first = (field == Field::kLongitude) == lon_first;
            m_mapping.fields.push_back({field,
                                        {pair.column},
                                        first ? CellPart::kFirst : CellPart::kSecond,
                                        pair.score,
                                        pair.origin,
                                        pair.why + ", two coordinates in a cell"});
        }
    }

    /// "Spend (EUR)" states the currency of every row if no column does.
    void read_currency(const std::vector<std::string>& headers)
    {
        const auto* spend = m_mapping.find(Field::kSpend);
        if (spend == nullptr || spend->columns.empty() || !is_open(Field::kCurrency)) {
            return;
        }
        const auto code = currency_in(headers[spend->columns[0]]);
        if (!code.empty()) {
            m_mapping.fields.push_back({Field::kCurrency,
                                        {},
                                        CellPart::kWhole,
                                        spend->score,
                                        Origin::kHeader,
                                        "the header of the spend names it",
                                        code});
        }
    }

    /// In a table without any known header the first column of distinct words is the name.
    void guess_name(std::span<const ColumnProfile> profiles)
    {
        const bool header_known =
            std::any_of(m_mapping.fields.begin(), m_mapping.fields.end(),
                        [](const FieldSource& s) { return s.origin != Origin::kContent; });
        if (header_known || m_mapping.fields.empty() || !is_open(Field::kName)) {
            return;
        }
        for (std::size_t i = 0; i < profiles.size(); ++i) {
            const auto& cells = profiles[i];
            if (!m_used[i] && static_cast<double>(cells.filled) >= kMinimumCells &&
                cells.distinct >= 0.9 && cells.number < 0.2 && cells.count_like < 0.2) {
                m_used[i] = true;
                m_mapping.fields.push_back({Field::kName,
                                            {i},
                                            CellPart::kWhole,
                                            kAccepted,
                                            Origin::kContent,
                                            "the first column of texts that differ"});
                return;
            }
        }
    }

    [[nodiscard]] Mapping finish()
    {
        for (auto& source : m_mapping.fields) {
            if (source.field == Field::kAddress && source.origin != Origin::kStated) {
                source.columns.insert(source.columns.end(), m_address_parts.begin(),
                                      m_address_parts.end());
                std::sort(source.columns.begin(), source.columns.end());
            }
        }
        if (is_open(Field::kCountry)) {
            for (auto& source : m_mapping.fields) {
                // A code alone is the country; the second column only serves the vote.
                source.field =
                    source.field == Field::kCountryCode && source.origin != Origin::kStated
                        ? Field::kCountry
                        : source.field;
            }
        }
        std::sort(m_mapping.fields.begin(), m_mapping.fields.end(),
                  [](const FieldSource& a, const FieldSource& b) { return a.field < b.field; });
        return std::move(m_mapping);
    }

private:
    [[nodiscard]] bool is_open(Field field) const
    {
        return !m_mapping.has(field) &&
               std::find(m_closed.begin(), m_closed.end(), field) == m_closed.end();
    }

    Mapping m_mapping;
    std::vector<Field> m_closed;
    std::vector<bool> m_used;
    std::vector<Candidate> m_pairs;
    std::vector<std::size_t> m_address_parts;
};

}  // namespace

const FieldSource* Mapping::find(Field field) const noexcept
{
    const auto found =
        std::find_if(fields.begin(), fields.end(),
                     [field](const FieldSource& source) { return source.field == field; });
    return found == fields.end() ? nullptr : &*found;
}

Mapping guess_mapping(const std::vector<std::string>& headers,
                      std::span<const ColumnProfile> profiles, const HeaderWords& words,
                      const StatedMapping& stated)
{
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; stated.guess_rest && i < headers.size(); ++i) {
        const auto hits = words.match(headers[i]);
        // What is best read as something unused is not used for a lesser reading.
        if (!hits.empty() && hits.front().role == Role::kIgnored) {
            continue;
        }
        add_by_header(hits, i, profiles[i], candidates);
        add_by_content(profiles, i, candidates);
    }
    // The better guess first; of equals the column further left.
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    Assignment assignment{headers.size(), stated};
    assignment.take(candidates);
    assignment.split_pairs(headers, profiles);
    assignment.read_currency(headers);
    if (stated.guess_rest) {
        assignment.guess_name(profiles);
    }
    return assignment.finish();
}

std::string describe_source(const FieldSource& source, const std::vector<std::string>& columns)
{
    if (source.columns.empty()) {
        return fmt::format("\"{}\" for every row", source.value);
    }
    std::string text = source.part == CellPart::kFirst    ? "first part of "
                       : source.part == CellPart::kSecond ? "second part of "
                                                          : "";
    for (const auto column : source.columns) {
        text += fmt::format("{}\"{}\"", column == source.columns[0] ? "" : ", ", columns[column]);
    }
    return text;
}

std::string describe_unused(const Mapping& mapping, const std::vector<std::string>& columns)
{
    constexpr std::size_t kMostShown = 20;
    std::vector<bool> used(columns.size(), false);
    for (const auto& source : mapping.fields) {
        for (const auto column : source.columns) {
            used[column] = true;
        }
    }
    for (const auto column : own_id_columns(columns)) {
        used[column] = true;
    }
    std::string text;
    std::size_t unused = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool is_read = used[i] || columns[i] == io::kShapeRadiusColumn;
        if (!is_read && unused++ < kMostShown) {
            text += fmt::format("{}\"{}\"", text.empty() ? "" : ", ", columns[i]);
        }
    }
    return unused > kMostShown ? fmt::format("{} and {} more", text, unused - kMostShown) : text;
}

std::string mapping_json(const Mapping& mapping, const std::vector<std::string>& columns)
{
    auto json = nlohmann::ordered_json::object();
    for (const auto& source : mapping.fields) {
        auto& entry = json[std::string{field_name(source.field)}];
        if (source.columns.empty()) {
            entry = {{"value", source.value}};
        } else if (source.part != CellPart::kWhole) {
            entry = {{"column", columns[source.columns[0]]},
                     {"part", source.part == CellPart::kFirst ? "first" : "second"}};
        } else if (source.columns.size() == 1) {
            entry = columns[source.columns[0]];
        } else {
            for (const auto column : source.columns) {
                entry.push_back(columns[column]);
            }
        }
    }
    return json.dump();
}

}  // namespace sourcelight::ingest
