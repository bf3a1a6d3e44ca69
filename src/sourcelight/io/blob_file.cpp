// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/blob_file.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace sourcelight::io {

BlobFile::BlobFile(std::string path)
    : m_path{std::move(path)}, m_file{::open(m_path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC,
                                             0600)}
{
    if (m_file < 0) {
        throw Error{Errc::kOutputUnwritable,
                    fmt::format("{}: cannot be created: {}", m_path, std::strerror(errno))};
    }
}

BlobFile::~BlobFile() { ::close(m_file); }

void BlobFile::append(std::string_view bytes)
{
    const auto begin = m_ends.empty() ? 0 : m_ends.back();
    m_ends.push_back(begin + bytes.size());
    while (!bytes.empty()) {
        const auto written = ::write(m_file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            throw Error{Errc::kOutputUnwritable,
                        fmt::format("{}: {}; is the disk full?", m_path, std::strerror(errno))};
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string BlobFile::read(std::size_t index) const
{
    auto at = index == 0 ? 0 : m_ends.at(index - 1);
    std::string bytes(m_ends.at(index) - at, '\0');
    for (std::size_t done = 0; done < bytes.size();) {
        const auto got = ::pread(m_file, bytes.data() + done, bytes.size() - done,
                                 static_cast<off_t>(at + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            throw Error{Errc::kInternal, fmt::format("{}: the scratch file was cut", m_path)};
        }
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace sourcelight::io
