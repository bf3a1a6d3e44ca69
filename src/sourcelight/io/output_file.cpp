// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/output_file.hpp"

#include "sourcelight/core/error.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace sourcelight::io {
namespace {

constexpr std::size_t kFull = std::size_t{1} << 20U;

[[noreturn]] void unwritable(const std::string& path)
{
    throw Error{Errc::kOutputUnwritable,
                path + ": cannot be written: " + std::strerror(errno) +
                    "; free some space or choose another folder with --out"};
}

}  // namespace

OutputFile::OutputFile(std::string path)
    : m_path{std::move(path)}, m_file{::open(m_path.c_str(),
                                             O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)}
{
    if (m_file < 0) {
        unwritable(m_path);
    }
}

OutputFile::~OutputFile()
{
    if (m_file >= 0) {
        ::close(m_file);
    }
}

void OutputFile::flush_if_full()
{
    if (m_buffer.size() >= kFull) {
        flush();
    }
}

void OutputFile::flush()
{
    for (std::size_t done = 0; done < m_buffer.size();) {
        const auto count = ::write(m_file, m_buffer.data() + done, m_buffer.size() - done);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            unwritable(m_path);
        }
        done += static_cast<std::size_t>(count);
    }
    m_buffer.clear();
}

void OutputFile::close()
{
    flush();
    if (::close(std::exchange(m_file, -1)) != 0) {
        unwritable(m_path);
    }
}

}  // namespace sourcelight::io
