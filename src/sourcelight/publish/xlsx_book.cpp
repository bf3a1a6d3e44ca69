// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/xlsx_book.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/publish/text_file.hpp"
#include "sourcelight/publish/xlsx_style.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <system_error>

namespace sourcelight::publish {
namespace {

constexpr double kHeaderHeight = 42.0;
constexpr double kLineHeight = 13.0;  ///< points, of the 10 point text of cells
constexpr double kHighestRow = 400.0;
constexpr int kPaperA4 = 9;
constexpr std::int32_t kSecondsPerDay = 86400;

/// Serial number of 1970-01-01 in spreadsheets that count from 1900.
constexpr double kEpochSerial = 25569.0;

/// Without what XML cannot hold: control characters and invalid UTF-8 become blanks.
std::string clean_text(std::string_view text)
{
    std::string out{text};
    const bool valid = is_utf8(text);
    for (auto& c : out) {
        const auto byte = static_cast<unsigned char>(c);
        const bool control = byte < 0x20U && c != '\n' && c != '\t';
        if (control || (!valid && byte >= 0x80U)) {
            c = ' ';
        }
    }
    return out;
}

/// Cuts to kCellCharacters code points; returns whether something was cut.
bool cut(std::string& text)
{
    if (text.size() <= kCellCharacters) {
        return false;
    }
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool starts = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
        if (starts && characters++ == kCellCharacters) {
            text.resize(i);
            return true;
        }
    }
    return false;
}

/// Widths of a digit that the text takes; letters of East Asia take two.
double text_width(std::string_view text)
{
    double width = 0.0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool starts = (byte & 0xC0U) != 0x80U;
        const bool wide = byte >= 0xE3U;
        width += starts ? (wide ? 2.0 : 1.0) : 0.0;
    }
    return width;
}

bool wraps(CellStyle style)
{
    return style == CellStyle::kWrapped || style == CellStyle::kHeader ||
           style == CellStyle::kNumberHeader;
}

Error unwritable(const std::string& path, std::string_view why)
{
    return Error{Errc::kOutputUnwritable,
                 fmt::format("cannot write {}: {}; free some space or choose another --out folder",
                             path, why)};
}

}  // namespace

struct XlsxSheet::State {
    lxw_worksheet* sheet = nullptr;
    const CellFormats* formats = nullptr;
    std::uint32_t row = 0;
    std::uint16_t column = 0;
    std::int64_t cut_texts = 0;
    std::uint32_t header_row = 0;
    std::uint16_t table_columns = 0;
    std::vector<double> widths = {};  ///< of the columns, in characters
    double lines = 0.0;               ///< that the wrapped texts of the current row take
    std::vector<std::pair<std::uint16_t, std::vector<std::string>>> allowed = {};
    std::optional<std::pair<std::uint16_t, std::uint16_t>> printed = {};  ///< first, last column

    [[nodiscard]] lxw_format* format(CellStyle style) const
    {
        return formats->at(static_cast<std::size_t>(style));
    }
};

struct XlsxBook::State {
    std::string path;
    std::string scratch;
    lxw_workbook* workbook = nullptr;
    CellFormats formats{};
    std::vector<std::unique_ptr<XlsxSheet>> sheets;
};

XlsxSheet::XlsxSheet(std::unique_ptr<State> state) : m_state{std::move(state)} {}
XlsxSheet::~XlsxSheet() = default;

void XlsxSheet::begin_table(const std::vector<Column>& columns, std::uint16_t frozen_columns)
{
    auto& s = *m_state;
    s.header_row = s.row;
    s.table_columns = static_cast<std::uint16_t>(columns.size());
    worksheet_set_row(s.sheet, s.row, kHeaderHeight, nullptr);
    s.widths.clear();
    for (std::uint16_t c = 0; c < s.table_columns; ++c) {
        s.widths.push_back(columns[c].width);
        worksheet_set_column(s.sheet, c, c, columns[c].width, nullptr);
        text(columns[c].title, columns[c].header);
        if (!columns[c].note.empty()) {
            worksheet_write_comment(s.sheet, s.row, c, columns[c].note.c_str());
        }
    }
    worksheet_freeze_panes(s.sheet, s.row + 1, frozen_columns);
    worksheet_repeat_rows(s.sheet, s.row, s.row);
    s.lines = 0.0;  // the header has its height already
    next_row();
}

XlsxSheet& XlsxSheet::text(std::string_view value, CellStyle style)
{
    auto& s = *m_state;
    auto cell = clean_text(value);
    s.cut_texts += cut(cell) ? 1 : 0;
    if (wraps(style) && s.column < s.widths.size()) {
        // Letters are narrower than digits on average; what is left makes up for broken words.
        const double usable = std::max(1.0, 1.15 * s.widths[s.column] - 2.0);
        s.lines = std::max(s.lines, std::ceil(text_width(cell) / usable));
    }
    worksheet_write_string(s.sheet, s.row, s.column++, cell.c_str(), s.format(style));
    return *this;
}

XlsxSheet& XlsxSheet::number(std::optional<double> value, CellStyle style)
{
    auto& s = *m_state;
    if (!value || !std::isfinite(*value)) {
        return blank(style);
    }
    worksheet_write_number(s.sheet, s.row, s.column++, *value, s.format(style));
    return *this;
}

XlsxSheet& XlsxSheet::date(std::optional<Date> value)
{
    const auto serial =
        value ? std::optional{kEpochSerial + static_cast<double>(value->days)} : std::nullopt;
    return number(serial, CellStyle::kDate);
}

XlsxSheet& XlsxSheet::blank(CellStyle style)
{
    auto& s = *m_state;
    worksheet_write_blank(s.sheet, s.row, s.column++, s.format(style));
    return *this;
}

void XlsxSheet::next_row()
{
    auto& s = *m_state;
    if (s.lines > 0.0) {
        // Written out, because not every program fits a row to its text when it opens the file.
        const auto height = std::min(kHighestRow, 2.0 + kLineHeight * s.lines);
        worksheet_set_row(s.sheet, s.row, height, nullptr);
        s.lines = 0.0;
    }
    ++s.row;
    s.column = 0;
}

void XlsxSheet::banner(std::string_view value, std::uint16_t columns, CellStyle style,
                       double height)
{
    auto& s = *m_state;
    if (height > 0.0) {
        worksheet_set_row(s.sheet, s.row, height, nullptr);
    }
    // merge_range writes blanks behind the text, which fits writing from left to right.
    const auto cell = clean_text(value);
    const auto last = static_cast<lxw_col_t>(columns - 1);
    worksheet_merge_range(s.sheet, s.row, 0, s.row, last, cell.c_str(), s.format(style));
    next_row();
}

void XlsxSheet::set_widths(const std::vector<double>& widths)
{
    m_state->widths = widths;
    for (std::size_t c = 0; c < widths.size(); ++c) {
        const auto column = static_cast<lxw_col_t>(c);
        worksheet_set_column(m_state->sheet, column, column, widths[c], nullptr);
    }
}

void XlsxSheet::fit_on_paper(std::uint16_t across, std::uint16_t down, bool upright,
                             std::uint16_t repeated_columns)
{
    auto* sheet = m_state->sheet;
    if (upright) {
        worksheet_set_portrait(sheet);
    }
    worksheet_fit_to_pages(sheet, across, down);
    if (repeated_columns > 0) {
        worksheet_repeat_columns(sheet, 0, static_cast<lxw_col_t>(repeated_columns - 1));
    }
}

void XlsxSheet::print_only(std::uint16_t first, std::uint16_t last, std::uint16_t repeated)
{
    auto& s = *m_state;
    s.printed = {first, last};
    worksheet_repeat_columns(s.sheet, repeated, repeated);
}

void XlsxSheet::allow_only(std::uint16_t column, const std::vector<std::string>& words)
{
    m_state->allowed.emplace_back(column, words);
}

bool XlsxSheet::full() const noexcept { return m_state->row >= kSheetRows; }

bool XlsxSheet::empty() const noexcept { return m_state->row <= m_state->header_row + 1; }

std::int64_t XlsxSheet::cut_texts() const noexcept { return m_state->cut_texts; }

void XlsxSheet::close()
{
    auto& s = *m_state;
    if (s.table_columns == 0 || s.row <= s.header_row + 1) {
        return;
    }
    const auto last_row = s.row - 1;
    const auto last_column = static_cast<lxw_col_t>(s.table_columns - 1);
    worksheet_autofilter(s.sheet, s.header_row, 0, last_row, last_column);
    if (s.printed) {
        worksheet_print_area(s.sheet, s.header_row, s.printed->first, last_row, s.printed->second);
    }
    for (auto& [column, words] : s.allowed) {
        std::vector<char*> list;
        for (auto& word : words) {
            list.push_back(word.data());
        }
        list.push_back(nullptr);
        lxw_data_validation validation{};
        validation.validate = LXW_VALIDATION_TYPE_LIST;
        validation.value_list = list.data();
        worksheet_data_validation_range(s.sheet, s.header_row + 1, column, last_row, column,
                                        &validation);
    }
    // Codes such as "0901" are text on purpose: no green corner on each of them.
    std::array<char, LXW_MAX_CELL_RANGE_LENGTH> range{};
    lxw_rowcol_to_range(range.data(), 0, 0, last_row, last_column);
    worksheet_ignore_errors(s.sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.data());
}

XlsxBook::XlsxBook(const std::string& path, const std::string& scratch, const std::string& title,
                   Date as_of)
    : m_state{std::make_unique<State>()}
{
    auto& s = *m_state;
    s.path = path;
    s.scratch = scratch;
    std::error_code failed;
    std::filesystem::create_directories(scratch, failed);
    if (failed) {
        throw unwritable(scratch, failed.message());
    }
    // A path that cannot be written is refused here: the library would print to stderr.
    write_text_file(path, {});
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = s.scratch.data();
    s.workbook = workbook_new_opt(path.c_str(), &options);
    if (s.workbook == nullptr) {
        throw unwritable(path, "no memory");
    }
    s.formats = make_formats(s.workbook);
    auto name = clean_text(title);
    std::string author = "sourcelight";
    lxw_doc_properties properties{};
    properties.title = name.data();
    properties.author = author.data();
    properties.created = static_cast<time_t>(as_of.days) * kSecondsPerDay;
    workbook_set_properties(s.workbook, &properties);
}

XlsxBook::~XlsxBook()
{
    if (m_state->workbook != nullptr) {
        lxw_workbook_free(m_state->workbook);
    }
}

XlsxSheet& XlsxBook::add_sheet(const std::string& name)
{
    auto& s = *m_state;
    auto* sheet = workbook_add_worksheet(s.workbook, name.c_str());
    if (sheet == nullptr) {
        throw unwritable(s.path, fmt::format("no temporary file for sheet {}", name));
    }
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, kPaperA4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_footer(sheet, "&L&A&RPage &P of &N");
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    auto state = std::make_unique<XlsxSheet::State>();
    state->sheet = sheet;
    state->formats = &s.formats;
    s.sheets.push_back(std::make_unique<XlsxSheet>(std::move(state)));
    return *s.sheets.back();
}

void XlsxBook::close()
{
    auto& s = *m_state;
    for (const auto& sheet : s.sheets) {
        sheet->close();
        // The library does not look whether its temporary rows reached the disk.
        auto* rows = sheet->m_state->sheet->file;
        if (rows != nullptr && (std::fflush(rows) != 0 || std::ferror(rows) != 0)) {
            throw unwritable(s.path, "a temporary file could not be written");
        }
    }
    const auto result = workbook_close(s.workbook);
    s.workbook = nullptr;
    if (result != LXW_NO_ERROR) {
        throw unwritable(s.path, lxw_strerror(result));
    }
}

}  // namespace sourcelight::publish
