// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/text_encoding.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace {

using sourcelight::io::Decoder;
using sourcelight::io::detect_encoding;
using sourcelight::io::repair_utf8;

std::string decode(const std::string& encoding, const std::string& bytes, std::size_t piece)
{
    Decoder decoder{encoding};
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += piece) {
        decoder.decode(bytes.substr(i, piece), i + piece >= bytes.size(), out);
    }
    return out;
}

}  // namespace

TEST_CASE("encodings are recognised from the bytes", "[io][encoding]")
{
    CHECK(detect_encoding("name,country\n", true).name == "UTF-8");
    CHECK(detect_encoding("\xEF\xBB\xBFname", true).mark == 3);
    CHECK(detect_encoding("M\xC3\xBCller;K\xC3\xB6ln\n", true).name == "UTF-8");
    // "Muller;Koln" with umlauts in one byte each.
    CHECK(detect_encoding("M\xFCller;K\xF6ln\n", true).name == "windows-1252");
    CHECK(detect_encoding(std::string("\xFF\xFE"
                                      "a\0,\0b\0",
                                      8),
                          true)
              .name == "UTF-16LE");
    CHECK(detect_encoding(std::string("n\0a\0m\0e\0,\0x\0", 12), true).name == "UTF-16LE");
    CHECK(detect_encoding(std::string("\0n\0a\0m\0e\0,\0x", 12), true).name == "UTF-16BE");
}

TEST_CASE("a few words of Cyrillic in one byte a letter are enough", "[io][encoding]")
{
    // "Поставщик;Страна;Город" and "Пример;Россия;Иваново" in Windows-1251.
    const std::string list = "\xCF\xEE\xF1\xF2\xE0\xE2\xF9\xE8\xEA;\xD1\xF2\xF0\xE0\xED\xE0;"
                             "\xC3\xEE\xF0\xEE\xE4\n\xCF\xF0\xE8\xEC\xE5\xF0;"
                             "\xD0\xEE\xF1\xF1\xE8\xFF;\xC8\xE2\xE0\xED\xEE\xE2\xEE\n";
    CHECK(detect_encoding(list, true).name == "windows-1251");
    // Without the last letter of the alphabet the bytes would be pairs of GB 18030 as well.
    CHECK(detect_encoding("\xD1\xF2\xF0\xE0\xED\xE0;\xC3\xEE\xF0\xEE\xE4\n", true).name ==
          "windows-1251");
}

TEST_CASE("short lists of Poland and Turkey are told from those of the West", "[io][encoding]")
{
    // "Przykład;Włochy;Odzież robocza" and "Şişli;Iğdır;Gömlek imalatı".
    CHECK(detect_encoding("Przyk\xB3"
                          "ad;W\xB3ochy;Odzie\xBF robocza\n",
                          true)
              .name == "windows-1250");
    CHECK(detect_encoding("\xDEi\xFEli;I\xF0"
                          "d\xFDr;G\xF6mlek imalat\xFD\n",
                          true)
              .name == "windows-1254");
    // Cubic metres, numbers and questions stay what they are.
    CHECK(detect_encoding("5 m\xB3;N\xBA 3;\xBFQu\xE9?;Stra\xDF"
                          "e 1\xAA\n",
                          true)
              .name == "windows-1252");
}

TEST_CASE("one damaged character does not make a UTF-8 file Latin", "[io][encoding]")
{
    std::string text;
    for (int i = 0; i < 20; ++i) {
        text += "S\xC3\xA3o Paulo\n";
    }
    CHECK(detect_encoding(text + "M\xFCller\n", true).name == "UTF-8");
}

TEST_CASE("a sample may end inside a character", "[io][encoding]")
{
    CHECK(detect_encoding("caf\xC3", false).name == "UTF-8");
    CHECK(detect_encoding("caf\xC3", true).name == "windows-1252");
}

TEST_CASE("bytes that are no text have no encoding", "[io][encoding]")
{
    std::string noise;
    for (int i = 0; i < 1000; ++i) {
        noise.push_back(static_cast<char>((i * 131 + i / 7) % 256));
    }
    CHECK(detect_encoding(noise, true).name.empty());
}

TEST_CASE("decoding does not depend on how the bytes arrive", "[io][encoding]")
{
    // "Zhongguo, " and an emoji beyond the basic plane, in UTF-16LE; GB18030 for the first two.
    const std::string utf16("\x2D\x4E\xFD\x56\x3D\xD8\x00\xDE", 8);
    const std::string gb("\xD6\xD0\xB9\xFA", 4);
    for (const std::size_t piece : {1U, 2U, 3U, 8U}) {
        CHECK(decode("UTF-16LE", utf16, piece) == "\xE4\xB8\xAD\xE5\x9B\xBD\xF0\x9F\x98\x80");
        CHECK(decode("GB18030", gb, piece) == "\xE4\xB8\xAD\xE5\x9B\xBD");
    }
}

TEST_CASE("stray bytes in UTF-8 are read as Windows-1252", "[io][encoding]")
{
    CHECK(repair_utf8("M\xFCller \xC3\xA9") == "M\xC3\xBCller \xC3\xA9");
    CHECK(repair_utf8("plain") == "plain");
}
