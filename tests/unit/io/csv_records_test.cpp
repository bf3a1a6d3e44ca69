// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/csv_records.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using sourcelight::io::CsvParser;
using sourcelight::io::CsvRecord;
using sourcelight::io::detect_separator;
using Rows = std::vector<std::vector<std::string>>;

struct Parsed {
    Rows rows;
    int runaway = 0;
};

/// Parses a text that arrives in pieces of `piece` bytes, as from a slow disk.
Parsed parse_in_pieces(const std::string& text, std::size_t piece, std::size_t cell_limit = 1000)
{
    const CsvParser parser{',', cell_limit};
    Parsed parsed;
    CsvRecord record;
    std::string buffer;
    for (std::size_t read = 0; read < text.size() || !buffer.empty();) {
        buffer.append(text, read, piece);
        read = std::min(read + piece, text.size());
        const bool last = read == text.size();
        std::size_t used = 0;
        while (used < buffer.size()) {
            parser.parse(buffer.data() + used, buffer.data() + buffer.size(), last, record);
            if (record.state != CsvRecord::State::kComplete) {
                break;
            }
            parsed.rows.emplace_back(record.cells.begin(), record.cells.end());
            parsed.runaway += record.runaway_quote ? 1 : 0;
            used = static_cast<std::size_t>(record.next - buffer.data());
        }
        buffer.erase(0, used);
        if (last && record.state != CsvRecord::State::kComplete) {
            break;
        }
    }
    return parsed;
}

Rows parse(const std::string& text) { return parse_in_pieces(text, text.size()).rows; }

}  // namespace

TEST_CASE("CSV as RFC 4180 defines it", "[io][csv]")
{
    CHECK(parse("a,b\nc,d\n") == Rows{{"a", "b"}, {"c", "d"}});
    CHECK(parse("a,b\r\nc,d") == Rows{{"a", "b"}, {"c", "d"}});
    CHECK(parse("a,b\rc,d\r") == Rows{{"a", "b"}, {"c", "d"}});
    CHECK(parse("\"a,1\",\"say \"\"hi\"\"\"\n") == Rows{{"a,1", "say \"hi\""}});
    CHECK(parse("\"two\nlines\",b\n") == Rows{{"two\nlines", "b"}});
    CHECK(parse(",,\n") == Rows{{"", "", ""}});
    CHECK(parse("\"\",\"\"\n") == Rows{{"", ""}});
}

TEST_CASE("a quotation mark that does not fit is an ordinary character", "[io][csv]")
{
    SECTION("in the middle of a cell")
    {
        CHECK(parse("5\" pipe,steel\n") == Rows{{"5\" pipe", "steel"}});
        CHECK(parse("\"ABC\" Ltd,x\n") == Rows{{"\"ABC\" Ltd", "x"}});
        CHECK(parse("\"A, B\" Ltd,x\n") == Rows{{"\"A, B\" Ltd", "x"}});
    }
    SECTION("opening a cell whose partner belongs to a later row")
    {
        const auto parsed = parse_in_pieces("\"A,CN\nB,\"rice, long\"\n", 1000);
        CHECK(parsed.rows == Rows{{"\"A", "CN"}, {"B", "rice, long"}});
        CHECK(parsed.runaway == 1);
    }
    SECTION("never closed before the end of the file")
    {
        CHECK(parse("A,CN\n\"B,IN\nC,DE\n") == Rows{{"A", "CN"}, {"\"B", "IN"}, {"C", "DE"}});
    }
    SECTION("never closed within the limit of a cell")
    {
        const std::string filler(60, 'x');
        const auto text = "\"A,CN\n" + filler + ",IN\n\"B\",DE\n";
        const auto parsed = parse_in_pieces(text, 1000, 62);
        CHECK(parsed.rows == Rows{{"\"A", "CN"}, {filler, "IN"}, {"B", "DE"}});
    }
}

TEST_CASE("a cell larger than the limit is told by its position", "[io][csv]")
{
    std::string text = "a,b," + std::string(200, 'x') + "\n";
    const CsvParser parser{',', 100};
    CsvRecord record;
    parser.parse(text.data(), text.data() + text.size(), true, record);
    CHECK(record.state == CsvRecord::State::kCellTooLarge);
    CHECK(record.cells.size() == 2);
}

TEST_CASE("the records do not depend on how the text arrives", "[io][csv][property]")
{
    const auto text =
        GENERATE(as<std::string>{}, "a,b\r\nc,\"d\"\"e\"\r\n", "\"x\ny\",z\r\n\"q\" r,s",
                 "\"A,CN\nB,\"rice, long\"\n\"E\n", ",\r\n\r\n\"\",\"\"\n", "a\r\r\nb\n\r");
    const auto whole = parse(text);
    for (std::size_t piece = 1; piece < text.size(); ++piece) {
        CHECK(parse_in_pieces(text, piece).rows == whole);
    }
}

TEST_CASE("the separator is the character that cuts the lines evenly", "[io][csv]")
{
    CHECK(detect_separator("a,b,c\n1,2,3\n", true) == ',');
    // Decimal commas and a comma in a name do not make it a comma file.
    CHECK(detect_separator("name;spend\nA, Inc;1,5\nB;2,5\nC;1\n", true) == ';');
    CHECK(detect_separator("name\tcity\nA, Inc\tX\n", true) == '\t');
    CHECK(detect_separator("a|b\n1|2\n", true) == '|');
    CHECK(detect_separator("one column\nonly\n", true) == ',');
}
