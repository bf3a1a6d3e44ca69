// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"
#include "sourcelight/core/estimate.hpp"
#include "sourcelight/publish/text_file.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::publish {

/// Writes JSON into a file token by token, in one line and safe inside an HTML script block:
/// `<`, `>`, `&`, U+2028 and U+2029 are written as escapes, invalid UTF-8 as U+FFFD.
/// Commas are put by the stream; nesting is the caller's duty. Memory does not grow.
class JsonStream {
public:
    explicit JsonStream(TextFile& file) : m_file{&file} {}
    ~JsonStream() = default;
    JsonStream(const JsonStream&) = delete;
    JsonStream& operator=(const JsonStream&) = delete;
    JsonStream(JsonStream&&) = delete;
    JsonStream& operator=(JsonStream&&) = delete;

    JsonStream& begin_object();
    JsonStream& end_object();
    JsonStream& begin_array();
    JsonStream& end_array();
    JsonStream& key(std::string_view name);

    JsonStream& text(std::string_view value);
    /// null for an empty text.
    JsonStream& text_or_null(std::string_view value);
    JsonStream& integer(std::int64_t value);
    JsonStream& integers(std::span<const std::int64_t> values);
    JsonStream& whole(std::uint64_t value);
    JsonStream& boolean(bool value);
    JsonStream& null();
    /// `digits` significant digits; null for nothing and for what is not finite.
    JsonStream& number(std::optional<double> value, int digits = 4);
    /// Four decimals.
    JsonStream& degrees(double value);
    JsonStream& date(std::optional<Date> value);
    /// {median, lo50, hi50, lo90, hi90[, mc_error]}, each null where there is no estimate.
    JsonStream& estimate(const MaybeEstimate& value, std::optional<double> mc_error = {});
    /// The same, or null where there is no estimate.
    JsonStream& estimate_or_null(const MaybeEstimate& value);

    /// Hands the rest of the buffer to the file.
    void flush();

private:
    JsonStream& token(std::string_view raw);
    void separate();
    void append_escaped(std::string_view value);
    void append_ascii(char c);
    /// The sequence at the start of the text, of two bytes or more; the bytes it took.
    std::size_t append_sequence(std::string_view text);

    TextFile* m_file;
    std::string m_buffer;
    bool m_after_value = false;
};

}  // namespace sourcelight::publish
