// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/text_stream.hpp"

#include "sourcelight/core/error.hpp"

#include <arrow/util/utf8.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace sourcelight::io {
namespace {

constexpr std::size_t kChunk = std::size_t{4} << 20U;

[[noreturn]] void unreadable(const std::string& path, const std::string& why)
{
    throw Error{Errc::kInputUnreadable, path + ": " + why};
}

/// The bytes of a UTF-8 character that begins with `lead`, which is beyond ASCII.
std::size_t character_size(unsigned char lead) noexcept
{
    return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
}

/// The last position at or before `to` where a character ends.
std::size_t character_end(const std::string& text, std::size_t from, std::size_t to)
{
    for (std::size_t back = 1; back <= 3 && to >= from + back; ++back) {
        const auto c = static_cast<unsigned char>(text[to - back]);
        if (c >= 0xC0) {
            return character_size(c) > back ? to - back : to;
        }
        if (c < 0x80) {
            return to;
        }
    }
    return to;
}

}  // namespace

TextStream::TextStream(const std::string& path)
    : m_path{path}, m_file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)}
{
    arrow::util::InitializeUTF8();
    if (m_file < 0) {
        unreadable(path, std::string{"cannot be opened: "} + std::strerror(errno));
    }
    std::string sample(kChunk, '\0');
    sample.resize(read_raw(sample.data(), sample.size()));
    if (sample.empty()) {
        unreadable(path, "is empty; expected a table with a header and at least one row");
    }
    m_encoding = detect_encoding(sample, m_last);
    if (m_encoding.name.empty()) {
        unreadable(path, "is no text in any known encoding and no known kind of table; save the "
                         "list as CSV (UTF-8) or XLSX");
    }
    sample.erase(0, m_encoding.mark);
    if (m_encoding.utf8()) {
        m_text = std::move(sample);
    } else {
        m_decoder = std::make_unique<Decoder>(m_encoding.name);
        m_decoder->decode(sample, m_last, m_text);
    }
    m_to = m_text.size();
    accept(0);
}

TextStream::~TextStream() { ::close(m_file); }

std::size_t TextStream::read_raw(char* to, std::size_t size)
{
    std::size_t got = 0;
    while (got < size) {
        const auto count = ::read(m_file, to + got, size - got);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            unreadable(m_path, std::string{"cannot be read: "} + std::strerror(errno));
        }
        if (count == 0) {
            m_last = true;
            break;
        }
        got += static_cast<std::size_t>(count);
    }
    return got;
}

void TextStream::advance(const char* position) noexcept
{
    m_from = static_cast<std::size_t>(position - m_text.data());
}

void TextStream::make_room(std::size_t size)
{
    if (m_from > 0) {
        std::memmove(m_text.data(), m_text.data() + m_from, m_to - m_from);
        m_to -= m_from;
        m_unchecked -= std::min(m_unchecked, m_from);
        m_from = 0;
    }
    if (m_text.size() < m_to + size) {
        m_text.resize(std::max(m_to + size, m_text.size() + m_text.size() / 2));
    }
}

void TextStream::fill()
{
    make_room(kChunk);
    const auto from = m_to;
    if (m_decoder == nullptr) {
        m_to += read_raw(m_text.data() + m_to, kChunk);
    } else {
        std::string raw(kChunk, '\0');
        raw.resize(read_raw(raw.data(), raw.size()));
        m_text.resize(m_to);
        m_decoder->decode(raw, m_last, m_text);
        m_to = m_text.size();
    }
    accept(from);
}

void TextStream::accept(std::size_t from)
{
    char* begin = m_text.data() + from;
    char* end = m_text.data() + m_to;
    if (std::memchr(begin, '\0', m_to - from) != nullptr) {
        char* kept = std::remove(begin, end, '\0');
        m_nul_bytes += end - kept;
        m_to -= static_cast<std::size_t>(end - kept);
    }
    const auto checked = m_last ? m_to : character_end(m_text, m_unchecked, m_to);
    m_suspicious =
        m_suspicious || (m_decoder == nullptr &&
                         !arrow::util::ValidateUTF8(
                             reinterpret_cast<const std::uint8_t*>(m_text.data()) + m_unchecked,
                             static_cast<std::int64_t>(checked - m_unchecked)));
    m_unchecked = checked;
}

}  // namespace sourcelight::io
