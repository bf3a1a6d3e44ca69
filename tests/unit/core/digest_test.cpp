// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/digest.hpp"

#include "sourcelight/core/error.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace sourcelight;

TEST_CASE("SHA-256 gives the digests of FIPS 180-4", "[core]")
{
    // Examples published by NIST with the standard.
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("a digest may be fed in pieces and is spent when it is read", "[core]")
{
    Digest digest;
    digest.update("a");
    digest.update("bc");
    CHECK(digest.finish() == sha256("abc"));
    CHECK_THROWS_AS(digest.update("d"), Error);
    CHECK_THROWS_AS(digest.finish(), Error);
}

TEST_CASE("the digest of a file is the digest of its bytes", "[core]")
{
    const auto path = std::filesystem::temp_directory_path() / "sourcelight_digest_test";
    const std::string bytes(3U << 20U, 'x');  // three blocks of the reader
    std::ofstream{path, std::ios::binary} << bytes << '\0';
    CHECK(sha256_file(path.string()) == sha256(bytes + '\0'));
    std::filesystem::remove(path);
}

TEST_CASE("a folder has no digest", "[core][error]")
{
    const auto folder = std::filesystem::temp_directory_path().string();
    CHECK_THROWS_WITH(sha256_file(folder), Catch::Contains(folder));
}

TEST_CASE("a file that is not there is named", "[core][error]")
{
    CHECK_THROWS_WITH(sha256_file("no/such/file"), Catch::Contains("no/such/file"));
    CHECK_THROWS_AS(sha256_file("no/such/file"), Error);
}
