// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/json_stream.hpp"

#include "sourcelight/core/text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace sourcelight::publish {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 16U;
constexpr std::string_view kLineSeparator = "\xE2\x80\xA8";
constexpr std::string_view kParagraphSeparator = "\xE2\x80\xA9";

/// Bytes of the well-formed sequence at the start of the text; 0 if there is none.
std::size_t sequence_length(std::string_view text) noexcept
{
    for (std::size_t length = 2; length <= 4 && length <= text.size(); ++length) {
        if (is_utf8(text.substr(0, length))) {
            return length;
        }
    }
    return 0;
}

/// Whether a number as text ends with its third digit, a 5.
bool made_a_half(std::string_view text)
{
    const auto mantissa = text.substr(0, text.find('e'));
    int digits = 0;
    for (const char c : mantissa) {
        digits += c >= (digits == 0 ? '1' : '0') && c <= '9' ? 1 : 0;
    }
    return digits == 3 && mantissa.back() == '5';
}

}  // namespace

JsonStream& JsonStream::begin_object()
{
    separate();
    m_buffer += '{';
    m_after_value = false;
    return *this;
}

JsonStream& JsonStream::end_object()
{
    m_buffer += '}';
    m_after_value = true;
    return *this;
}

JsonStream& JsonStream::begin_array()
{
    separate();
    m_buffer += '[';
    m_after_value = false;
    return *this;
}

JsonStream& JsonStream::end_array()
{
    m_buffer += ']';
    m_after_value = true;
    return *this;
}

JsonStream& JsonStream::key(std::string_view name)
{
    separate();
    append_escaped(name);
    m_buffer += ':';
    m_after_value = false;
    return *this;
}

JsonStream& JsonStream::text(std::string_view value)
{
    separate();
    append_escaped(value);
    m_after_value = true;
    return *this;
}

JsonStream& JsonStream::text_or_null(std::string_view value)
{
    return value.empty() ? null() : text(value);
}

JsonStream& JsonStream::integer(std::int64_t value) { return token(fmt::format("{}", value)); }

JsonStream& JsonStream::integers(std::span<const std::int64_t> values)
{
    begin_array();
    for (const auto value : values) {
        integer(value);
    }
    return end_array();
}

JsonStream& JsonStream::whole(std::uint64_t value) { return token(fmt::format("{}", value)); }

JsonStream& JsonStream::boolean(bool value) { return token(value ? "true" : "false"); }

JsonStream& JsonStream::null() { return token("null"); }

JsonStream& JsonStream::number(std::optional<double> value, int digits)
{
    if (!value || !std::isfinite(*value)) {
        return null();
    }
    const auto text = fmt::format("{:.{}g}", *value, digits);
    // Pages round once more, to two digits: what the first rounding made a half may have been less.
    return token(made_a_half(text) ? fmt::format("{}", *value) : text);
}

JsonStream& JsonStream::degrees(double value)
{
    auto text = fmt::format("{:.4f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return token(text == "-0" ? "0" : text);
}

JsonStream& JsonStream::date(std::optional<Date> value)
{
    return value ? text(to_string(*value)) : null();
}

JsonStream& JsonStream::estimate(const MaybeEstimate& value, std::optional<double> mc_error)
{
    const auto part = [&value](double Estimate::*member) {
        return value ? std::optional{(*value).*member} : std::nullopt;
    };
    begin_object();
    key("median").number(part(&Estimate::median));
    key("lo50").number(part(&Estimate::lo50));
    key("hi50").number(part(&Estimate::hi50));
    key("lo90").number(part(&Estimate::lo90));
    key("hi90").number(part(&Estimate::hi90));
    if (mc_error) {
        key("mc_error").number(mc_error);
    }
    return end_object();
}

JsonStream& JsonStream::estimate_or_null(const MaybeEstimate& value)
{
    return value ? estimate(value) : null();
}

void JsonStream::flush()
{
    m_file->write(m_buffer);
    m_buffer.clear();
}

JsonStream& JsonStream::token(std::string_view raw)
{
    separate();
    m_buffer += raw;
    m_after_value = true;
    return *this;
}

void JsonStream::separate()
{
    if (m_buffer.size() >= kBuffer) {
        flush();
    }
    if (m_after_value) {
        m_buffer += ',';
    }
}

void JsonStream::append_escaped(std::string_view value)
{
    m_buffer += '"';
    for (std::size_t i = 0; i < value.size();) {
        if (static_cast<unsigned char>(value[i]) < 0x80U) {
            append_ascii(value[i]);
            ++i;
        } else {
            i += append_sequence(value.substr(i));
        }
    }
    m_buffer += '"';
}

void JsonStream::append_ascii(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20U || c == '<' || c == '>' || c == '&' || c == '\x7F') {
        fmt::format_to(std::back_inserter(m_buffer), "\\u{:04x}", byte);
        return;
    }
    m_buffer += c == '"' || c == '\\' ? "\\" : "";
    m_buffer += c;
}

std::size_t JsonStream::append_sequence(std::string_view text)
{
    const auto length = sequence_length(text);
    if (length == 0) {
        m_buffer += "\xEF\xBF\xBD";
        return 1;
    }
    const auto sequence = text.substr(0, length);
    if (sequence == kLineSeparator || sequence == kParagraphSeparator) {
        m_buffer += sequence == kLineSeparator ? "\\u2028" : "\\u2029";
    } else {
        m_buffer += sequence;
    }
    return length;
}

}  // namespace sourcelight::publish
