// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// One record of a CSV text, its cells lying in the buffer that was parsed.
struct CsvRecord {
    enum class State {
        kComplete,
        kNeedsMore,     ///< the buffer ends inside the record
        kCellTooLarge,  ///< cells.size() is the position of the cell
    };
    State state = State::kNeedsMore;
    std::vector<std::string_view> cells;
    bool runaway_quote = false;  ///< an opening quotation mark was read as an ordinary character
    char* next = nullptr;        ///< start of the following record
};

/// Cuts a CSV text into records (RFC 4180, any separator, any line end) and repairs what
/// spreadsheets and hand edits break:
/// a quotation mark that is never closed, or whose partner belongs to a later cell, or that would
/// make the cell larger than the limit, is an ordinary character; text behind a closing mark
/// belongs to the cell.
class CsvParser {
public:
    CsvParser(char separator, std::size_t cell_limit);

    /// Parses the record at `from`. Doubled quotation marks are joined in the buffer itself, so
    /// each record is parsed to the end once; one that needs more text is left as it was.
    /// @param last  the text ends at `end`
    void parse(char* from, char* end, bool last, CsvRecord& record) const;

private:
    struct Scan;
    [[nodiscard]] Scan scan_plain(char* from, char* at, const char* end, bool last) const;
    [[nodiscard]] Scan scan_quoted(char* from, const char* end, bool last) const;
    [[nodiscard]] Scan scan_behind(const Scan& quoted, const char* end, bool last) const;
    [[nodiscard]] Scan scan_cell(char* from, const char* end, bool last, bool& runaway_quote) const;
    [[nodiscard]] bool ends_cell(char c) const noexcept
    {
        return m_ends[static_cast<unsigned char>(c)];
    }

    char m_separator;
    std::size_t m_cell_limit;
    std::array<bool, 256> m_ends{};
};

/// The first records of a text, unescaped; the text is copied. Stops at a record that is not
/// complete unless `whole`.
[[nodiscard]] std::vector<std::vector<std::string>> preview_records(std::string_view text,
                                                                    bool whole, char separator,
                                                                    std::size_t records);

/// The separator (, ; TAB or |) that cuts the text most evenly; a comma if none does.
[[nodiscard]] char detect_separator(std::string_view text, bool whole);

}  // namespace sourcelight::io
