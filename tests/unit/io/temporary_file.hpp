// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/error.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace test {

/// A folder in the system's temporary folder that is gone at the end of the test.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "sourcelight-XXXXXX").string();
        m_path = ::mkdtemp(pattern.data());
    }
    ~TemporaryFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    TemporaryFolder(TemporaryFolder&&) = delete;
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;

    [[nodiscard]] std::string path(std::string_view name) const { return (m_path / name).string(); }

    /// Writes a file and gives its path.
    [[nodiscard]] std::string file(std::string_view name, std::string_view bytes) const
    {
        std::ofstream{m_path / name, std::ios::binary} << bytes;
        return path(name);
    }

private:
    std::filesystem::path m_path;
};

inline std::string read_bytes(const std::string& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

/// A file of tests/data/ingest.
inline std::string data_file(const std::string& name)
{
    return std::string{SOURCELIGHT_SOURCE_DIR} + "/tests/data/ingest/" + name;
}

inline auto has_code(sourcelight::Errc code)
{
    return Catch::Matchers::Predicate<sourcelight::Error>(
        [code](const sourcelight::Error& e) { return e.code() == code; },
        "has code " + std::string{sourcelight::errc_name(code)});
}

}  // namespace test
