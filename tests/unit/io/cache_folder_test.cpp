// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/cache_folder.hpp"

#include "tests/unit/io/temporary_file.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

using namespace sourcelight;
namespace fs = std::filesystem;

namespace {

const std::string kKey(64, 'a');
const std::string kOtherKey = std::string(63, 'a') + 'b';

struct Spot {
    double lon = 0.0;
    double lat = 0.0;
};

/// Three arrays with odd sizes and one without values.
struct Sample {
    ConstArray<std::uint16_t> counts{std::vector<std::uint16_t>{1, 2, 3}};
    ConstArray<Spot> spots{std::vector<Spot>{{1.5, -2.5}, {180.0, 90.0}}};
    ConstArray<char> text{std::vector<char>{'a', 'b', 'c', 'd', 'e'}};
    ConstArray<std::uint64_t> nothing{};

    [[nodiscard]] Sections sections() const
    {
        Sections out;
        out.add("counts", counts);
        out.add("nothing", nothing);
        out.add("spots", spots);
        out.add("text", text);
        return out;
    }
};

void store_sample(const io::CacheFolder& cache, const std::string& key = kKey)
{
    const Sample sample;
    cache.store("sample", key, sample.sections());
}

void check_sample(const std::optional<Sections>& found)
{
    REQUIRE(found);
    const auto counts = found->take<std::uint16_t>("counts");
    const auto spots = found->take<Spot>("spots");
    const auto text = found->take<char>("text");
    CHECK(std::vector<int>(counts.begin(), counts.end()) == std::vector<int>{1, 2, 3});
    REQUIRE(spots.size() == 2);
    CHECK(spots[0].lat == -2.5);
    CHECK(spots[1].lon == 180.0);
    CHECK(std::string(text.begin(), text.end()) == "abcde");
    CHECK(found->take<std::uint64_t>("nothing").empty());
}

void overwrite(const std::string& path, const std::string& bytes)
{
    std::ofstream{path, std::ios::binary | std::ios::trunc} << bytes;
}

}  // namespace

TEST_CASE("A structure comes out of the cache as it went in")
{
    const test::TemporaryFolder folder;
    const io::CacheFolder cache{folder.path("deep/er")};
    CHECK_FALSE(cache.load("sample", kKey));
    store_sample(cache);
    check_sample(cache.load("sample", kKey));
    CHECK(fs::status(folder.path("deep/er")).permissions() == fs::perms::owner_all);
}

TEST_CASE("A view outlives the cache and the file it came from")
{
    ConstArray<char> text;
    {
        const test::TemporaryFolder folder;
        const io::CacheFolder cache{folder.path("c")};
        store_sample(cache);
        text = cache.load("sample", kKey)->take<char>("text");
    }
    CHECK(std::string(text.begin(), text.end()) == "abcde");
}

TEST_CASE("A file with any one bit changed is not used")
{
    const test::TemporaryFolder folder;
    const io::CacheFolder cache{folder.path("c")};
    store_sample(cache);
    const auto path = cache.path_of("sample", kKey);
    const auto sound = test::read_bytes(path);
    for (std::size_t at = 0; at < sound.size(); ++at) {
        auto damaged = sound;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        overwrite(path, damaged);
        INFO("byte " << at);
        REQUIRE_FALSE(cache.load("sample", kKey));
    }
    overwrite(path, sound);
    check_sample(cache.load("sample", kKey));
}

TEST_CASE("A file cut anywhere or with bytes behind its end is not used")
{
    const test::TemporaryFolder folder;
    const io::CacheFolder cache{folder.path("c")};
    store_sample(cache);
    const auto path = cache.path_of("sample", kKey);
    const auto sound = test::read_bytes(path);
    for (std::size_t size = 0; size < sound.size(); ++size) {
        overwrite(path, sound.substr(0, size));
        REQUIRE_FALSE(cache.load("sample", kKey));
    }
    overwrite(path, sound + '\0');
    CHECK_FALSE(cache.load("sample", kKey));
}

TEST_CASE("A file of another key, under whatever name, is not used")
{
    const test::TemporaryFolder folder;
    const io::CacheFolder cache{folder.path("c")};
    store_sample(cache, kOtherKey);
    fs::rename(cache.path_of("sample", kOtherKey), cache.path_of("sample", kKey));
    CHECK_FALSE(cache.load("sample", kKey));
    store_sample(cache);
    check_sample(cache.load("sample", kKey));
}

TEST_CASE("A file that others may write, or behind a link, is not used")
{
    const test::TemporaryFolder folder;
    const io::CacheFolder cache{folder.path("c")};
    store_sample(cache);
    const auto path = cache.path_of("sample", kKey);

    SECTION("writable for the group") { ::chmod(path.c_str(), 0660); }
    SECTION("writable for all") { ::chmod(path.c_str(), 0606); }
    SECTION("a link")
    {
        fs::rename(path, folder.path("elsewhere"));
        fs::create_symlink(folder.path("elsewhere"), path);
    }
    SECTION("a folder")
    {
        fs::remove(path);
        fs::create_directory(path);
    }
    SECTION("a pipe, without waiting for its writer")
    {
        fs::remove(path);
        REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    }
    CHECK_FALSE(cache.load("sample", kKey));
}

TEST_CASE("Storing replaces a link and leaves what it led to")
{
    const test::TemporaryFolder folder;
    const io::CacheFolder cache{folder.path("c")};
    fs::create_directory(folder.path("c"));
    const auto precious = folder.file("precious", "mine");
    fs::create_symlink(precious, cache.path_of("sample", kKey));
    store_sample(cache);
    CHECK(test::read_bytes(precious) == "mine");
    check_sample(cache.load("sample", kKey));
}

TEST_CASE("Where nothing can be written nothing is kept, without a word")
{
    const test::TemporaryFolder folder;
    const auto file = folder.file("file", "no folder");
    for (const auto& place : {file, file + "/below", std::string{"/dev/full"}}) {
        const io::CacheFolder cache{place};
        CHECK_NOTHROW(store_sample(cache));
        CHECK_FALSE(cache.load("sample", kKey));
    }
}

TEST_CASE("What was built with the program comes first and is never written")
{
    const test::TemporaryFolder folder;
    const Sample sample;
    store_sample(io::CacheFolder{folder.path("prepared")});
    const io::PreparedStore store{folder.path("prepared"), folder.path("cache")};
    check_sample(store.load("sample", kKey));
    CHECK_FALSE(store.load("sample", kOtherKey));
    store.store("sample", kOtherKey, sample.sections());
    check_sample(store.load("sample", kOtherKey));
    CHECK_FALSE(io::CacheFolder{folder.path("prepared")}.load("sample", kOtherKey));
    check_sample(io::CacheFolder{folder.path("cache")}.load("sample", kOtherKey));
}

TEST_CASE("Without a cache folder nothing is kept anywhere")
{
    const test::TemporaryFolder folder;
    const io::PreparedStore store{folder.path("none"), ""};
    store.store("sample", kKey, Sample{}.sections());
    CHECK_FALSE(store.load("sample", kKey));
    CHECK_FALSE(fs::exists(folder.path("none")));
}

TEST_CASE("Of each structure the two newest files stay")
{
    const test::TemporaryFolder folder;
    const io::CacheFolder cache{folder.path("c")};
    const Sample sample;
    cache.store("other", kKey, sample.sections());
    const std::vector<std::string> keys{std::string(64, '1'), std::string(64, '2'),
                                        std::string(64, '3')};
    for (const auto& key : keys) {
        store_sample(cache, key);
        const auto age = std::chrono::seconds{key.front() - '3'};
        fs::last_write_time(cache.path_of("sample", key), fs::file_time_type::clock::now() + age);
    }
    const auto abandoned = folder.file("c/.part-xyz", "half");
    fs::last_write_time(abandoned, fs::file_time_type::clock::now() - std::chrono::hours{2});
    store_sample(cache, std::string(64, '4'));
    CHECK_FALSE(cache.load("sample", keys[0]));
    CHECK_FALSE(cache.load("sample", keys[1]));
    check_sample(cache.load("sample", keys[2]));
    check_sample(cache.load("sample", std::string(64, '4')));
    check_sample(cache.load("other", kKey));
    CHECK_FALSE(fs::exists(abandoned));
}

TEST_CASE("Writers and readers at the same time meet whole files only")
{
    const test::TemporaryFolder folder;
    std::atomic<int> damaged{0};
    const auto work = [&] {
        const io::CacheFolder cache{folder.path("c")};
        for (int i = 0; i < 50; ++i) {
            store_sample(cache);
            const auto found = cache.load("sample", kKey);
            damaged += found && found->take<Spot>("spots").size() == 2 ? 0 : 1;
        }
    };
    std::thread other{work};
    work();
    other.join();
    CHECK(damaged == 0);
    CHECK(std::distance(fs::directory_iterator{folder.path("c")}, {}) == 1);
}

TEST_CASE("A section is taken with the elements it was added with")
{
    const auto sections = Sample{}.sections();
    CHECK_THROWS_MATCHES(sections.take<std::uint32_t>("counts"), Error,
                         test::has_code(Errc::kInternal));
    CHECK_THROWS_MATCHES(sections.take<char>("missing"), Error, test::has_code(Errc::kInternal));
    CHECK_THROWS_MATCHES(sections.take_value<char>("text"), Error, test::has_code(Errc::kInternal));
}

TEST_CASE("What was wrong with a kept structure is noted once, with what was done instead")
{
    const test::TemporaryFolder folder;
    io::CacheNotes notes;
    const io::PreparedStore store{folder.path("none"), folder.path("c"), &notes};
    const Sample sample;
    CHECK_FALSE(store.load("sample", kKey));
    store.store("sample", kKey, sample.sections());
    CHECK(notes.lines().empty());  // nothing was there, which is no trouble
    const auto path = io::CacheFolder{folder.path("c")}.path_of("sample", kKey);
    const auto sound = test::read_bytes(path);
    overwrite(path, sound.substr(0, sound.size() - 1));
    for (int i = 0; i < 2; ++i) {
        CHECK_FALSE(store.load("sample", kKey));
        store.store("sample", kKey, sample.sections());
        overwrite(path, sound.substr(0, sound.size() - 1));
    }
    CHECK(notes.lines() == std::vector<std::string>{path + ": is cut short; rebuilt"});
}

TEST_CASE("A file says why it is not used")
{
    const test::TemporaryFolder folder;
    const io::CacheFolder cache{folder.path("c")};
    CHECK(cache.try_load("sample", kKey).trouble.empty());
    store_sample(cache);
    const auto path = cache.path_of("sample", kKey);
    const auto sound = test::read_bytes(path);
    const auto trouble = [&](const std::string& bytes) {
        overwrite(path, bytes);
        return cache.try_load("sample", kKey).trouble;
    };
    CHECK(trouble("GPKG") == "is no file of this cache");
    CHECK(trouble(sound + "x") == "has bytes behind its end");
    auto damaged = sound;
    damaged.back() = static_cast<char>(damaged.back() ^ 1);
    CHECK(trouble(damaged) == "is damaged (its checksum does not fit)");
    overwrite(path, sound);
    CHECK(cache.try_load("sample", kOtherKey).trouble == "was made from other data");
    fs::remove(path);
    fs::create_symlink("elsewhere", path);
    CHECK(cache.try_load("sample", kKey).trouble == "is a symbolic link");
}
