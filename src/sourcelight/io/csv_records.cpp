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

}  // namespace

/// Where a cell lies and what follows it.
struct CsvParser::Scan {
    enum class State { kCell, kNeedsMore, kTooLarge, kNotQuoted };
    State state = State::kNeedsMore;
    char* from = nullptr;
    char* to = nullptr;
    char* stop = nullptr;  ///< the separator, line end or end of text behind the cell
    bool doubled = false;  ///< has doubled quotation marks
};

CsvParser::CsvParser(char separator, std::size_t cell_limit)
    : m_separator{separator}, m_cell_limit{cell_limit}
{
    for (const char c : {separator, '\n', '\r'}) {
        m_ends[static_cast<unsigned char>(c)] = true;
    }
}

CsvParser::Scan CsvParser::scan_plain(char* from, char* at, char* end, bool last) const
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

CsvParser::Scan CsvParser::scan_quoted(char* from, char* end, bool last) const
{
    bool doubled = false;
    for (char* at = from + 1;; ++at) {
        const auto room = static_cast<std::size_t>(end - at);
        at = static_cast<char*>(std::memchr(at, '"', room));
        const auto size = static_cast<std::size_t>((at == nullptr ? end : at) - from) - 1;
        if (size > m_cell_limit || (at == nullptr && last)) {
            return {Scan::State::kNotQuoted};
        }
        if (at == nullptr || (at + 1 == end && !last)) {
            return {Scan::State::kNeedsMore};
        }
        if (at + 1 < end && at[1] == '"') {
            doubled = true;
            ++at;
            continue;
        }
        char* behind = at + 1;
        while (behind < end && *behind == ' ' && m_separator != ' ') {
            ++behind;
        }
        if (behind == end ? last : ends_cell(*behind)) {
            return {Scan::State::kCell, from + 1, at, behind, doubled};
        }
        if (behind == end) {
            return {Scan::State::kNeedsMore};
        }
        // `"ABC" Ltd` is one cell; but a mark whose partner stands lines below opened nothing.
        const bool lines = std::memchr(from, '\n', size + 1) != nullptr ||
                           std::memchr(from, '\r', size + 1) != nullptr;
        return lines ? Scan{Scan::State::kNotQuoted} : scan_plain(from, behind, end, last);
    }
}

void CsvParser::parse(char* from, char* end, bool last, CsvRecord& record) const
{
    record.cells.clear();
    record.runaway_quote = false;
    record.state = CsvRecord::State::kNeedsMore;
    // Doubled marks are joined only when the record is known to be whole.
    thread_local std::vector<Scan> scans;
    scans.clear();
    for (char* at = from;;) {
        auto scan =
            at < end && *at == '"' ? scan_quoted(at, end, last) : Scan{Scan::State::kNotQuoted};
        if (scan.state == Scan::State::kNotQuoted) {
            record.runaway_quote = record.runaway_quote || (at < end && *at == '"');
            scan = scan_plain(at, at, end, last);
        }
        if (scan.state == Scan::State::kTooLarge) {
            record.state = CsvRecord::State::kCellTooLarge;
            record.cells.resize(scans.size());
            return;
        }
        if (scan.state == Scan::State::kNeedsMore) {
            return;
        }
        scans.push_back(scan);
        if (scan.stop < end && *scan.stop == m_separator) {
            at = scan.stop + 1;
            continue;
        }
        if (scan.stop < end && *scan.stop == '\r' && scan.stop + 1 == end && !last) {
            return;  // a line feed may follow
        }
        break;
    }
    for (const auto& scan : scans) {
        record.cells.push_back(
            scan.doubled
                ? unescape(scan.from, scan.to)
                : std::string_view{scan.from, static_cast<std::size_t>(scan.to - scan.from)});
    }
    char* stop = scans.back().stop;
    const bool two = stop + 1 < end && stop[0] == '\r' && stop[1] == '\n';
    record.next = stop == end ? end : stop + (two ? 2 : 1);
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
        const auto rows = preview_records(text, whole, separator, 200);
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
            score = std::max(
                score, width > 1 ? share * share * std::log2(static_cast<double>(width)) : 0.0);
        }
        if (score > best_score * 1.0001) {
            best_score = score;
            best = separator;
        }
    }
    return best;
}

}  // namespace sourcelight::io
