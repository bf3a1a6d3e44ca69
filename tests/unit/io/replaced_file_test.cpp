// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/replaced_file.hpp"

#include "tests/unit/io/temporary_file.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace {

namespace fs = std::filesystem;
using sourcelight::Errc;
using sourcelight::Error;
using sourcelight::io::ReplacedFile;

std::size_t entries(const std::string& folder)
{
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

void make_file(const std::string& target, const std::string& text, bool force)
{
    ReplacedFile out{target, force};
    std::ofstream{out.path()} << text;
    std::ofstream{out.companion("qml")} << "style";
    out.commit();
}

}  // namespace

TEST_CASE("a single result appears with its companion, or not at all", "[io][output]")
{
    const test::TemporaryFolder folder;
    const auto target = folder.path("new/map.tif");
    {
        ReplacedFile out{target, false};
        std::ofstream{out.path()} << "half";
        CHECK_FALSE(fs::exists(target));
    }
    CHECK(entries(folder.path("new")) == 0);
    make_file(target, "whole", false);
    CHECK(test::read_bytes(target) == "whole");
    CHECK(test::read_bytes(folder.path("new/map.qml")) == "style");
    CHECK(entries(folder.path("new")) == 2);
}

TEST_CASE("a file or its companion is replaced only on demand, a folder never", "[io][output]")
{
    const test::TemporaryFolder folder;
    const auto target = folder.path("map.tif");
    static_cast<void>(folder.file("map.qml", "mine"));
    CHECK_THROWS_MATCHES(make_file(target, "x", false), Error, test::has_code(Errc::kOutputExists));
    CHECK_FALSE(fs::exists(target));
    make_file(target, "first", true);
    CHECK_THROWS_MATCHES((ReplacedFile{target, false}), Error, test::has_code(Errc::kOutputExists));
    make_file(target, "second", true);
    CHECK(test::read_bytes(target) == "second");

    fs::create_directory(folder.path("dir.tif"));
    CHECK_THROWS_MATCHES((ReplacedFile{folder.path("dir.tif"), true}), Error,
                         test::has_code(Errc::kOutputExists));
}

TEST_CASE("a file that someone else made meanwhile is not replaced", "[io][output]")
{
    const test::TemporaryFolder folder;
    ReplacedFile out{folder.path("map.tif"), false};
    std::ofstream{out.path()} << "ours";
    const auto theirs = folder.file("map.tif", "theirs");
    CHECK_THROWS_MATCHES(out.commit(), Error, test::has_code(Errc::kOutputExists));
    CHECK(test::read_bytes(theirs) == "theirs");
}

TEST_CASE("where no file can be made the output is unwritable", "[io][output]")
{
    const test::TemporaryFolder folder;
    static_cast<void>(folder.file("plain", ""));
    CHECK_THROWS_MATCHES((ReplacedFile{folder.path("plain/map.tif"), false}), Error,
                         test::has_code(Errc::kOutputUnwritable));
}
