// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/comparison_table.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace sourcelight::publish {
namespace {

using Lines = std::span<const ComparedSupplier>;
using State = std::optional<SupplierState> ComparedSupplier::*;

/// The two sides with the ending of their columns.
constexpr std::array<std::pair<State, const char*>, 2> kSides{
    {{&ComparedSupplier::before, "_before"}, {&ComparedSupplier::after, "_after"}}};

template <typename Get>
io::NewColumn text_column(std::string name, Lines lines, const Get& get)
{
    io::TextBuilder texts;
    for (const auto& line : lines) {
        texts.append(get(line));
    }
    return {std::move(name), texts.finish()};
}

template <typename Get>
io::NewColumn whole_column(std::string name, Lines lines, const Get& get)
{
    std::vector<std::int64_t> values;
    std::vector<std::uint8_t> valid;
    for (const auto& line : lines) {
        const std::optional<std::int64_t> value = get(line);
        values.push_back(value.value_or(0));
        valid.push_back(value ? 1 : 0);
    }
    return {std::move(name), std::move(values), std::move(valid)};
}

template <typename Get>
io::NewColumn real_column(std::string name, Lines lines, const Get& get)
{
    std::vector<float> values;
    for (const auto& line : lines) {
        values.push_back(get(line));
    }
    return {std::move(name), std::move(values)};
}

std::string moved_names(const ComparedSupplier& line)
{
    std::string out;
    for (std::size_t f = 0; f < kFigureCount; ++f) {
        if (line.moved[f]) {
            out += fmt::format("{}{}", out.empty() ? "" : ", ", kFigureColumns[f]);
        }
    }
    return out;
}

std::string_view told_apart(const ComparedSupplier& line)
{
    if (line.causes.count() < 2) {
        return {};
    }
    return line.told_apart ? "yes" : "no";
}

void add_who(Lines lines, std::vector<io::NewColumn>& out)
{
    const auto row = [](State side) {
        return [side](const ComparedSupplier& line) {
            return line.*side ? std::optional{(line.*side)->row} : std::nullopt;
        };
    };
    out.push_back(whole_column("row_before", lines, row(&ComparedSupplier::before)));
    out.push_back(whole_column("row_after", lines, row(&ComparedSupplier::after)));
    const auto member = [&](const char* name, std::string_view ComparedSupplier::*text) {
        out.push_back(
            text_column(name, lines, [text](const ComparedSupplier& line) { return line.*text; }));
    };
    member("paired_by", &ComparedSupplier::paired_by);
    member("own_id", &ComparedSupplier::own_id);
    member("name", &ComparedSupplier::name);
    member("country", &ComparedSupplier::country);
    member("activity", &ComparedSupplier::activity);
    out.push_back(text_column(
        "change", lines, [](const ComparedSupplier& line) { return change_name(line.change); }));
    out.push_back(text_column("moved", lines, moved_names));
    out.push_back(text_column("causes", lines,
                              [](const ComparedSupplier& line) { return line.causes.names(); }));
    out.push_back(text_column("told_apart", lines, told_apart));
}

void add_states(Lines lines, std::vector<io::NewColumn>& out)
{
    const auto missing = std::numeric_limits<float>::quiet_NaN();
    for (const auto& [side, ending] : kSides) {
        const auto text = [&, side = side](std::string_view name,
                                           std::string_view SupplierState::*member) {
            out.push_back(text_column(fmt::format("{}{}", name, ending), lines,
                                      [side, member](const ComparedSupplier& line) {
                                          return line.*side ? (*(line.*side)).*member
                                                            : std::string_view{};
                                      }));
        };
        text("band", &SupplierState::band);
        text("grade", &SupplierState::grade);
        out.push_back(whole_column(fmt::format("priority{}", ending), lines,
                                   [side = side](const ComparedSupplier& line) {
                                       return line.*side ? (line.*side)->priority : std::nullopt;
                                   }));
        for (std::size_t f = 0; f < kFigureCount; ++f) {
            const auto part = [&, side = side](const char* interval, float Published::*member) {
                out.push_back(
                    real_column(fmt::format("{}{}{}", kFigureColumns[f], ending, interval), lines,
                                [=](const ComparedSupplier& line) {
                                    return line.*side && (line.*side)->figures[f]
                                               ? (*(line.*side)->figures[f]).*member
                                               : missing;
                                }));
            };
            part("", &Published::median);
            part("_lo90", &Published::lo90);
            part("_hi90", &Published::hi90);
        }
    }
}

/// Later medians less earlier ones.
void add_differences(Lines lines, std::vector<io::NewColumn>& out)
{
    for (std::size_t f = 0; f < kFigureCount; ++f) {
        out.push_back(real_column(fmt::format("{}_difference", kFigureColumns[f]), lines,
                                  [f](const ComparedSupplier& line) {
                                      return line.before && line.after && line.before->figures[f] &&
                                                     line.after->figures[f]
                                                 ? line.after->figures[f]->median -
                                                       line.before->figures[f]->median
                                                 : std::numeric_limits<float>::quiet_NaN();
                                  }));
    }
}

void add_why(Lines lines, std::vector<io::NewColumn>& out)
{
    for (std::size_t c = 0; c < kCauseCount; ++c) {
        out.push_back(real_column(fmt::format("log_odds_by_{}", kCauseNames[c]), lines,
                                  [c](const ComparedSupplier& line) {
                                      return static_cast<float>(
                                          line.causes.empty() ? 0.0 : line.split[c]);
                                  }));
    }
    const auto member = [&](const char* name, std::string ComparedSupplier::*text) {
        out.push_back(text_column(name, lines, [text](const ComparedSupplier& line) {
            return std::string_view{line.*text};
        }));
    };
    member("cells", &ComparedSupplier::cells);
    member("effects", &ComparedSupplier::effects);
    out.push_back(
        text_column("answer", lines, [](const ComparedSupplier& line) { return line.answer; }));
}

}  // namespace

std::size_t Causes::count() const noexcept
{
    return static_cast<std::size_t>(std::popcount(m_bits));
}

std::string Causes::names() const
{
    std::string out;
    for (std::size_t c = 0; c < kCauseCount; ++c) {
        if (has(static_cast<Cause>(c))) {
            out += fmt::format("{}{}", out.empty() ? "" : ", ", kCauseNames[c]);
        }
    }
    return out;
}

io::ColumnBatch comparison_table(std::span<const ComparedSupplier> lines)
{
    std::vector<io::NewColumn> columns;
    add_who(lines, columns);
    add_states(lines, columns);
    add_differences(lines, columns);
    add_why(lines, columns);
    return io::ColumnBatch{}.with(std::move(columns));
}

}  // namespace sourcelight::publish
