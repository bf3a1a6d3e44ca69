// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/column_batch.hpp"

#include <arrow/record_batch.h>

#include <memory>
#include <utility>

// Only for the .cpp files of io/: this header is not installed.
namespace sourcelight::io {

struct ColumnBatch::Impl {
    std::shared_ptr<arrow::RecordBatch> batch;  ///< never null
};

[[nodiscard]] inline ColumnBatch wrap(std::shared_ptr<arrow::RecordBatch> batch)
{
    return ColumnBatch{std::make_shared<ColumnBatch::Impl>(ColumnBatch::Impl{std::move(batch)})};
}

[[nodiscard]] inline const std::shared_ptr<arrow::RecordBatch>& unwrap(const ColumnBatch& batch)
{
    return batch.impl().batch;
}

/// A view of an Arrow text or binary array as TextColumn, sharing its memory.
[[nodiscard]] TextColumn share_text(const std::shared_ptr<arrow::Array>& texts);

}  // namespace sourcelight::io
