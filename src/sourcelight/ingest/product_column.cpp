// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/ingest/product_column.hpp"

#include "sourcelight/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace sourcelight::ingest {
namespace {

constexpr std::size_t kRowsLookedAt = 2000;
constexpr std::size_t kMostTexts = 100;
constexpr std::size_t kFewestTexts = 3;
// Notes and names hold a product word here and there, columns of products in most cells.
constexpr double kMostCells = 0.6;
constexpr double kClearlyMore = 0.2;

bool is_words(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const bool latin = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return latin || static_cast<unsigned char>(c) >= 0x80;
    });
}

ColumnSample sample_of(const TextColumn& cells, std::size_t column)
{
    ColumnSample sample{column, {}};
    std::unordered_set<std::string_view> seen;
    for (std::size_t row = 0; row < cells.size() && sample.texts.size() < kMostTexts; ++row) {
        const auto text = trim(cells[row]);
        if (is_words(text) && seen.insert(text).second) {
            sample.texts.emplace_back(text);
        }
    }
    return sample;
}

double share_of_products(const ColumnSample& sample, const ProductJudge& is_product)
{
    const auto products = std::count_if(sample.texts.begin(), sample.texts.end(),
                                        [&](const auto& text) { return is_product(text); });
    return static_cast<double>(products) / static_cast<double>(sample.texts.size());
}

}  // namespace

std::vector<ColumnSample> unused_columns(const io::ColumnBatch& first, const Mapping& mapping)
{
    const auto head = first.slice(0, std::min(first.rows(), kRowsLookedAt));
    std::vector<ColumnSample> samples;
    for (std::size_t column = 0; column < head.columns(); ++column) {
        const bool used =
            std::any_of(mapping.fields.begin(), mapping.fields.end(), [column](const auto& source) {
                return std::find(source.columns.begin(), source.columns.end(), column) !=
                       source.columns.end();
            });
        if (used) {
            continue;
        }
        auto sample = sample_of(head.text(column), column);
        if (sample.texts.size() >= kFewestTexts) {
            samples.push_back(std::move(sample));
        }
    }
    return samples;
}

std::optional<FieldSource> find_product_column(std::span<const ColumnSample> samples,
                                               const ProductJudge& is_product)
{
    const ColumnSample* best = nullptr;
    double most = 0.0;
    double second = 0.0;
    for (const auto& sample : samples) {
        const auto share = share_of_products(sample, is_product);
        second = std::max(second, std::min(share, most));
        if (share > most) {
            most = share;
            best = &sample;
        }
    }
    if (best == nullptr || most < kMostCells || most - second < kClearlyMore) {
        return std::nullopt;
    }
    FieldSource source;
    source.field = Field::kProduct;
    source.columns = {best->column};
    source.score = most;
    source.origin = Origin::kContent;
    source.why = fmt::format("{:.0f} % of its different texts name a product", 100.0 * most);
    return source;
}

}  // namespace sourcelight::ingest
