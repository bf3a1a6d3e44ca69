// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/xlsx_style.hpp"

namespace sourcelight::publish {
namespace {

// One hue family, dark on light; no red, amber or green anywhere.
constexpr lxw_color_t kInk = 0x1F2A37;
constexpr lxw_color_t kGrey = 0x6B7280;
constexpr lxw_color_t kRule = 0xD5DAE1;
constexpr lxw_color_t kDeep = 0x23405E;
constexpr lxw_color_t kOwnFill = 0xE8ECF1;
constexpr lxw_color_t kInputFill = 0xFBF7EC;
constexpr lxw_color_t kWhite = 0xFFFFFF;

// No digit that an estimate does not know; nothing small is shown as zero.
constexpr const char* kNumberFormat = "[<0.05]\"<0.1\";[<9.95]0.0;#,##0";
constexpr const char* kPercentFormat = "[<0.0005]\"<0.1 %\";[<0.0995]0.0 %;0 %";
constexpr const char* kProbabilityFormat = "[>0.995]\">99 %\";[<0.0995]0.0 %;0 %";

class FormatMaker {
public:
    explicit FormatMaker(lxw_workbook* workbook) : m_workbook{workbook} {}

    /// A cell of a table: thin rule below, text at the top.
    lxw_format* cell(const char* number_format, lxw_color_t colour) const
    {
        auto* format = plain(10.0, colour);
        format_set_bottom(format, LXW_BORDER_HAIR);
        format_set_bottom_color(format, kRule);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        if (number_format != nullptr) {
            format_set_num_format(format, number_format);
        }
        return format;
    }

    [[nodiscard]] lxw_format* header(lxw_color_t fill, lxw_color_t ink) const
    {
        auto* format = plain(10.0, ink);
        format_set_bold(format);
        format_set_bg_color(format, fill);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        format_set_bottom(format, LXW_BORDER_THIN);
        format_set_bottom_color(format, kDeep);
        return format;
    }

    [[nodiscard]] lxw_format* heading(double size, lxw_color_t colour, bool bold) const
    {
        auto* format = plain(size, colour);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        if (bold) {
            format_set_bold(format);
        }
        return format;
    }

private:
    [[nodiscard]] lxw_format* plain(double size, lxw_color_t colour) const
    {
        auto* format = workbook_add_format(m_workbook);
        format_set_font_size(format, size);
        format_set_font_color(format, colour);
        return format;
    }

    lxw_workbook* m_workbook;
};

}  // namespace

CellFormats make_formats(lxw_workbook* workbook)
{
    const FormatMaker make{workbook};
    CellFormats formats{};
    const auto set = [&formats](CellStyle style, lxw_format* format) {
        formats.at(static_cast<std::size_t>(style)) = format;
        return format;
    };
    set(CellStyle::kTitle, make.heading(20.0, kDeep, true));
    set(CellStyle::kSubtitle, make.heading(10.0, kGrey, false));
    auto* headline = set(CellStyle::kHeadline, make.heading(13.0, kInk, false));
    format_set_text_wrap(headline);
    auto* section = set(CellStyle::kSection, make.heading(12.0, kDeep, true));
    format_set_bottom(section, LXW_BORDER_THIN);
    format_set_bottom_color(section, kDeep);
    format_set_indent(set(CellStyle::kHeader, make.header(kDeep, kWhite)), 1);
    auto* number_header = set(CellStyle::kNumberHeader, make.header(kDeep, kWhite));
    format_set_align(number_header, LXW_ALIGN_RIGHT);
    format_set_indent(set(CellStyle::kOwnHeader, make.header(kOwnFill, kInk)), 1);
    format_set_indent(set(CellStyle::kInputHeader, make.header(kInputFill, kInk)), 1);
    format_set_bg_color(set(CellStyle::kInput, make.cell(nullptr, kInk)), kInputFill);
    // A text beside a number keeps off it.
    format_set_indent(set(CellStyle::kText, make.cell(nullptr, kInk)), 1);
    auto* wrapped = set(CellStyle::kWrapped, make.cell(nullptr, kInk));
    format_set_text_wrap(wrapped);
    format_set_indent(wrapped, 1);
    set(CellStyle::kCount, make.cell("#,##0", kInk));
    set(CellStyle::kNumber, make.cell(kNumberFormat, kInk));
    set(CellStyle::kScore, make.cell("0.00", kInk));
    set(CellStyle::kPercent, make.cell(kPercentFormat, kInk));
    set(CellStyle::kProbability, make.cell(kProbabilityFormat, kInk));
    set(CellStyle::kBound, make.cell(kNumberFormat, kGrey));
    set(CellStyle::kBoundPercent, make.cell(kPercentFormat, kGrey));
    set(CellStyle::kDegrees, make.cell("0.0000", kInk));
    set(CellStyle::kDate, make.cell("yyyy-mm-dd", kInk));
    return formats;
}

}  // namespace sourcelight::publish
