// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/io/text_encoding.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// A text file as a sliding window of UTF-8 without NUL bytes.
class TextStream {
public:
    /// Opens the file, reads its first 4 MiB and recognises the encoding.
    /// Throws Error kInputUnreadable (missing, empty, not text).
    explicit TextStream(const std::string& path);
    ~TextStream();
    TextStream(const TextStream&) = delete;
    TextStream& operator=(const TextStream&) = delete;
    TextStream(TextStream&&) = delete;
    TextStream& operator=(TextStream&&) = delete;

    [[nodiscard]] char* begin() noexcept { return m_text.data() + m_from; }
    [[nodiscard]] char* end() noexcept { return m_text.data() + m_to; }
    [[nodiscard]] std::string_view window() const noexcept
    {
        return {m_text.data() + m_from, m_to - m_from};
    }
    /// Whether the window reaches to the end of the file.
    [[nodiscard]] bool last() const noexcept { return m_last; }
    /// Forgets the text before `position`, a pointer into the window.
    void advance(const char* position) noexcept;
    /// Reads more behind what is in the window; pointers into it are void afterwards.
    void fill();

    [[nodiscard]] const Encoding& encoding() const noexcept { return m_encoding; }
    [[nodiscard]] std::int64_t nul_bytes() const noexcept { return m_nul_bytes; }
    /// Whether bytes that are no UTF-8 have been seen, so that cells must be looked at.
    [[nodiscard]] bool suspicious() const noexcept { return m_suspicious; }

private:
    [[nodiscard]] std::size_t read_raw(char* to, std::size_t size);
    void make_room(std::size_t size);
    void accept(std::size_t from);

    std::string m_path;
    int m_file = -1;
    Encoding m_encoding;
    std::unique_ptr<Decoder> m_decoder;
    std::string m_text;
    std::size_t m_from = 0;
    std::size_t m_to = 0;
    std::size_t m_unchecked = 0;  ///< start of the bytes not yet checked to be UTF-8
    std::int64_t m_nul_bytes = 0;
    bool m_suspicious = false;
    bool m_last = false;
};

}  // namespace sourcelight::io
