// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/text_encoding.hpp"

#include "sourcelight/core/error.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace sourcelight::io {
namespace {

using Byte = unsigned char;

Byte byte_at(std::string_view text, std::size_t i) noexcept
{
    return i < text.size() ? static_cast<Byte>(text[i]) : Byte{0};
}

/// Whether the bytes from `at` to `end` continue a UTF-8 character.
bool continues(std::string_view text, std::size_t at, std::size_t end) noexcept
{
    for (; at < end; ++at) {
        if ((byte_at(text, at) & 0xC0) != 0x80) {
            return false;
        }
    }
    return true;
}

/// Length of the well-formed UTF-8 character at i, 0 if there is none.
std::size_t utf8_length(std::string_view text, std::size_t i) noexcept
{
    const Byte lead = byte_at(text, i);
    if (lead < 0x80) {
        return 1;
    }
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || i + size > text.size()) {
        return 0;
    }
    const Byte second = byte_at(text, i + 1);
    const Byte low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const Byte high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    const bool sound = second >= low && second <= high && continues(text, i + 2, i + size);
    return sound ? size : 0;
}

struct Utf8Count {
    std::size_t characters = 0;  ///< well-formed characters beyond ASCII
    std::size_t invalid = 0;
    std::size_t controls = 0;  ///< other than TAB, LF, CR
    std::size_t nuls = 0;
};

Utf8Count count_utf8(std::string_view sample, bool whole)
{
    Utf8Count count;
    for (std::size_t i = 0; i < sample.size();) {
        const auto length = utf8_length(sample, i);
        const Byte c = byte_at(sample, i);
        if (length == 0) {
            // The sample may end inside a character.
            count.invalid += whole || sample.size() - i >= 4 ? 1U : 0U;
            ++i;
            continue;
        }
        count.characters += length > 1 ? 1U : 0U;
        count.nuls += c == 0 ? 1U : 0U;
        count.controls += c < 0x20 && c != '\t' && c != '\n' && c != '\r' ? 1U : 0U;
        i += length;
    }
    return count;
}

/// UTF-16 without a mark: ASCII letters leave a NUL at every other byte.
std::string utf16_without_mark(std::string_view sample)
{
    std::array<std::size_t, 2> nuls{0, 0};
    for (std::size_t i = 0; i < sample.size(); ++i) {
        nuls[i % 2] += sample[i] == '\0' ? 1U : 0U;
    }
    const auto half = sample.size() / 2;
    if (nuls[1] * 5 > half && nuls[0] * 20 < half) {
        return "UTF-16LE";
    }
    if (nuls[0] * 5 > half && nuls[1] * 20 < half) {
        return "UTF-16BE";
    }
    return {};
}

bool is_one_byte(std::string_view name)
{
    return name.starts_with("ISO-8859") || name.starts_with("windows") ||
           name.starts_with("KOI8") || name.starts_with("IBM");
}

/// How the detector's ISO names are called when Windows writes them.
std::string windows_name(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kNames{
        {{"ISO-8859-1", "windows-1252"},
         {"ISO-8859-2", "windows-1250"},
         {"ISO-8859-5", "windows-1251"},
         {"ISO-8859-7", "windows-1253"},
         {"ISO-8859-9", "windows-1254"}}};
    for (const auto& [iso, windows] : kNames) {
        if (name == iso) {
            return std::string{windows};
        }
    }
    return std::string{name};
}

/// Share of the bytes beyond ASCII that stand in pairs, as in the encodings of East Asia.
double paired_share(std::string_view sample)
{
    std::size_t high = 0;
    std::size_t paired = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        if (byte_at(sample, i) >= 0x80) {
            ++high;
            if (i + 1 < sample.size() && byte_at(sample, i + 1) >= 0x40) {
                ++high;
                ++paired;
                paired += byte_at(sample, ++i) >= 0x80 ? 1U : 0U;
            }
        }
    }
    return high == 0 ? 0.0 : static_cast<double>(paired) / static_cast<double>(high);
}

/// Only the lines with a byte beyond ASCII: the rest tells the detector nothing.
std::string telling_lines(std::string_view sample)
{
    std::string lines;
    for (std::size_t from = 0; from < sample.size() && lines.size() < (1U << 16U);) {
        const auto end = std::min(sample.find('\n', from), sample.size());
        const auto line = sample.substr(from, end - from);
        if (std::any_of(line.begin(), line.end(),
                        [](char c) { return static_cast<Byte>(c) >= 0x80; })) {
            lines.append(line).append("\n");
        }
        from = end + 1;
    }
    return lines;
}

struct Guess {
    std::string name;
    std::int32_t confidence = 0;
};

std::vector<Guess> icu_guesses(const std::string& text)
{
    std::vector<Guess> guesses;
    UErrorCode status = U_ZERO_ERROR;
    UCharsetDetector* detector = ucsdet_open(&status);
    ucsdet_setText(detector, text.data(), static_cast<std::int32_t>(text.size()), &status);
    std::int32_t found = 0;
    const UCharsetMatch** matches = ucsdet_detectAll(detector, &found, &status);
    for (std::int32_t i = 0; U_SUCCESS(status) != 0 && i < found; ++i) {
        UErrorCode one = U_ZERO_ERROR;
        const char* name = ucsdet_getName(matches[i], &one);
        const auto confidence = ucsdet_getConfidence(matches[i], &one);
        if (U_SUCCESS(one) != 0) {
            guesses.push_back({name, confidence});
        }
    }
    ucsdet_close(detector);
    return guesses;
}

bool decodes(const std::string& name, std::string_view sample)
{
    Decoder decoder{name};
    std::string out;
    decoder.decode(sample, false, out);
    return out.find("\xEF\xBF\xBD") == std::string::npos;
}

/// An encoding of East Asia for text whose bytes beyond ASCII come in pairs, empty if none fits.
std::string double_byte_encoding(const std::string& lines, const std::vector<Guess>& guesses)
{
    for (const auto& guess : guesses) {
        if (!is_one_byte(guess.name) && guess.name.find("UTF") == std::string::npos &&
            guess.confidence >= 10 && decodes(guess.name, lines)) {
            return guess.name;
        }
    }
    return decodes("GB18030", lines) ? "GB18030" : "";
}

/// Share of the bytes beyond ASCII that stand in runs of three or more: words of an alphabet of its
/// own. Accented Latin letters stand alone.
double share_in_runs(std::string_view sample)
{
    constexpr std::size_t kRun = 3;
    std::size_t high = 0;
    std::size_t in_runs = 0;
    for (std::size_t i = 0; i < sample.size();) {
        const auto from = i;
        while (i < sample.size() && byte_at(sample, i) >= 0x80) {
            ++i;
        }
        high += i - from;
        in_runs += i - from >= kRun ? i - from : 0;
        i += i == from ? 1U : 0U;
    }
    return high == 0 ? 0.0 : static_cast<double>(in_runs) / static_cast<double>(high);
}

bool is_latin(std::string_view windows)
{
    return windows == "windows-1250" || windows == "windows-1252" || windows == "windows-1254";
}

/// The encoding of a text in Cyrillic, Greek, Hebrew or Arabic letters, empty if it is none. A
/// short list gives the detector little to go by: its best guess counts, whatever its confidence,
/// unless one for double bytes is the better.
std::string alphabet_encoding(const std::string& lines, const std::vector<Guess>& guesses)
{
    if (share_in_runs(lines) <= 0.5) {
        return {};
    }
    for (const auto& guess : guesses) {
        if (guess.name.find("UTF") != std::string::npos || is_latin(windows_name(guess.name))) {
            continue;
        }
        if (!is_one_byte(guess.name)) {
            return {};
        }
        if (decodes(windows_name(guess.name), lines)) {
            return windows_name(guess.name);
        }
    }
    return {};
}

bool is_ascii_letter(Byte c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Signs of Windows-1252 inside words ("Przyk³ad") are letters of Windows-1250.
bool is_central_european(std::string_view text)
{
    constexpr std::string_view kSigns{"\xB3\xB9\xBF\xBE\xBC\xAA\xBA\xA5\xAF"};
    constexpr std::size_t kLeast = 2;
    std::size_t inside = 0;
    for (std::size_t i = 2; i + 1 < text.size(); ++i) {
        const auto next = byte_at(text, i + 1);
        const bool ends_word = is_ascii_letter(byte_at(text, i - 2)) && text[i] != '\xB3';
        const bool word = is_ascii_letter(next) || next >= 0x80 || ends_word;
        inside += kSigns.find(text[i]) != std::string_view::npos &&
                          is_ascii_letter(byte_at(text, i - 1)) && word
                      ? 1U
                      : 0U;
    }
    return inside >= kLeast;
}

/// The letters that Windows-1254 has in the place of Icelandic ones, without other letters that
/// Icelandic cannot do without.
bool is_turkish(std::string_view text)
{
    constexpr std::string_view kTurkish{"\xFE\xFD\xF0\xDD\xDE\xD0"};
    constexpr std::string_view kIcelandic{"\xE1\xE6\xE9\xED\xF3\xFA"};
    constexpr std::ptrdiff_t kLeast = 3;
    const auto found = std::count_if(text.begin(), text.end(), [kTurkish](char c) {
        return kTurkish.find(c) != std::string_view::npos;
    });
    return found >= kLeast && text.find_first_of(kIcelandic) == std::string_view::npos;
}

std::string other_encoding(std::string_view sample)
{
    const auto lines = telling_lines(sample);
    const auto guesses = icu_guesses(lines);
    if (auto alphabet = alphabet_encoding(lines, guesses); !alphabet.empty()) {
        return alphabet;
    }
    // Accented Latin letters stand alone between ASCII letters; the double bytes of East Asia do
    // not. ICU alone mistakes a few accents for Big5 or Shift-JIS.
    if (paired_share(lines) > 0.9) {
        auto paired = double_byte_encoding(lines, guesses);
        if (!paired.empty()) {
            return paired;
        }
    }
    std::int32_t latin = 0;
    for (const auto& guess : guesses) {
        latin = std::max(latin, windows_name(guess.name) == "windows-1252" ? guess.confidence : 0);
    }
    for (const auto& guess : guesses) {
        if (is_one_byte(guess.name) && guess.confidence >= 50 && guess.confidence > latin + 10 &&
            decodes(windows_name(guess.name), lines)) {
            return windows_name(guess.name);
        }
    }
    if (is_central_european(lines)) {
        return "windows-1250";
    }
    return is_turkish(lines) ? "windows-1254" : "windows-1252";
}

}  // namespace

Encoding detect_encoding(std::string_view sample, bool whole)
{
    if (sample.starts_with("\xEF\xBB\xBF")) {
        return {"UTF-8", 3};
    }
    if (sample.starts_with(std::string_view{"\xFF\xFE", 2})) {
        return {"UTF-16LE", 2};
    }
    if (sample.starts_with(std::string_view{"\xFE\xFF", 2})) {
        return {"UTF-16BE", 2};
    }
    const auto utf16 = utf16_without_mark(sample);
    if (!utf16.empty()) {
        return {utf16, 0};
    }
    const auto count = count_utf8(sample, whole);
    // NUL bytes are taken out with a finding, so they alone make no file unreadable.
    if ((count.controls - count.nuls) * 50 > sample.size() || count.nuls * 2 > sample.size()) {
        return {"", 0};
    }
    if (count.invalid == 0 || count.characters > 10 * count.invalid) {
        return {"UTF-8", 0};
    }
    return {other_encoding(sample), 0};
}

struct Decoder::State {
    UConverter* from = nullptr;
    std::vector<UChar> units = std::vector<UChar>(std::size_t{1} << 16U);
    std::int32_t held = 0;  ///< units kept from the round before
};

Decoder::Decoder(const std::string& encoding) : m_state{std::make_unique<State>()}
{
    UErrorCode status = U_ZERO_ERROR;
    m_state->from = ucnv_open(encoding.c_str(), &status);
    if (U_FAILURE(status) != 0) {
        throw Error{Errc::kInternal, "ICU has no converter for " + encoding};
    }
}

Decoder::~Decoder() { ucnv_close(m_state->from); }

void Decoder::decode(std::string_view piece, bool last, std::string& out)
{
    const char* source = piece.data();
    const char* end = source + piece.size();
    bool more = true;
    while (more) {
        UErrorCode status = U_ZERO_ERROR;
        UChar* target = m_state->units.data() + m_state->held;
        UChar* target_end = m_state->units.data() + m_state->units.size();
        ucnv_toUnicode(m_state->from, &target, target_end, &source, end, nullptr,
                       static_cast<UBool>(last), &status);
        auto units = static_cast<std::int32_t>(target - m_state->units.data());
        more = status == U_BUFFER_OVERFLOW_ERROR;
        // A pair of surrogates may be cut by the end of the room.
        m_state->held = more && units > 0 && U16_IS_LEAD(*(target - 1)) ? 1 : 0;
        units -= m_state->held;
        icu::UnicodeString{UBool{0}, m_state->units.data(), units}.toUTF8String(out);
        m_state->units[0] = m_state->held > 0 ? *(target - 1) : m_state->units[0];
        if (U_FAILURE(status) != 0 && !more) {
            throw Error{Errc::kInternal, std::string{"ICU: "} + u_errorName(status)};
        }
    }
}

std::string repair_utf8(std::string_view bytes)
{
    std::string out;
    for (std::size_t i = 0; i < bytes.size();) {
        const auto length = utf8_length(bytes, i);
        if (length == 0) {
            Decoder{"windows-1252"}.decode(bytes.substr(i, 1), true, out);
        } else {
            out.append(bytes.substr(i, length));
        }
        i += std::max<std::size_t>(length, 1);
    }
    return out;
}

}  // namespace sourcelight::io
