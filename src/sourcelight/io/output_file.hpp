// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// A buffered file to write. Every failure is Error kOutputUnwritable naming the file.
class OutputFile {
public:
    explicit OutputFile(std::string path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    OutputFile(OutputFile&&) = delete;
    OutputFile& operator=(OutputFile&&) = delete;

    /// The buffer to append to; call flush_if_full() now and then.
    [[nodiscard]] std::string& buffer() noexcept { return m_buffer; }
    void flush_if_full();
    /// Writes what is left and closes the file.
    void close();

private:
    void flush();

    std::string m_path;
    std::string m_buffer;
    int m_file = -1;
};

}  // namespace sourcelight::io
