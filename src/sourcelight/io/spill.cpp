// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/arrow_error.hpp"
#include "sourcelight/io/column_batch_impl.hpp"
#include "sourcelight/io/writers.hpp"

#include <arrow/io/file.h>
#include <arrow/io/memory.h>
#include <arrow/ipc/reader.h>
#include <arrow/ipc/writer.h>
#include <arrow/util/compression.h>

#include <array>
#include <cstring>
#include <utility>

namespace sourcelight::io {
namespace {

// One IPC stream a batch, since an IPC file cannot change its dictionaries from batch to batch;
// then the positions of the streams, their number, and this mark.
constexpr std::int64_t kMark = 0x4C4C49505344534CLL;

class SpillWriter final : public TableWriter {
public:
    explicit SpillWriter(std::string path)
        : m_path{std::move(path)}, m_file{require(arrow::io::FileOutputStream::Open(m_path),
                                                  Errc::kOutputUnwritable, m_path)}
    {
        m_options.codec = require(arrow::util::Codec::Create(arrow::Compression::LZ4_FRAME),
                                  Errc::kInternal, "LZ4");
        m_options.use_threads = false;
    }

    void write(const ColumnBatch& batch) override
    {
        m_positions.push_back(require(m_file->Tell(), Errc::kOutputUnwritable, m_path));
        auto writer =
            require(arrow::ipc::MakeStreamWriter(m_file, unwrap(batch)->schema(), m_options),
                    Errc::kOutputUnwritable, m_path);
        require(writer->WriteRecordBatch(*unwrap(batch)), Errc::kOutputUnwritable, m_path);
        require(writer->Close(), Errc::kOutputUnwritable, m_path);
    }

    void finish() override
    {
        auto tail = m_positions;
        tail.push_back(require(m_file->Tell(), Errc::kOutputUnwritable, m_path));
        tail.push_back(static_cast<std::int64_t>(m_positions.size()));
        tail.push_back(kMark);
        require(m_file->Write(tail.data(),
                              static_cast<std::int64_t>(tail.size() * sizeof(std::int64_t))),
                Errc::kOutputUnwritable, m_path);
        require(m_file->Close(), Errc::kOutputUnwritable, m_path);
    }

private:
    std::string m_path;
    std::shared_ptr<arrow::io::FileOutputStream> m_file;
    arrow::ipc::IpcWriteOptions m_options = arrow::ipc::IpcWriteOptions::Defaults();
    std::vector<std::int64_t> m_positions;
};

}  // namespace

std::unique_ptr<TableWriter> make_spill_writer(const std::string& path,
                                               const ColumnBatch& /*layout*/)
{
    return std::make_unique<SpillWriter>(path);
}

struct SpillReader::State {
    std::string path;
    std::shared_ptr<arrow::io::ReadableFile> file;
    std::vector<std::int64_t> positions;  ///< of each batch, and the end of the last
};

SpillReader::SpillReader(const std::string& path) : m_state{std::make_unique<State>()}
{
    constexpr std::int64_t kWord = sizeof(std::int64_t);
    m_state->path = path;
    m_state->file = require(arrow::io::ReadableFile::Open(path), Errc::kInternal, path);
    const auto size = require(m_state->file->GetSize(), Errc::kInternal, path);
    std::array<std::int64_t, 2> tail{};
    if (size >= 2 * kWord) {
        require(m_state->file->ReadAt(size - 2 * kWord, 2 * kWord, tail.data()), Errc::kInternal,
                path);
    }
    if (tail[1] != kMark || tail[0] < 0 || (tail[0] + 3) * kWord > size) {
        throw Error{Errc::kInternal, path + ": is no complete spill file"};
    }
    m_state->positions.resize(static_cast<std::size_t>(tail[0]) + 1);
    const auto bytes = (tail[0] + 1) * kWord;
    require(m_state->file->ReadAt(size - 2 * kWord - bytes, bytes, m_state->positions.data()),
            Errc::kInternal, path);
}

SpillReader::~SpillReader() = default;
SpillReader::SpillReader(SpillReader&&) noexcept = default;
SpillReader& SpillReader::operator=(SpillReader&&) noexcept = default;

std::size_t SpillReader::batches() const noexcept { return m_state->positions.size() - 1; }

ColumnBatch SpillReader::read(std::size_t index) const
{
    const auto from = m_state->positions.at(index);
    const auto size = m_state->positions.at(index + 1) - from;
    auto buffer = require(m_state->file->ReadAt(from, size), Errc::kInternal, m_state->path);
    auto options = arrow::ipc::IpcReadOptions::Defaults();
    options.use_threads = false;
    auto reader =
        require(arrow::ipc::RecordBatchStreamReader::Open(
                    std::make_shared<arrow::io::BufferReader>(std::move(buffer)), options),
                Errc::kInternal, m_state->path);
    std::shared_ptr<arrow::RecordBatch> batch;
    require(reader->ReadNext(&batch), Errc::kInternal, m_state->path);
    if (batch == nullptr) {
        throw Error{Errc::kInternal, m_state->path + ": a spilled batch is empty"};
    }
    return wrap(std::move(batch));
}

}  // namespace sourcelight::io
