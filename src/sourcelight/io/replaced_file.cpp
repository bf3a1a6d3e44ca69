// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/replaced_file.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/io/hidden_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <vector>

namespace sourcelight::io {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void unwritable(const fs::path& path, const std::string& why)
{
    throw Error{Errc::kOutputUnwritable,
                path.string() + ": cannot be written: " + why + "; choose another file with --out"};
}

void refuse_existing(const fs::path& target, bool force)
{
    std::error_code failed;
    const auto status = fs::symlink_status(target, failed);
    if (fs::is_directory(fs::status(target, failed))) {
        throw Error{Errc::kOutputExists,
                    target.string() + ": is a folder; expected a file to make"};
    }
    if (fs::exists(status) && !force) {
        throw Error{Errc::kOutputExists,
                    target.string() +
                        ": exists already; replace it with --force, or choose another file"};
    }
}

void flush_to_disk(const fs::path& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = file >= 0 && ::fsync(file) == 0;
    const int reason = errno;
    ::close(file);
    if (!flushed) {
        unwritable(path, std::strerror(reason));
    }
}

}  // namespace

struct ReplacedFile::State {
    fs::path target;
    bool force = false;
    std::vector<fs::path> files;  ///< final paths, the target first
    std::unique_ptr<HiddenFolder> hidden;

    [[nodiscard]] fs::path hidden_path(const fs::path& file) const
    {
        return fs::path{hidden->path()} / file.filename();
    }
};

ReplacedFile::ReplacedFile(const std::string& target, bool force)
    : m_state{std::make_unique<State>()}
{
    m_state->target = fs::absolute(target).lexically_normal();
    m_state->force = force;
    m_state->files.push_back(m_state->target);
    if (m_state->target.filename().empty()) {
        throw Error{Errc::kOutputExists, target + ": is a folder; expected a file to make"};
    }
    refuse_existing(m_state->target, force);
    m_state->hidden = std::make_unique<HiddenFolder>(m_state->target);
}

ReplacedFile::~ReplacedFile() = default;

std::string ReplacedFile::path() const { return m_state->hidden_path(m_state->target).string(); }

std::string ReplacedFile::companion(std::string_view ending)
{
    auto path = m_state->target;
    path.replace_extension(ending);
    refuse_existing(path, m_state->force);
    m_state->files.push_back(path);
    return m_state->hidden_path(path).string();
}

void ReplacedFile::commit()
{
    auto& state = *m_state;
    for (const auto& file : state.files) {
        flush_to_disk(state.hidden_path(file));
    }
    for (auto file = state.files.rbegin(); file != state.files.rend(); ++file) {
        const unsigned flags = state.force ? 0U : RENAME_NOREPLACE;
        if (::renameat2(AT_FDCWD, state.hidden_path(*file).c_str(), AT_FDCWD, file->c_str(),
                        flags) == 0) {
            continue;
        }
        const int reason = errno;
        refuse_existing(*file, state.force);
        // A file system without the flag: nobody made the file meanwhile, as just seen.
        if (reason != EINVAL || std::rename(state.hidden_path(*file).c_str(), file->c_str()) != 0) {
            unwritable(*file, std::strerror(reason));
        }
    }
}

}  // namespace sourcelight::io
