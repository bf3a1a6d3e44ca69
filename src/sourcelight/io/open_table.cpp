// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/error.hpp"
#include "sourcelight/io/csv_reader.hpp"
#include "sourcelight/io/gdal_reader.hpp"
#include "sourcelight/io/parquet_reader.hpp"
#include "sourcelight/io/table_reader.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace sourcelight::io {
namespace {

std::string first_bytes(const std::string& path, std::size_t count)
{
    std::string bytes(count, '\0');
    std::ifstream file{path, std::ios::binary};
    file.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

std::string extension(const std::string& path)
{
    auto text = std::filesystem::path{path}.extension().string();
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

void require_regular_file(const std::string& path)
{
    std::error_code failed;
    const auto status = std::filesystem::status(path, failed);
    if (!std::filesystem::exists(status)) {
        throw Error{Errc::kInputUnreadable, path + ": there is no such file"};
    }
    if (std::filesystem::is_directory(status)) {
        throw Error{Errc::kInputUnreadable,
                    path + ": is a folder; expected a file with a supplier list"};
    }
    if (!std::filesystem::is_regular_file(status)) {
        throw Error{Errc::kInputUnreadable,
                    path + ": is no regular file; save the list to a file and name that"};
    }
}

/// A JSON document that is no GeoJSON: nothing of a feature stands at its beginning.
bool is_other_json(std::string_view bytes, const std::string& suffix)
{
    const auto has = [bytes](std::string_view word) {
        return bytes.find(word) != std::string_view::npos;
    };
    return suffix != ".geojson" && suffix != ".geojsonl" && suffix != ".geojsons" &&
           !has("\"Feature") && !has("\"features\"") && !has("\"geometry\"") &&
           !has("\"coordinates\"");
}

/// GDAL's driver for what the bytes say, or none.
std::string_view gdal_driver(std::string_view bytes, const std::string& suffix)
{
    using namespace std::string_view_literals;
    if (bytes.starts_with("PK\x03\x04"sv)) {
        // Both are ZIP files; an ODS begins with its media type, stored without compression.
        const bool ods = bytes.find("application/vnd.oasis.opendocument") != std::string_view::npos;
        return ods || suffix == ".ods" ? "ODS"sv : "XLSX"sv;
    }
    if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) {
        return "XLS"sv;
    }
    if (bytes.starts_with("SQLite format 3\0"sv)) {
        return "GPKG"sv;
    }
    if (bytes.starts_with("\0\0\x27\x0A"sv)) {
        return "ESRI Shapefile"sv;
    }
    if (bytes.starts_with("fgb\x03"sv)) {
        return "FlatGeobuf"sv;
    }
    const auto text = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (text != std::string_view::npos && bytes[text] == '{') {
        return suffix == ".geojsonl" || suffix == ".geojsons" ? "GeoJSONSeq"sv : "GeoJSON"sv;
    }
    return {};
}

/// What the file is, if it is a kind that people take for a table and that is none.
std::string_view not_a_table(std::string_view bytes)
{
    using namespace std::string_view_literals;
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kKinds{
        {{"%pdf", "a PDF document"},
         {"<!doctype html", "a web page"},
         {"<html", "a web page"},
         {"<head", "a web page"},
         {"<meta", "a web page"},
         {"<body", "a web page"},
         {"<style", "a web page"},
         {"<!--", "a web page"},
         {"<table", "a web page"},
         {"<?xml", "an XML document"},
         {"{\\rtf", "a text document"},
         {"[{", "a JSON array"},
         {"[ {", "a JSON array"},
         {"7z\xBC\xAF", "a 7z archive"}}};
    const auto from = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF\xFE\xFF\0"sv);
    std::string start{bytes.substr(std::min(from, bytes.size()), 64)};
    std::erase(start, '\0');  // of UTF-16
    std::transform(start.begin(), start.end(), start.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const auto& [mark, name] : kKinds) {
        if (start.starts_with(mark)) {
            return name;
        }
    }
    return bytes.starts_with("\x1F\x8B"sv) ? "a gzip archive"sv : std::string_view{};
}

/// What to do with a file that is no table.
std::string refusal(std::string_view kind, const std::string& suffix)
{
    const bool markup = kind == "a web page" || kind == "an XML document";
    if (markup && (suffix == ".xls" || suffix == ".xlsx")) {
        return "is " + std::string{kind} + " with the name of a workbook, as business systems " +
               "export it; open it in a spreadsheet program and save it there as XLSX or CSV";
    }
    return "is " + std::string{kind} +
           ", not a table; open it with the program that made it and save the list as XLSX or CSV";
}

}  // namespace

std::string vector_driver(const std::string& path)
{
    require_regular_file(path);
    const std::string driver{gdal_driver(first_bytes(path, 4096), extension(path))};
    return driver == "XLSX" || driver == "XLS" || driver == "ODS" ? std::string{} : driver;
}

std::unique_ptr<TableReader> open_table(const std::string& path, const ReadLimits& limits,
                                        const HeaderJudge& judge)
{
    require_regular_file(path);
    const auto bytes = first_bytes(path, 4096);
    if (bytes.starts_with("PAR1")) {
        return open_parquet(path, limits);
    }
    if (const auto kind = not_a_table(bytes); !kind.empty()) {
        throw Error{Errc::kInputUnreadable, path + ": " + refusal(kind, extension(path))};
    }
    const auto start = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (start != std::string::npos && bytes[start] == '{' &&
        is_other_json(bytes, extension(path))) {
        throw Error{Errc::kInputUnreadable, path + ": " + refusal("a JSON document", "")};
    }
    const auto driver = gdal_driver(bytes, extension(path));
    return driver.empty() ? open_csv(path, limits, judge)
                          : open_gdal(path, std::string{driver}, limits, judge);
}

}  // namespace sourcelight::io
