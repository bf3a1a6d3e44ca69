// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/csv_records.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

namespace sourcelight::io {
namespace {

constexpr std::size_t kPreviewCell = std::size_t{1} << 20U;

/// Joins doubled quotation marks in place.
std::string_view unescape(char* from, const char* to)
{
    char* out = from;
    for (const char* in = from; in < to; ++in) {
        *out++ = *in;
        in += in[0] == '"' && in + 1 < to && in[1] == '"' ? 1 : 0;
    }
    return {from, static_cast<std::size_t>(out - from)};
}

/// The start of the line behind the line end at `stop`.
char* next_line(char* stop, const char* end)
{
    if (stop == end) {
        return stop;
    }
    const bool two = stop + 1 < end && stop[0] == '\r' && stop[1] == '\n';
    return stop + (two ? 2 : 1);
}

/// How evenly records are cut: 0 if most have one cell, more for more cells in more records.
double evenness(const std::vector<std::vector<std::string>>& rows)
{
    std::map<std::size_t, std::size_t> widths;
    std::size_t counted = 0;
    for (const auto& row : rows) {
        const bool blank = row.size() == 1 && row[0].empty();
        widths[row.size()] += blank ? 0 : 1;
        counted += blank ? 0 : 1;
    }
    double score = 0.0;
    for (const auto& [width, count] : widths) {
        const auto share =
            static_cast<double>(count) / static_cast<double>(std::max<std::size_t>(counted, 1));
        score = std::max(score,
                         width > 1 ? share * share * std::log2(static_cast<double>(width)) : 0.0);
    }
    return score;
}

}  // namespace

/// Where a cell lies and what follows it.
struct CsvParser::Scan {
    enum class State { kCell, kNeedsMore, kTooLarge, kNotQuoted };
    State state = State::kNeedsMore;
    char* from = nullptr;
    char* to = nullptr;
    char* stop = nullptr;  ///< the separator, line end or end of text behind the cell
    bool doubled = false;  ///< has doubled quotation marks

    [[nodiscard]] std::string_view text() const
    {
        return doubled ? unescape(from, to)
                       : std::string_view{from, static_cast<std::size_t>(to - from)};
    }
};

CsvParser::CsvParser(char separator, std::size_t cell_limit)
    : m_separator{separator}, m_cell_limit{cell_limit}
{
    for (const char c : {separator, '\n', '\r'}) {
        m_ends[static_cast<unsigned char>(c)] = true;
    }
}

CsvParser::Scan CsvParser::scan_plain(char* from, char* at, const char* end, bool last) const
{
    while (at < end && !ends_cell(*at)) {
        ++at;
    }
    if (static_cast<std::size_t>(at - from) > m_cell_limit) {
        return {Scan::State::kTooLarge};
    }
    if (at == end && !last) {
        return {Scan::State::kNeedsMore};
    }
    return {Scan::State::kCell, from, at, at};
}

CsvParser::Scan CsvParser::scan_quoted(char* from, const char* end, bool last) const
{
    bool doubled = false;
    char* at = from + 1;
    for (;; at += 2) {
        at = static_cast<char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
        const auto size = static_cast<std::size_t>((at == nullptr ? end : at) - from) - 1;
        if (size > m_cell_limit || (at == nullptr && last)) {
            return {Scan::State::kNotQuoted};
        }
        if (at == nullptr || (at + 1 == end && !last)) {
            return {Scan::State::kNeedsMore};
        }
        if (at + 1 == end || at[1] != '"') {
            return scan_behind({Scan::State::kCell, from + 1, at, at + 1, doubled}, end, last);
        }
        doubled = true;
    }
}

CsvParser::Scan CsvParser::scan_behind(const Scan& quoted, const char* end, bool last) const
{
    char* behind = quoted.stop;
    while (behind < end && *behind == ' ' && m_separator != ' ') {
        ++behind;
    }
    if (behind == end ? last : ends_cell(*behind)) {
        return {Scan::State::kCell, quoted.from, quoted.to, behind, quoted.doubled};
    }
    if (behind == end) {
        return {Scan::State::kNeedsMore};
    }
    // `"ABC" Ltd` is one cell; but a mark whose partner stands lines below opened nothing.
    const auto size = static_cast<std::size_t>(quoted.to - quoted.from);
    const bool lines = std::memchr(quoted.from, '\n', size) != nullptr ||
                       std::memchr(quoted.from, '\r', size) != nullptr;
    return lines ? Scan{Scan::State::kNotQuoted} : scan_plain(quoted.from - 1, behind, end, last);
}

CsvParser::Scan CsvParser::scan_cell(char* from, const char* end, bool last,
                                     bool& runaway_quote) const
{
    if (from < end && *from == '"') {
        const auto quoted = scan_quoted(from, end, last);
        if (quoted.state != Scan::State::kNotQuoted) {
            return quoted;
        }
        runaway_quote = true;
    }
    return scan_plain(from, from, end, last);
}

void CsvParser::parse(char* from, char* end, bool last, CsvRecord& record) const
{
    record.cells.clear();
    record.runaway_quote = false;
    record.state = CsvRecord::State::kNeedsMore;
    // Doubled marks are joined only when the record is known to be whole.
    thread_local std::vector<Scan> scans;
    scans.clear();
    for (char* at = from;; at = scans.back().stop + 1) {
        const auto scan = scan_cell(at, end, last, record.runaway_quote);
        if (scan.state == Scan::State::kTooLarge) {
            record.state = CsvRecord::State::kCellTooLarge;
            record.cells.resize(scans.size());
            return;
        }
        if (scan.state == Scan::State::kNeedsMore) {
            return;
        }
        scans.push_back(scan);
        if (scan.stop == end || *scan.stop != m_separator) {
            break;
        }
    }
    char* stop = scans.back().stop;
    if (!last && stop + 1 == end && *stop == '\r') {
        return;  // a line feed may follow
    }
    for (const auto& scan : scans) {
        record.cells.push_back(scan.text());
    }
    record.next = next_line(stop, end);
    record.state = CsvRecord::State::kComplete;
}

std::vector<std::vector<std::string>> preview_records(std::string_view text, bool whole,
                                                      char separator, std::size_t records)
{
    std::string copy{text};
    const CsvParser parser{separator, kPreviewCell};
    std::vector<std::vector<std::string>> rows;
    CsvRecord record;
    char* end = copy.data() + copy.size();
    for (char* at = copy.data(); at < end && rows.size() < records; at = record.next) {
        parser.parse(at, end, whole, record);
        if (record.state != CsvRecord::State::kComplete) {
            break;
        }
        rows.emplace_back(record.cells.begin(), record.cells.end());
    }
    return rows;
}

char detect_separator(std::string_view text, bool whole)
{
    char best = ',';
    double best_score = 0.0;
    for (const char separator : {',', ';', '\t', '|'}) {
        const auto score = evenness(preview_records(text, whole, separator, 200));
        if (score > best_score * 1.0001) {
            best_score = score;
            best = separator;
        }
    }
    return best;
}

}  // namespace sourcelight::io
