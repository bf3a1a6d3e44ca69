// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/text_file.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace sourcelight::publish {
namespace {

/// The cause without the locale's language.
std::string cause(int error) { return std::error_code{error, std::generic_category()}.message(); }

}  // namespace

TextFile::TextFile(std::string path) : m_path{std::move(path)}
{
    m_file.reset(std::fopen(m_path.c_str(), "wbe"));
    if (!m_file) {
        fail(errno);
    }
}

void TextFile::write(std::string_view text)
{
    // An empty view may point nowhere, which fwrite does not allow.
    if (!text.empty() && std::fwrite(text.data(), 1, text.size(), m_file.get()) != text.size()) {
        fail(errno);
    }
}

void TextFile::close()
{
    if (std::fclose(m_file.release()) != 0) {
        fail(errno);
    }
}

void TextFile::fail(int error) const
{
    throw Error{Errc::kOutputUnwritable,
                fmt::format("cannot write {}: {}; free some space or choose another --out folder",
                            m_path, cause(error))};
}

void write_text_file(const std::string& path, std::string_view text)
{
    TextFile file{path};
    file.write(text);
    file.close();
}

std::string read_text_file(const std::string& path)
{
    std::FILE* opened = std::fopen(path.c_str(), "rbe");
    const auto refuse = [&path](int error) {
        return Error{Errc::kInputUnreadable, fmt::format("cannot read {}: {}", path, cause(error))};
    };
    if (opened == nullptr) {
        throw refuse(errno);
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{opened, &std::fclose};
    std::string text;
    std::array<char, 65536> buffer{};
    while (const auto count = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
        text.append(buffer.data(), count);
    }
    if (std::ferror(file.get()) != 0) {
        throw refuse(errno);
    }
    return text;
}

}  // namespace sourcelight::publish
