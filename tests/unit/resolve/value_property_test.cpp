// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/resolve/value_properties.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

std::string bytes_of(const std::filesystem::path& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST_CASE("cells the fuzz target began with or stumbled over are read soundly",
          "[resolve][property]")
{
    int files = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator{SOURCELIGHT_SOURCE_DIR "/tests/data/fuzz/values"}) {
        INFO(entry.path().filename().string());
        CHECK(test::value_holds(bytes_of(entry.path())));
        ++files;
    }
    CHECK(files > 0);
}
