// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace sourcelight::publish {

/// A file that is written from beginning to end through a buffer.
/// Every failure (no space, no permission) throws Error kOutputUnwritable naming file and cause.
class TextFile {
public:
    /// Creates or empties the file.
    explicit TextFile(std::string path);

    void write(std::string_view text);

    /// Flushes and closes; a file that was never closed is incomplete.
    void close();

    [[nodiscard]] const std::string& path() const noexcept { return m_path; }

private:
    [[noreturn]] void fail(int error) const;

    struct Closer {
        void operator()(std::FILE* file) const noexcept { static_cast<void>(std::fclose(file)); }
    };
    std::string m_path;
    std::unique_ptr<std::FILE, Closer> m_file;
};

/// Writes a whole file at once. Throws as TextFile does.
void write_text_file(const std::string& path, std::string_view text);

/// The whole content of a file. Throws Error kInputUnreadable naming it.
[[nodiscard]] std::string read_text_file(const std::string& path);

}  // namespace sourcelight::publish
