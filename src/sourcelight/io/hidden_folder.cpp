// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/hidden_folder.hpp"

#include "sourcelight/core/error.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <vector>

namespace sourcelight::io {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void unwritable(const fs::path& path, const std::string& why)
{
    throw Error{Errc::kOutputUnwritable, path.string() + ": cannot be written: " + why +
                                             "; choose another folder with --out"};
}

int open_folder(const fs::path& path)
{
    return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

bool lock(int handle) { return handle >= 0 && ::flock(handle, LOCK_EX | LOCK_NB) == 0; }

void close_folder(int handle)
{
    if (handle >= 0) {
        ::close(handle);
    }
}

std::string leftover_prefix(const fs::path& target)
{
    return "." + target.filename().string() + ".partial-";
}

/// Removes the hidden folders of runs that ended without commit: nobody holds their lock.
void remove_leftovers(const fs::path& target)
{
    std::error_code ignored;
    const auto prefix = leftover_prefix(target);
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator{target.parent_path(), ignored}) {
        if (entry.path().filename().string().starts_with(prefix)) {
            found.push_back(entry.path());
        }
    }
    for (const auto& path : found) {
        const int handle = open_folder(path);
        if (lock(handle)) {
            fs::remove_all(path, ignored);
        }
        close_folder(handle);
    }
}

}  // namespace

HiddenFolder::HiddenFolder(const fs::path& target)
{
    std::error_code failed;
    fs::create_directories(target.parent_path(), failed);
    if (failed) {
        unwritable(target, failed.message());
    }
    remove_leftovers(target);
    m_path =
        (target.parent_path() / (leftover_prefix(target) + std::to_string(::getpid()) + "-XXXXXX"))
            .string();
    if (::mkdtemp(m_path.data()) == nullptr) {
        unwritable(target, std::strerror(errno));
    }
    m_handle = open_folder(m_path);
    static_cast<void>(lock(m_handle));
    // mkdtemp makes the folder private; the result is as open as the user's other folders.
    const auto mask = ::umask(0);
    ::umask(mask);
    ::chmod(m_path.c_str(), 0777 & ~mask);
}

HiddenFolder::~HiddenFolder()
{
    if (!m_kept) {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    close_folder(m_handle);
}

void HiddenFolder::flush() const { ::fsync(m_handle); }

void flush_folder(const fs::path& folder)
{
    const int handle = open_folder(folder);
    if (handle >= 0) {
        ::fsync(handle);
    }
    close_folder(handle);
}

}  // namespace sourcelight::io
