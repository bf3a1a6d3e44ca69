// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/maps/mapnik_fonts.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <mapnik/font_engine_freetype.hpp>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

namespace sourcelight::publish::maps {
namespace {

/// A script's file, regular and bold, below the folder of fonts, and the face names inside.
struct Family {
    const char* regular;
    const char* bold;
    const char* name;
};

// The first must be there; a script whose font is not installed shows boxes.
constexpr std::array<Family, 11> kFamilies{{
    {"truetype/noto/NotoSans-Regular.ttf", "truetype/noto/NotoSans-Bold.ttf", "Noto Sans"},
    {"opentype/noto/NotoSansCJK-Regular.ttc", "opentype/noto/NotoSansCJK-Bold.ttc",
     "Noto Sans CJK SC"},
    {"truetype/noto/NotoSansArabic-Regular.ttf", "truetype/noto/NotoSansArabic-Bold.ttf",
     "Noto Sans Arabic"},
    {"truetype/noto/NotoSansHebrew-Regular.ttf", "truetype/noto/NotoSansHebrew-Bold.ttf",
     "Noto Sans Hebrew"},
    {"truetype/noto/NotoSansThai-Regular.ttf", "truetype/noto/NotoSansThai-Bold.ttf",
     "Noto Sans Thai"},
    {"truetype/noto/NotoSansDevanagari-Regular.ttf", "truetype/noto/NotoSansDevanagari-Bold.ttf",
     "Noto Sans Devanagari"},
    {"truetype/noto/NotoSansBengali-Regular.ttf", "truetype/noto/NotoSansBengali-Bold.ttf",
     "Noto Sans Bengali"},
    {"truetype/noto/NotoSansTamil-Regular.ttf", "truetype/noto/NotoSansTamil-Bold.ttf",
     "Noto Sans Tamil"},
    {"truetype/noto/NotoSansGeorgian-Regular.ttf", "truetype/noto/NotoSansGeorgian-Bold.ttf",
     "Noto Sans Georgian"},
    {"truetype/noto/NotoSansArmenian-Regular.ttf", "truetype/noto/NotoSansArmenian-Bold.ttf",
     "Noto Sans Armenian"},
    {"truetype/noto/NotoSansSymbols-Regular.ttf", "truetype/noto/NotoSansSymbols-Bold.ttf",
     "Noto Sans Symbols"},
}};

/// Face of a script that measures; opened when a letter first needs it.
struct Face {
    std::string path;
    FT_Face face = nullptr;
    bool tried = false;
};

class FontBook {
public:
    FontBook()
    {
        FT_Init_FreeType(&m_library);
        for (const auto& family : kFamilies) {
            add(Weight::kRegular, family.regular, std::string{family.name} + " Regular");
            add(Weight::kBold, family.bold, std::string{family.name} + " Bold");
        }
        for (const auto& names : m_names) {
            if (names.empty() || !names.front().starts_with("Noto Sans ")) {
                throw Error{Errc::kOutputUnwritable,
                            fmt::format("maps need the font Noto Sans below {} (Debian package "
                                        "fonts-noto-core); --formats can leave maps away",
                                        SOURCELIGHT_FONTS)};
            }
        }
    }

    [[nodiscard]] const std::vector<std::string>& names(Weight weight) const
    {
        return m_names[static_cast<std::size_t>(weight)];
    }

    /// In shares of the size.
    [[nodiscard]] double advance(char32_t letter, Weight weight)
    {
        const std::lock_guard guard{m_lock};
        const auto [at, fresh] = m_advances.try_emplace({weight, letter}, 0.0);
        if (fresh) {
            at->second = measure(letter, weight);
        }
        return at->second;
    }

private:
    void add(Weight weight, const char* file, const std::string& name)
    {
        const auto path = std::filesystem::path{SOURCELIGHT_FONTS} / file;
        std::error_code unknown;
        if (!std::filesystem::is_regular_file(path, unknown) ||
            !mapnik::freetype_engine::register_font(path.string())) {
            return;
        }
        m_names[static_cast<std::size_t>(weight)].push_back(name);
        m_faces[static_cast<std::size_t>(weight)].push_back({path.string()});
    }

    [[nodiscard]] double measure(char32_t letter, Weight weight)
    {
        constexpr double kUnknown = 0.6;
        if (u_getCombiningClass(static_cast<UChar32>(letter)) != 0) {
            return 0.0;
        }
        for (auto& entry : m_faces[static_cast<std::size_t>(weight)]) {
            if (!entry.tried) {
                entry.tried = true;
                FT_New_Face(m_library, entry.path.c_str(), 0, &entry.face);
            }
            const auto index = entry.face == nullptr
                                   ? 0U
                                   : FT_Get_Char_Index(entry.face, static_cast<FT_ULong>(letter));
            if (index != 0 && FT_Load_Glyph(entry.face, index, FT_LOAD_NO_SCALE) == 0) {
                return static_cast<double>(entry.face->glyph->metrics.horiAdvance) /
                       entry.face->units_per_EM;
            }
        }
        return kUnknown;
    }

    FT_Library m_library = nullptr;
    std::array<std::vector<std::string>, 2> m_names;
    std::array<std::vector<Face>, 2> m_faces;
    std::map<std::pair<Weight, char32_t>, double> m_advances;
    std::mutex m_lock;
};

FontBook& book()
{
    static FontBook the_book;
    return the_book;
}

/// The code points of a text; invalid bytes are U+FFFD.
std::u32string letters_of(std::string_view text)
{
    const auto units = icu::UnicodeString::fromUTF8(
        icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())});
    std::u32string letters;
    for (std::int32_t at = 0; at < units.length(); at = units.moveIndex32(at, 1)) {
        letters.push_back(static_cast<char32_t>(units.char32At(at)));
    }
    return letters;
}

std::string utf8(std::u32string_view letters)
{
    std::string text;
    icu::UnicodeString units;
    for (const auto letter : letters) {
        units.append(static_cast<UChar32>(letter));
    }
    return units.toUTF8String(text);
}

/// Control characters, and those that turn the direction or hide, could change what a label says.
bool is_harmful(char32_t letter)
{
    const auto type = u_charType(static_cast<UChar32>(letter));
    return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_LINE_SEPARATOR ||
           type == U_PARAGRAPH_SEPARATOR || type == U_SURROGATE || type == U_UNASSIGNED ||
           type == U_PRIVATE_USE_CHAR;
}

std::u32string harmless(std::string_view text)
{
    std::u32string clean;
    for (const auto letter : letters_of(text)) {
        const bool blank = is_harmful(letter) || u_isUWhiteSpace(static_cast<UChar32>(letter)) != 0;
        if (!blank) {
            clean.push_back(letter);
        } else if (!clean.empty() && clean.back() != U' ') {
            clean.push_back(U' ');
        }
    }
    if (!clean.empty() && clean.back() == U' ') {
        clean.pop_back();
    }
    return clean;
}

double width_of(std::u32string_view letters, Weight weight, double size)
{
    double width = 0.0;
    for (const auto letter : letters) {
        width += book().advance(letter, weight);
    }
    return width * size;
}

void trim_end(std::u32string& letters)
{
    while (!letters.empty() && letters.back() == U' ') {
        letters.pop_back();
    }
}

/// Whether a line may end behind this letter of a script without blanks.
bool breaks_after(char32_t letter)
{
    return letter == U' ' || (letter >= 0x2E80 && letter < 0xFE00);
}

}  // namespace

const std::vector<std::string>& face_names(Weight weight) { return book().names(weight); }

std::string missing_fonts()
{
    try {
        static_cast<void>(book());
    } catch (const Error& problem) {
        return problem.what();
    }
    return {};
}

double text_width(std::string_view text, Weight weight, double size)
{
    return width_of(letters_of(text), weight, size);
}

std::string fitted(std::string_view text, Weight weight, double size, double width)
{
    auto clean = harmless(text);
    if (width_of(clean, weight, size) <= width) {
        return utf8(clean);
    }
    auto room = width - width_of(U"\u2026", weight, size);
    std::size_t keep = 0;
    for (; keep < clean.size(); ++keep) {
        room -= book().advance(clean[keep], weight) * size;
        if (room < 0.0) {
            break;
        }
    }
    clean.resize(keep);
    trim_end(clean);
    return utf8(clean + U"\u2026");
}

std::vector<std::string> broken(std::string_view text, Weight weight, double size, double width)
{
    std::vector<std::string> lines;
    std::u32string line;
    std::u32string piece;
    const auto add_piece = [&] {
        if (!line.empty() && width_of(line + piece, weight, size) > width) {
            trim_end(line);
            lines.push_back(utf8(line));
            line.clear();
        }
        line += piece;
        piece.clear();
    };
    for (const auto letter : harmless(text)) {
        piece.push_back(letter);
        if (breaks_after(letter)) {
            add_piece();
        }
    }
    add_piece();
    trim_end(line);
    if (!line.empty()) {
        lines.push_back(utf8(line));
    }
    return lines;
}

}  // namespace sourcelight::publish::maps
