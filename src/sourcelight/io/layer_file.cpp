// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/layer_file.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

namespace sourcelight::io {
namespace {

namespace fs = std::filesystem;

/// A word of a shell's command line.
std::string shell_word(std::string_view text)
{
    constexpr std::string_view kPlain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+";
    if (!text.empty() && text.front() != '-' &&
        text.find_first_not_of(kPlain) == std::string_view::npos) {
        return std::string{text};
    }
    std::string word = "'";
    for (const char letter : text) {
        word += letter == '\'' ? std::string{"'\\''"} : std::string{letter};
    }
    return word + "'";
}

/// The command that writes a GeoPackage beside the file.
std::string conversion(const fs::path& path, std::string_view options = {})
{
    auto target = path;
    if (!target.has_filename()) {
        target = target.parent_path();
    }
    target.replace_extension();
    target += options.empty() ? ".gpkg" : "-part.gpkg";
    return fmt::format("ogr2ogr -f GPKG {}{} {}", options, shell_word(target.string()),
                       shell_word(path.string()));
}

[[noreturn]] void refuse(const LayerRequest& request, std::string_view why)
{
    throw Error{Errc::kInputUnreadable, fmt::format("{}: {}", request.path, why)};
}

std::string first_bytes(const std::string& path)
{
    constexpr std::size_t kEnough = 512;
    std::string bytes(kEnough, '\0');
    std::ifstream file{path, std::ios::binary};
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

/// Whether a ZIP file holds no workbook: its first member is called like a layer.
bool is_archive(std::string_view bytes)
{
    constexpr std::size_t kName = 30;  // where the first member's name begins
    if (!bytes.starts_with("PK\x03\x04") || bytes.size() <= kName) {
        return false;
    }
    const auto size = static_cast<unsigned char>(bytes[kName - 4]);
    const auto name = fold(bytes.substr(kName, size));
    static constexpr std::array<std::string_view, 12> kEndings{
        "shp", "shx", "dbf", "prj", "cpg", "geojson", "json", "kml", "gpkg", "csv", "gml", "fgb"};
    return std::any_of(kEndings.begin(), kEndings.end(),
                       [&name](std::string_view ending) { return name.ends_with(ending); }) ||
           bytes.substr(kName, size).ends_with('/');
}

void require_layer_kind(const LayerRequest& request)
{
    const auto bytes = first_bytes(request.path);
    const auto from = std::min(bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF"), bytes.size());
    const auto start = fold(std::string_view{bytes}.substr(from, 256));
    const auto has = [&start](std::string_view word) {
        return start.find(word) != std::string::npos;
    };
    if (is_archive(bytes)) {
        refuse(request, "is a ZIP archive; unpack it and name the layer's file, such as the .shp");
    }
    if (from == bytes.size() || bytes[from] != '<') {
        return;
    }
    if (has("html")) {
        refuse(request, "is a web page, not a layer; download the file that the page offers");
    }
    refuse(request, "is an XML document such as KML or GML, which is not read as a layer; convert "
                    "it: " +
                        conversion(request.path));
}

/// Stops at what the outermost object is.
class OutermostType final : public nlohmann::json_sax<nlohmann::json> {
public:
    [[nodiscard]] bool is_collection() const noexcept { return m_collection; }

    bool null() override { return true; }
    bool boolean(bool /*value*/) override { return true; }
    bool number_integer(number_integer_t /*value*/) override { return true; }
    bool number_unsigned(number_unsigned_t /*value*/) override { return true; }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return true; }
    bool binary(binary_t& /*value*/) override { return true; }
    bool string(string_t& value) override
    {
        if (m_depth == 1 && m_key == "type") {
            m_collection = value == "FeatureCollection";
            return false;
        }
        return true;
    }
    bool start_object(std::size_t /*elements*/) override
    {
        ++m_depth;
        return true;
    }
    bool key(string_t& value) override
    {
        if (m_depth == 1) {
            m_key = value;
        }
        return true;
    }
    bool end_object() override
    {
        --m_depth;
        return true;
    }
    bool start_array(std::size_t /*elements*/) override
    {
        // Only a collection has features: its type may stand behind them.
        m_collection = m_depth == 1 && m_key == "features";
        ++m_depth;
        return !m_collection;
    }
    bool end_array() override
    {
        --m_depth;
        return true;
    }
    bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                     const nlohmann::json::exception& /*failure*/) override
    {
        return false;
    }

private:
    int m_depth = 0;
    std::string m_key;
    bool m_collection = false;
};

}  // namespace

void require_layer_file(const LayerRequest& request)
{
    const fs::path path{request.path};
    std::error_code failed;
    const auto status = fs::status(path, failed);
    if (status.type() == fs::file_type::none) {
        refuse(request, fmt::format("cannot be reached: {}", failed.message()));
    }
    if (fs::is_directory(status)) {
        refuse(request, "is a folder; expected the file of a layer, such as the .shp in it. A "
                        "file geodatabase is converted by: " +
                            conversion(path));
    }
    if (!fs::is_regular_file(status)) {
        return;  // not there, or a pipe: vector_driver() says so
    }
    const auto bytes = fs::file_size(path, failed);
    if (!failed && bytes == 0) {
        refuse(request, "is empty, 0 bytes; expected a layer with at least one place. Fetch or "
                        "save it again, or take it out of the settings");
    }
    if (!failed && bytes > request.most_bytes) {
        throw Error{
            Errc::kLimitExceeded,
            fmt::format("{}: has {} bytes, the limit is {}. Convert it, which makes it smaller: {} "
                        "(with -spat WEST SOUTH EAST NORTH it keeps the part around the "
                        "suppliers); or raise limits.layer_bytes",
                        request.path, bytes, request.most_bytes, conversion(path))};
    }
    require_layer_kind(request);
}

void require_streamable(const LayerRequest& request, const std::string& driver)
{
    constexpr std::uint64_t kWholeBytes = std::uint64_t{1} << 26U;  // 1.5 GB in memory
    std::error_code failed;
    const auto bytes = fs::file_size(request.path, failed);
    if (driver != "GeoJSON" || failed || bytes <= kWholeBytes) {
        return;
    }
    OutermostType outermost;
    std::ifstream file{request.path, std::ios::binary};
    nlohmann::json::sax_parse(file, &outermost);
    if (!outermost.is_collection()) {
        throw Error{
            Errc::kLimitExceeded,
            fmt::format("{}: has {} bytes and is one GeoJSON object, not a FeatureCollection whose "
                        "features can be read one by one; the limit for that is {} bytes. Save "
                        "each place as a feature of its own, or convert it: {}",
                        request.path, bytes, kWholeBytes,
                        conversion(request.path, "-explodecollections "))};
    }
}

}  // namespace sourcelight::io
