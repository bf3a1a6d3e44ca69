// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// The encoding of a text file, as recognised from its first bytes.
struct Encoding {
    std::string name = "UTF-8";  ///< a converter name of ICU
    std::size_t mark = 0;        ///< bytes of the byte-order mark
    [[nodiscard]] bool utf8() const noexcept { return name == "UTF-8"; }
};

/// Recognises UTF-8 (with a few damaged characters too), UTF-16 with or without mark, and the
/// multi-byte and one-byte encodings of ICU's detector; Windows-1252 when nothing speaks for
/// another one. An empty name if the bytes are no text.
/// @param sample  the first bytes of the file
/// @param whole   whether the sample is the whole file
[[nodiscard]] Encoding detect_encoding(std::string_view sample, bool whole);

/// Decodes a stream of bytes piece by piece (ICU converter).
class Decoder {
public:
    /// Throws Error kInternal if ICU has no such converter.
    explicit Decoder(const std::string& encoding);
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    Decoder(Decoder&&) = delete;
    Decoder& operator=(Decoder&&) = delete;

    /// Appends the piece as UTF-8; U+FFFD for what cannot be decoded.
    void decode(std::string_view piece, bool last, std::string& out);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The text with every byte that is not UTF-8 read as Windows-1252.
[[nodiscard]] std::string repair_utf8(std::string_view bytes);

}  // namespace sourcelight::io
