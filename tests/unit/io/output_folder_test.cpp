// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/output_folder.hpp"

#include "sourcelight/core/digest.hpp"

#include "tests/unit/io/temporary_file.hpp"

#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>

namespace {

namespace fs = std::filesystem;
using sourcelight::Errc;
using sourcelight::Error;
using sourcelight::sha256;
using sourcelight::io::OutputFolder;

std::size_t entries(const std::string& folder)
{
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

void make_result(const std::string& target, const std::string& text, bool force = false)
{
    OutputFolder out{target, force};
    out.write("run.json", text);
    out.commit();
}

}  // namespace

TEST_CASE("a result folder appears complete, with everything below it", "[io][output]")
{
    const test::TemporaryFolder folder;
    const auto target = folder.path("result");
    OutputFolder out{target, false};
    out.write("run.json", "{}");
    out.write("maps/world.svg", "<svg/>");
    static_cast<void>(folder.file("x", ""));
    std::ofstream{out.scratch("spill")} << "temporary";

    CHECK_FALSE(fs::exists(target));
    const auto digests = out.digests();
    REQUIRE(digests.size() == 2);
    CHECK(digests[0].first == "maps/world.svg");
    CHECK(digests[1].second == sha256("{}"));

    out.commit();
    CHECK(test::read_bytes(target + "/maps/world.svg") == "<svg/>");
    CHECK(entries(target) == 2);
    CHECK(entries(folder.path("")) == 2);  // the result and x: nothing hidden is left
}

TEST_CASE("a run that fails leaves nothing and the earlier result untouched", "[io][output]")
{
    const test::TemporaryFolder folder;
    const auto target = folder.path("result");
    make_result(target, "first");
    {
        OutputFolder out{target, true};
        out.write("run.json", "second");
    }
    CHECK(test::read_bytes(target + "/run.json") == "first");
    CHECK(entries(folder.path("")) == 1);
}

TEST_CASE("an existing folder is replaced only on demand and only if it is a result",
          "[io][output]")
{
    const test::TemporaryFolder folder;
    const auto target = folder.path("result");

    SECTION("a result is refused, with --force replaced in one step")
    {
        make_result(target, "first");
        CHECK_THROWS_MATCHES(OutputFolder(target, false), Error,
                             test::has_code(Errc::kOutputExists));
        make_result(target, "second", true);
        CHECK(test::read_bytes(target + "/run.json") == "second");
        CHECK(entries(folder.path("")) == 1);
    }
    SECTION("a folder with other things is never replaced")
    {
        fs::create_directory(target);
        std::ofstream{target + "/thesis.doc"} << "years of work";
        CHECK_THROWS_MATCHES(OutputFolder(target, true), Error,
                             test::has_code(Errc::kOutputExists));
        CHECK(test::read_bytes(target + "/thesis.doc") == "years of work");
    }
    SECTION("a file is never replaced")
    {
        std::ofstream{target} << "x";
        CHECK_THROWS_MATCHES(OutputFolder(target, true), Error,
                             test::has_code(Errc::kOutputExists));
    }
    SECTION("an empty folder is used")
    {
        fs::create_directory(target);
        make_result(target + "/", "first");
        CHECK(test::read_bytes(target + "/run.json") == "first");
    }
}

TEST_CASE("what a killed run left is removed by the next, a living run is not", "[io][output]")
{
    const test::TemporaryFolder folder;
    const auto target = folder.path("result");
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const auto child = ::fork();
    if (child == 0) {
        const OutputFolder out{target, false};
        out.write("run.json", "half");
        static_cast<void>(!::write(ready[1], "x", 1));
        ::pause();
        ::_exit(0);
    }
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    {
        const OutputFolder beside{target, false};
        CHECK(entries(folder.path("")) == 2);
    }
    CHECK(entries(folder.path("")) == 1);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    CHECK(entries(folder.path("")) == 1);

    make_result(target, "whole");
    CHECK(entries(folder.path("")) == 1);
    CHECK(test::read_bytes(target + "/run.json") == "whole");
}

TEST_CASE("a place that cannot be written is told before the work begins", "[io][output]")
{
    const test::TemporaryFolder folder;
    const auto file = folder.file("file", "");
    CHECK_THROWS_MATCHES(OutputFolder(file + "/result", false), Error,
                         test::has_code(Errc::kOutputUnwritable));
}
