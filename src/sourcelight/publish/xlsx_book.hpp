// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/date.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::publish {

/// How a cell looks.
enum class CellStyle : std::uint8_t {
    kTitle,         ///< the name of the report
    kSubtitle,      ///< grey line below a title
    kHeadline,      ///< the sentence a board reads first
    kSection,       ///< heading of a block
    kHeader,        ///< head of a column of this program
    kNumberHeader,  ///< the same above numbers
    kOwnHeader,     ///< head of a column of the user's
    kInputHeader,   ///< head of a column that the reader fills in
    kInput,         ///< a cell that the reader fills in
    kText,
    kWrapped,
    kCount,         ///< 1,234
    kNumber,        ///< an estimated amount
    kScore,         ///< a similarity, two decimals
    kPercent,       ///< a share 0..1 as 1.2 %
    kProbability,   ///< an estimated probability: never shown as a certainty
    kBound,         ///< end of an interval, grey
    kBoundPercent,  ///< end of an interval of a share, grey
    kDegrees,       ///< four decimals
    kDate
};
inline constexpr std::size_t kCellStyles = 20;

/// Rows and columns that a sheet can hold, header included, and characters of a cell.
inline constexpr std::uint32_t kSheetRows = 1048576;
inline constexpr std::size_t kSheetColumns = 16384;
inline constexpr std::size_t kCellCharacters = 32767;

/// One sheet of a book, written row by row from the top; rows cannot be gone back to.
/// Texts are always text cells: nothing is read as a formula, a link or a number.
class XlsxSheet {
public:
    struct Column {
        std::string title;
        double width = 12.0;  ///< characters
        CellStyle header = CellStyle::kHeader;
        std::string note = {};  ///< shown when the reader points at the header; may be empty
    };
    struct State;  ///< libxlsxwriter's, seen only in the .cpp file

    explicit XlsxSheet(std::unique_ptr<State> state);
    ~XlsxSheet();
    XlsxSheet(const XlsxSheet&) = delete;
    XlsxSheet& operator=(const XlsxSheet&) = delete;
    XlsxSheet(XlsxSheet&&) = delete;
    XlsxSheet& operator=(XlsxSheet&&) = delete;

    /// A table from the current row on: header, widths, the header and the first
    /// `frozen_columns` kept in sight, a filter on every column.
    void begin_table(const std::vector<Column>& columns, std::uint16_t frozen_columns);

    /// Appends a cell to the current row. Longer texts than a cell holds are cut and counted;
    /// invalid UTF-8 and control characters become blanks.
    XlsxSheet& text(std::string_view value, CellStyle style = CellStyle::kText);
    /// A number; an empty cell for nothing and for what is not finite.
    XlsxSheet& number(std::optional<double> value, CellStyle style);
    XlsxSheet& date(std::optional<Date> value);
    XlsxSheet& blank(CellStyle style = CellStyle::kText);
    /// Ends the row, as high as its wrapped texts need.
    void next_row();

    /// A row of one text across `columns` cells; height in points, 0 = as usual.
    void banner(std::string_view value, std::uint16_t columns, CellStyle style,
                double height = 0.0);
    void set_widths(const std::vector<double>& widths);
    /// Fits the printed sheet on pages: `across` of them side by side, `down` below each other
    /// (0 = as many as it takes). The first `repeated_columns` stand on every page across.
    void fit_on_paper(std::uint16_t across, std::uint16_t down, bool upright,
                      std::uint16_t repeated_columns = 0);
    /// Only these columns are printed, on one page across; `repeated` stands to their left.
    void print_only(std::uint16_t first, std::uint16_t last, std::uint16_t repeated);
    /// The cells of a column below the header accept only these words.
    void allow_only(std::uint16_t column, const std::vector<std::string>& words);

    /// Whether the next row would lie below the last one that a sheet can hold.
    [[nodiscard]] bool full() const noexcept;
    /// Whether the table of the sheet has no row below its header.
    [[nodiscard]] bool empty() const noexcept;
    [[nodiscard]] std::int64_t cut_texts() const noexcept;

private:
    friend class XlsxBook;
    void close();

    std::unique_ptr<State> m_state;
};

/// An XLSX file in which rows go to disk as they are written: memory does not grow with them.
/// Every time stamp inside is the as-of date, so the same cells give the same bytes.
class XlsxBook {
public:
    /// `scratch` is a folder for temporary files; it is made if it does not exist.
    /// Throws Error kOutputUnwritable.
    XlsxBook(const std::string& path, const std::string& scratch, const std::string& title,
             Date as_of);
    ~XlsxBook();
    XlsxBook(const XlsxBook&) = delete;
    XlsxBook& operator=(const XlsxBook&) = delete;
    XlsxBook(XlsxBook&&) = delete;
    XlsxBook& operator=(XlsxBook&&) = delete;

    /// A sheet behind those there are; it lives as long as the book.
    [[nodiscard]] XlsxSheet& add_sheet(const std::string& name);

    /// Completes the file. Throws Error kOutputUnwritable naming file and cause.
    void close();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace sourcelight::publish
