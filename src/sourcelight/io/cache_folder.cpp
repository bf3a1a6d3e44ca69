// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/cache_folder.hpp"

#include "sourcelight/io/cache_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace sourcelight::io {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".cache";
constexpr std::string_view kUnfinished = ".part-";
constexpr std::size_t kKeptFiles = 2;
constexpr auto kAbandoned = std::chrono::hours{1};

/// An open file; closed when it goes.
class OpenFile {
public:
    explicit OpenFile(int file) noexcept : m_file{file} {}
    ~OpenFile()
    {
        if (m_file >= 0) {
            ::close(m_file);
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    OpenFile(OpenFile&&) = delete;
    OpenFile& operator=(OpenFile&&) = delete;

    [[nodiscard]] int get() const noexcept { return m_file; }
    [[nodiscard]] bool close() noexcept { return ::close(std::exchange(m_file, -1)) == 0; }

    [[nodiscard]] bool write(std::span<const std::byte> bytes) const noexcept
    {
        while (!bytes.empty()) {
            const auto count = ::write(m_file, bytes.data(), bytes.size());
            if (count < 0 && errno != EINTR) {
                return false;
            }
            bytes = bytes.subspan(count < 0 ? 0 : static_cast<std::size_t>(count));
        }
        return true;
    }

private:
    int m_file;
};

/// A file in memory, read only; unmapped when it goes.
class Mapping {
public:
    Mapping(void* address, std::size_t bytes) noexcept : m_address{address}, m_bytes{bytes} {}
    ~Mapping() { ::munmap(m_address, m_bytes); }
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    Mapping(Mapping&&) = delete;
    Mapping& operator=(Mapping&&) = delete;

    [[nodiscard]] std::span<const std::byte> bytes() const noexcept
    {
        return {static_cast<const std::byte*>(m_address), m_bytes};
    }

private:
    void* m_address;
    std::size_t m_bytes;
};

std::string error_text(int code)
{
    return std::error_code{code, std::generic_category()}.message();
}

/// Why a file is not believed: only this user and root may have written it. Empty if it is.
std::string_view distrust(const struct stat& about) noexcept
{
    if (!S_ISREG(about.st_mode)) {
        return "is no regular file";
    }
    if ((about.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        return "may be written by others";
    }
    return about.st_uid == ::geteuid() || about.st_uid == 0 ? "" : "belongs to another user";
}

/// A file in memory, or why it is not; neither if it is not there.
struct Mapped {
    std::shared_ptr<const Mapping> mapping;
    std::string trouble = {};
};

Mapped map_file(const std::string& path)
{
    const OpenFile file{::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)};
    if (file.get() < 0) {
        const int code = errno;
        // A folder that is none is told when something is to be kept there.
        return code == ENOENT || code == ENOTDIR
                   ? Mapped{nullptr}
                   : Mapped{nullptr, code == ELOOP ? "is a symbolic link"
                                                   : "cannot be read: " + error_text(code)};
    }
    struct stat about {};
    if (::fstat(file.get(), &about) != 0) {
        return {nullptr, "cannot be read: " + error_text(errno)};
    }
    if (const auto why = distrust(about); !why.empty()) {
        return {nullptr, std::string{why}};
    }
    if (about.st_size <= 0) {
        return {nullptr, "is empty"};
    }
    const auto bytes = static_cast<std::size_t>(about.st_size);
    // The checksum reads every page anyhow: one call for all is cheaper than a fault for each.
    auto* address = ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file.get(), 0);
    return address == MAP_FAILED ? Mapped{nullptr, "cannot be read: " + error_text(errno)}
                                 : Mapped{std::make_shared<const Mapping>(address, bytes)};
}

bool write_sections(const OpenFile& file, std::string_view key, const Sections& sections)
{
    constexpr std::array<std::byte, kSectionAlignment> kZeros{};
    const auto all = sections.all();
    bool written = file.write(cache_head(key, sections));
    for (std::size_t i = 0; written && i < all.size(); ++i) {
        const auto padding = i + 1 < all.size() ? cache_padding(all[i].bytes.size()) : 0;
        written = file.write(all[i].bytes) && file.write(std::span{kZeros}.first(padding));
    }
    return written;
}

/// Removes all but the newest files of a structure, and what interrupted runs left.
void remove_old(const std::string& folder, std::string_view name)
{
    std::vector<std::pair<fs::file_time_type, fs::path>> kept;
    std::error_code failure;
    for (fs::directory_iterator it{folder, failure}, end; !failure && it != end;
         it.increment(failure)) {
        const auto file = it->path().filename().string();
        std::error_code gone;
        const auto written = fs::last_write_time(it->path(), gone);
        if (gone) {
            continue;
        }
        if (file.starts_with(kUnfinished) &&
            written + kAbandoned < fs::file_time_type::clock::now()) {
            fs::remove(it->path(), gone);
        } else if (file.starts_with(fmt::format("{}-", name)) && file.ends_with(kSuffix)) {
            kept.emplace_back(written, it->path());
        }
    }
    std::sort(kept.rbegin(), kept.rend());
    for (std::size_t i = kKeptFiles; i < kept.size(); ++i) {
        fs::remove(kept[i].second, failure);
    }
}

}  // namespace

CacheFolder::CacheFolder(std::string folder) : m_folder{std::move(folder)} {}

std::string CacheFolder::path_of(std::string_view name, std::string_view key) const
{
    constexpr std::size_t kKeyDigits = 16;
    return fmt::format("{}/{}-{}{}", m_folder, name, key.substr(0, kKeyDigits), kSuffix);
}

CacheFolder::Loaded CacheFolder::try_load(std::string_view name, std::string_view key) const
{
    auto [mapping, trouble] = map_file(path_of(name, key));
    if (mapping == nullptr) {
        return {std::nullopt, std::move(trouble)};
    }
    auto content = read_cache(mapping->bytes(), key);
    if (!content.trouble.empty()) {
        return {std::nullopt, std::string{content.trouble}};
    }
    return {Sections{std::move(content.sections), std::move(mapping)}};
}

std::optional<Sections> CacheFolder::load(std::string_view name, std::string_view key) const
{
    return try_load(name, key).sections;
}

std::string CacheFolder::try_store(std::string_view name, std::string_view key,
                                   const Sections& sections) const
{
    std::error_code failure;
    if (!fs::is_directory(m_folder, failure)) {
        fs::create_directories(fs::path{m_folder}.parent_path(), failure);
        ::mkdir(m_folder.c_str(), S_IRWXU);
    }
    auto unfinished = fmt::format("{}/{}XXXXXX", m_folder, kUnfinished);
    OpenFile file{::mkostemp(unfinished.data(), O_CLOEXEC)};
    if (file.get() < 0) {
        return error_text(errno);
    }
    errno = 0;
    const bool written = write_sections(file, key, sections);
    if (!file.close() || !written) {
        const int code = errno;
        ::unlink(unfinished.c_str());
        return error_text(code == 0 ? EIO : code);
    }
    // A folder of this name, put there by somebody, makes the rename fail: then nothing is kept.
    if (::rename(unfinished.c_str(), path_of(name, key).c_str()) != 0) {
        const int code = errno;
        ::unlink(unfinished.c_str());
        return error_text(code);
    }
    remove_old(m_folder, name);
    return {};
}

void CacheFolder::store(std::string_view name, std::string_view key, const Sections& sections) const
{
    // The interface has no answer: who wants one asks try_store().
    static_cast<void>(try_store(name, key, sections));
}

void CacheNotes::add(std::string line)
{
    const std::lock_guard lock{m_mutex};
    m_lines.insert(std::move(line));
}

std::vector<std::string> CacheNotes::lines() const
{
    const std::lock_guard lock{m_mutex};
    return {m_lines.begin(), m_lines.end()};
}

PreparedStore::PreparedStore(std::string prepared, std::string cache, CacheNotes* notes)
    : m_prepared{std::move(prepared)}, m_notes{notes}
{
    if (!cache.empty()) {
        m_cache.emplace(std::move(cache));
    }
}

void PreparedStore::note(std::string line) const
{
    if (m_notes != nullptr) {
        m_notes->add(std::move(line));
    }
}

std::optional<Sections> PreparedStore::load(std::string_view name, std::string_view key) const
{
    auto prepared = m_prepared.try_load(name, key);
    if (prepared.sections) {
        return std::move(prepared.sections);
    }
    auto cached = m_cache ? m_cache->try_load(name, key).sections : std::nullopt;
    if (!prepared.trouble.empty()) {
        note(fmt::format("{}: {}; done without, {}", m_prepared.path_of(name, key),
                         prepared.trouble,
                         cached ? "the cache has it" : "built anew for this run"));
    }
    return cached;
}

void PreparedStore::store(std::string_view name, std::string_view key,
                          const Sections& sections) const
{
    if (!m_cache) {
        return;
    }
    // What load() met is asked again: the file is as it was, and a store holds no state.
    const auto found = m_cache->try_load(name, key).trouble;
    const auto failure = m_cache->try_store(name, key, sections);
    if (failure.empty()) {
        if (!found.empty()) {
            note(fmt::format("{}: {}; rebuilt", m_cache->path_of(name, key), found));
        }
    } else if (found.empty()) {
        note(fmt::format("{}: cannot be used as a cache ({}); done without", m_cache->folder(),
                         failure));
    } else {
        note(fmt::format("{}: {}, and cannot be replaced ({}); done without",
                         m_cache->path_of(name, key), found, failure));
    }
}

}  // namespace sourcelight::io
