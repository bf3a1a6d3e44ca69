// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/text_stream.hpp"

#include "sourcelight/core/error.hpp"

#include "tests/unit/io/temporary_file.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <string>

namespace {

using namespace sourcelight;
using io::TextStream;

/// The whole text, taken in windows of which about the last `kept` bytes are read again.
std::string drain(TextStream& stream, std::size_t kept)
{
    std::string text;
    for (;;) {
        const auto window = stream.window();
        const auto taken =
            stream.last() || window.size() < kept ? window.size() : window.size() - kept;
        text += window.substr(0, taken);
        stream.advance(stream.begin() + taken);
        if (stream.last()) {
            return text;
        }
        stream.fill();
    }
}

std::string repeated(const std::string& line, std::size_t bytes)
{
    std::string text;
    while (text.size() < bytes) {
        text += line;
    }
    return text;
}

// The stream reads blocks of 4 MiB: these are two and a bit.
constexpr std::size_t kLong = std::size_t{9} << 20U;

}  // namespace

TEST_CASE("a file of several blocks reads as one text", "[io][stream]")
{
    const test::TemporaryFolder folder;
    // Lines of 13 bytes, so that blocks end inside Chinese characters.
    const auto text = repeated("\xE6\xB7\xB1\xE5\xAE\x9D,cotton\n", kLong);
    TextStream stream{folder.file("long.csv", text)};
    CHECK(stream.encoding().name == "UTF-8");
    const auto read = drain(stream, 1000);
    CHECK(read.size() == text.size());
    CHECK((read == text));
    CHECK_FALSE(stream.suspicious());  // no character was judged by a half of it
}

TEST_CASE("a long file in one byte a letter becomes UTF-8", "[io][stream]")
{
    const test::TemporaryFolder folder;
    TextStream stream{folder.file("latin.csv", repeated("M\xFCller;K\xF6ln\n", kLong))};
    CHECK(stream.encoding().name == "windows-1252");
    const auto read = drain(stream, 0);
    CHECK((read == repeated("M\xC3\xBCller;K\xC3\xB6ln\n", read.size())));
    CHECK(read.size() > kLong);
}

TEST_CASE("bytes that are no UTF-8 are noticed behind the first block too", "[io][stream]")
{
    const test::TemporaryFolder folder;
    const auto text = repeated("S\xC3\xA3o Paulo\n", kLong) + "caf\xC3\n";
    TextStream stream{folder.file("damaged.csv", text)};
    CHECK_FALSE(stream.suspicious());
    const auto read = drain(stream, 0);
    CHECK(stream.suspicious());
    CHECK((read == text));  // the cells are repaired one by one
}

TEST_CASE("NUL bytes are dropped and counted", "[io][stream]")
{
    const test::TemporaryFolder folder;
    TextStream stream{folder.file("nul.csv", std::string("name,city\nA\0cme,Lima\0\n", 22))};
    CHECK(stream.window() == "name,city\nAcme,Lima\n");
    CHECK(stream.nul_bytes() == 2);
}

TEST_CASE("a file that is missing, empty or a folder is refused by name", "[io][stream][error]")
{
    const test::TemporaryFolder folder;
    const auto open = [](const std::string& path) { const TextStream stream{path}; };
    CHECK_THROWS_MATCHES(open(folder.path("none.csv")), Error,
                         test::has_code(Errc::kInputUnreadable));
    CHECK_THROWS_WITH(open(folder.file("empty.csv", "")), Catch::Contains("empty.csv: is empty"));
    CHECK_THROWS_WITH(open(folder.path("")), Catch::Contains("cannot be read"));
}
