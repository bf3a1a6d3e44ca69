// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/pipeline/method_effect.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/parse_whole.hpp"
#include "sourcelight/ingest/mapping_file.hpp"
#include "sourcelight/io/table_reader.hpp"
#include "sourcelight/publish/csv_line.hpp"
#include "sourcelight/publish/run_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <string_view>
#include <utility>

namespace sourcelight::pipeline {
namespace {

constexpr std::size_t kMovers = 20;
constexpr std::int64_t kFirst = 20;
/// Half a percent: what is less does not show in two digits.
constexpr double kLeastShift = 0.005;

/// The column of the results that holds the supplier's name, if the first input has one.
std::optional<std::size_t> name_column(const std::filesystem::path& folder,
                                       const io::ColumnBatch& batch)
{
    const auto record = publish::read_run_record((folder / "run.json").string());
    if (record.inputs.empty()) {
        return std::nullopt;
    }
    const auto mapping = ingest::parse_mapping(record.inputs.front().mapping, "run.json");
    const auto applied = ingest::apply_mapping(mapping, batch.names()).mapping;
    const auto* name = applied.find(Field::kName);
    return name == nullptr || name->columns.empty() ? std::nullopt
                                                    : std::optional{name->columns.front()};
}

/// A column of the results by its name.
class Cells {
public:
    Cells(const io::ColumnBatch& batch, std::string_view name)
        : m_batch{&batch}, m_column{batch.find(name).value()}, m_text{batch.text(m_column)}
    {
    }
    [[nodiscard]] std::string text(std::size_t row) const { return std::string{m_text[row]}; }
    [[nodiscard]] std::optional<double> number(std::size_t row) const
    {
        return m_batch->missing(m_column, row) ? std::nullopt : parse_whole<double>(m_text[row]);
    }

private:
    const io::ColumnBatch* m_batch;
    std::size_t m_column;
    TextColumn m_text;
};

/// A measure of the results with the columns of its 90 % interval.
class Estimates {
public:
    Estimates(const io::ColumnBatch& batch, const std::string& name)
        : m_median{batch, name}, m_low{batch, name + "_lo90"}, m_high{batch, name + "_hi90"}
    {
    }
    [[nodiscard]] MaybeEstimate at(std::size_t row) const
    {
        const auto median = m_median.number(row);
        const auto low = m_low.number(row);
        const auto high = m_high.number(row);
        if (!median || !low || !high) {
            return std::nullopt;
        }
        Estimate out;
        out.median = *median;
        out.lo90 = *low;
        out.hi90 = *high;
        return out;
    }

private:
    Cells m_median;
    Cells m_low;
    Cells m_high;
};

/// Reads one side; the first side makes the suppliers, the second finds them by their order.
void read_side(const std::filesystem::path& folder, std::size_t side,
               std::vector<SupplierMove>& suppliers)
{
    const auto table = (folder / "suppliers.parquet").string();
    const auto reader = io::open_table(table, {}, [](const auto&) { return std::size_t{1}; });
    std::size_t row = 0;
    std::optional<std::size_t> name;
    while (const auto batch = reader->next()) {
        name = row == 0 ? name_column(folder, *batch) : name;
        const Cells band{*batch, "sl_band"};
        const Estimates probability{*batch, "sl_site_probability"};
        const Estimates relative{*batch, "sl_prevalence_relative"};
        const Estimates hazard{*batch, "sl_hazard_24m"};
        const Cells priority{*batch, "sl_priority"};
        for (std::size_t i = 0; i < batch->rows(); ++i, ++row) {
            if (side == 0) {
                auto& added = suppliers.emplace_back();
                added.row = static_cast<std::int64_t>(row) + 1;
                added.name = name ? std::string{batch->text(*name)[i]} : std::string{};
            }
            auto& view = suppliers.at(row).views.at(side);
            view = {band.text(i), probability.at(i), relative.at(i), hazard.at(i), {}};
            if (const auto place = priority.number(i)) {
                view.priority = std::llround(*place);
            }
        }
    }
}

using Measure = MaybeEstimate SupplierView::*;

/// What the table shows of either side, by the name of its column in the results without "sl_".
constexpr std::array<std::pair<const char*, Measure>, 3> kMeasures{
    {{"site_probability", &SupplierView::probability},
     {"prevalence_relative", &SupplierView::relative},
     {"hazard_24m", &SupplierView::hazard}}};
constexpr std::array kSides{"before", "after"};

std::string side_text(std::string_view side)
{
    return fmt::format("by the {} methodology", side == "before" ? "first" : "second");
}

void compare(MethodEffect& effect, Measure measure)
{
    for (auto& supplier : effect.suppliers) {
        const auto& [before, after] = supplier.views;
        effect.other_band += before.band == after.band ? 0 : 1;
        effect.other_priority += before.priority == after.priority ? 0 : 1;
        const auto is_first = [](const SupplierView& view) {
            return view.priority && *view.priority <= kFirst;
        };
        effect.first += is_first(before) ? 1 : 0;
        effect.stay_first += is_first(before) && is_first(after) ? 1 : 0;
        const auto& from = before.*measure;
        const auto& to = after.*measure;
        if (from && to && from->median > 0.0 && to->median > 0.0) {
            supplier.shift = std::fabs(std::log(to->median / from->median));
        }
    }
    for (std::size_t i = 0; i < effect.suppliers.size(); ++i) {
        if (effect.suppliers[i].shift > kLeastShift) {
            effect.movers.push_back(i);
        }
    }
    std::stable_sort(effect.movers.begin(), effect.movers.end(), [&](std::size_t a, std::size_t b) {
        return effect.suppliers[a].shift > effect.suppliers[b].shift;
    });
    effect.movers.resize(std::min(kMovers, effect.movers.size()));
}

}  // namespace

MethodEffect method_effect(const MethodEffectRequest& request, ProgressSink& sink)
{
    MethodEffect effect;
    const std::filesystem::path scratch{request.scratch};
    for (const auto& [side, name] : {std::pair{0U, request.before}, std::pair{1U, request.after}}) {
        auto assess = request.assess;
        assess.settings.methodology = name;
        assess.settings.formats = "parquet";
        assess.out = (scratch / (side == 0 ? "before" : "after")).string();
        sink.message("assessing with the methodology " + name);
        effect.totals.at(side) = run_assess(assess, sink).totals;
        read_side(assess.out, side, effect.suppliers);
    }
    const bool levels = effect.totals[0].anchored && effect.totals[1].anchored;
    effect.measure = levels ? "site probability" : "relative prevalence";
    compare(effect, levels ? &SupplierView::probability : &SupplierView::relative);
    return effect;
}

std::vector<std::pair<std::string, std::string>> method_effect_columns()
{
    std::vector<std::pair<std::string, std::string>> columns{
        {"row", "row of the list, counted over all files"}, {"name", "the supplier's name"}};
    for (const auto* side : kSides) {
        columns.emplace_back(fmt::format("band_{}", side),
                             fmt::format("sl_band {}", side_text(side)));
    }
    for (const auto& [measure, member] : kMeasures) {
        for (const auto* side : kSides) {
            const auto name = fmt::format("{}_{}", measure, side);
            columns.emplace_back(name, fmt::format("sl_{} {}; empty where it is withheld or not "
                                                   "known",
                                                   measure, side_text(side)));
            columns.emplace_back(name + "_lo90", "lower end of its 90 % interval");
            columns.emplace_back(name + "_hi90", "upper end of its 90 % interval");
        }
    }
    for (const auto* side : kSides) {
        columns.emplace_back(fmt::format("priority_{}", side),
                             fmt::format("sl_priority {}", side_text(side)));
    }
    return columns;
}

std::string method_effect_csv(const MethodEffect& effect)
{
    std::string out;
    for (const auto& [name, meaning] : method_effect_columns()) {
        out += (out.empty() ? "" : ",") + name;
    }
    out += '\n';
    publish::CsvLine line;
    const auto estimate = [&line](const MaybeEstimate& value) {
        for (const auto part : {&Estimate::median, &Estimate::lo90, &Estimate::hi90}) {
            value ? line.number(static_cast<float>((*value).*part)) : line.empty();
        }
    };
    for (const auto& supplier : effect.suppliers) {
        const auto& [before, after] = supplier.views;
        line.integer(supplier.row).text(supplier.name).text(before.band).text(after.band);
        for (const auto& [name, member] : kMeasures) {
            estimate(before.*member);
            estimate(after.*member);
        }
        for (const auto& priority : {before.priority, after.priority}) {
            priority ? line.integer(*priority) : line.empty();
        }
        out += line.finish();
    }
    return out;
}

}  // namespace sourcelight::pipeline
