// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/arrow_error.hpp"
#include "sourcelight/io/column_batch.hpp"
#include "sourcelight/io/column_batch_impl.hpp"
#include "sourcelight/io/shared_buffer.hpp"

#include <arrow/array.h>
#include <arrow/buffer.h>
#include <arrow/type.h>
#include <arrow/util/bit_util.h>
#include <arrow/util/bitmap_builders.h>

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace sourcelight::io {
namespace {

struct Validity {
    BufferPointer bits;  ///< null if nothing is missing
    std::int64_t missing = 0;
};

template <typename IsValid>
Validity validity(std::size_t rows, const IsValid& is_valid)
{
    std::vector<std::uint8_t> bits((rows + 7) / 8, 0);
    Validity result;
    for (std::size_t i = 0; i < rows; ++i) {
        if (is_valid(i)) {
            bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (1U << (i % 8)));
        } else {
            ++result.missing;
        }
    }
    if (result.missing > 0) {
        result.bits = buffer_of(std::move(bits));
    }
    return result;
}

std::shared_ptr<arrow::Array> array_of(std::shared_ptr<arrow::DataType> type, std::size_t rows,
                                       Validity valid, std::vector<BufferPointer> buffers)
{
    buffers.insert(buffers.begin(), std::move(valid.bits));
    return arrow::MakeArray(arrow::ArrayData::Make(std::move(type), static_cast<std::int64_t>(rows),
                                                   std::move(buffers), valid.missing));
}

std::shared_ptr<arrow::Array> text_array(const TextColumn& texts)
{
    const auto rows = texts.size();
    const char* base = rows == 0 ? "" : texts[0].data();
    std::vector<std::int32_t> offsets(rows + 1, 0);
    for (std::size_t i = 0; i < rows; ++i) {
        offsets[i + 1] = offsets[i] + static_cast<std::int32_t>(texts[i].size());
    }
    const auto bytes = static_cast<std::size_t>(offsets[rows]);
    auto known = validity(rows, [&](std::size_t i) { return offsets[i + 1] > offsets[i]; });
    return array_of(arrow::utf8(), rows, std::move(known),
                    {buffer_of(std::move(offsets)),
                     std::make_shared<SharedBuffer<TextColumn>>(base, bytes, texts)});
}

/// Makes the Arrow array of each kind of values.
struct ToArray {
    const std::vector<std::uint8_t>* valid;  // moved-from columns keep their flags

    [[nodiscard]] Validity flags(std::size_t rows) const
    {
        return valid->empty() ? Validity{}
                              : validity(rows, [&](std::size_t i) { return (*valid)[i] != 0; });
    }

    std::shared_ptr<arrow::Array> operator()(const TextColumn& texts) const
    {
        return text_array(texts);
    }
    std::shared_ptr<arrow::Array> operator()(RepeatedText& texts) const
    {
        const auto rows = texts.index.size();
        auto known = validity(rows, [&](std::size_t i) { return texts.index[i] >= 0; });
        auto dictionary = text_array(texts.dictionary);
        auto index =
            array_of(arrow::int32(), rows, std::move(known), {buffer_of(std::move(texts.index))});
        return require(arrow::DictionaryArray::FromArrays(
                           arrow::dictionary(arrow::int32(), arrow::utf8()), index, dictionary),
                       Errc::kInternal, "a column of repeated texts");
    }
    std::shared_ptr<arrow::Array> operator()(std::vector<std::int64_t>& numbers) const
    {
        const auto rows = numbers.size();
        return array_of(arrow::int64(), rows, flags(rows), {buffer_of(std::move(numbers))});
    }
    template <typename Real>
    std::shared_ptr<arrow::Array> reals(std::shared_ptr<arrow::DataType> type,
                                        std::vector<Real>& numbers) const
    {
        const auto rows = numbers.size();
        auto known = validity(rows, [&](std::size_t i) {
            return !std::isnan(numbers[i]) && (valid->empty() || (*valid)[i] != 0);
        });
        return array_of(std::move(type), rows, std::move(known), {buffer_of(std::move(numbers))});
    }
    std::shared_ptr<arrow::Array> operator()(std::vector<float>& numbers) const
    {
        return reals(arrow::float32(), numbers);
    }
    std::shared_ptr<arrow::Array> operator()(std::vector<double>& numbers) const
    {
        return reals(arrow::float64(), numbers);
    }
    std::shared_ptr<arrow::Array> operator()(std::vector<Date>& dates) const
    {
        static_assert(sizeof(Date) == sizeof(std::int32_t));
        const auto rows = dates.size();
        return array_of(arrow::date32(), rows, flags(rows), {buffer_of(std::move(dates))});
    }
};

}  // namespace

ColumnBatch ColumnBatch::with(std::vector<NewColumn> columns) const
{
    auto fields = m_impl->batch->schema()->fields();
    auto arrays = m_impl->batch->columns();
    auto rows = fields.empty() ? std::int64_t{-1} : m_impl->batch->num_rows();
    for (auto& column : columns) {
        auto array = std::visit(ToArray{&column.valid}, column.values);
        rows = rows < 0 ? array->length() : rows;
        if (array->length() != rows) {
            throw Error{Errc::kInternal, fmt::format("column \"{}\" has {} cells in a batch of {}",
                                                     column.name, array->length(), rows)};
        }
        fields.push_back(arrow::field(column.name, array->type()));
        arrays.push_back(std::move(array));
    }
    return wrap(arrow::RecordBatch::Make(arrow::schema(std::move(fields)),
                                         std::max<std::int64_t>(rows, 0), std::move(arrays)));
}

}  // namespace sourcelight::io
