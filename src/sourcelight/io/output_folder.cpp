// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/output_folder.hpp"

#include "sourcelight/core/digest.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/io/hidden_folder.hpp"
#include "sourcelight/io/output_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace sourcelight::io {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kScratch = ".scratch";

[[noreturn]] void unwritable(const std::string& path, const std::string& why)
{
    throw Error{Errc::kOutputUnwritable,
                path + ": cannot be written: " + why + "; choose another folder with --out"};
}

/// The absolute path without a trailing slash; a link to a folder is followed.
fs::path resolve_target(const std::string& text)
{
    std::error_code failed;
    auto target = fs::weakly_canonical(fs::absolute(text), failed);
    if (failed || target.empty()) {
        target = fs::absolute(text).lexically_normal();
    }
    return target.filename().empty() ? target.parent_path() : target;
}

void refuse_existing(const fs::path& target, bool force)
{
    std::error_code failed;
    const auto status = fs::status(target, failed);
    if (!fs::exists(status)) {
        return;
    }
    if (!fs::is_directory(status)) {
        throw Error{Errc::kOutputExists,
                    target.string() + ": is a file; expected a folder to make for the results"};
    }
    if (fs::is_empty(target, failed)) {
        return;
    }
    const bool ours = fs::exists(target / "run.json", failed);
    if (!ours) {
        throw Error{Errc::kOutputExists,
                    target.string() +
                        ": exists and is no result folder (it has no run.json), so it is "
                        "not replaced; choose another folder with --out"};
    }
    if (!force) {
        throw Error{Errc::kOutputExists,
                    target.string() +
                        ": exists already; replace it with --force, or choose another folder"};
    }
}

int rename_with(const fs::path& from, const fs::path& to, unsigned flags)
{
    return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags);
}

}  // namespace

struct OutputFolder::State {
    fs::path target;
    bool force = false;
    std::unique_ptr<HiddenFolder> hidden;

    [[nodiscard]] std::vector<fs::path> files() const
    {
        std::vector<fs::path> found;
        for (auto it = fs::recursive_directory_iterator{hidden->path()}; it != fs::end(it); ++it) {
            if (it->path().filename() == kScratch) {
                it.disable_recursion_pending();
            } else if (it->is_regular_file()) {
                found.push_back(it->path());
            }
        }
        std::sort(found.begin(), found.end());
        return found;
    }
};

OutputFolder::OutputFolder(const std::string& target, bool force)
    : m_state{std::make_unique<State>()}
{
    m_state->target = resolve_target(target);
    m_state->force = force;
    refuse_existing(m_state->target, force);
    m_state->hidden = std::make_unique<HiddenFolder>(m_state->target);
}

OutputFolder::~OutputFolder() = default;

OutputFolder::OutputFolder(OutputFolder&&) noexcept = default;

OutputFolder& OutputFolder::operator=(OutputFolder&& other) noexcept
{
    std::swap(m_state, other.m_state);
    return *this;
}

const std::string& OutputFolder::path() const noexcept { return m_state->hidden->path(); }

std::string OutputFolder::file(std::string_view relative) const
{
    const auto path = fs::path{m_state->hidden->path()} / relative;
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    if (failed) {
        unwritable(path.string(), failed.message());
    }
    return path.string();
}

void OutputFolder::write(std::string_view relative, std::string_view bytes) const
{
    OutputFile out{file(relative)};
    out.buffer().assign(bytes);
    out.close();
}

std::string OutputFolder::scratch(std::string_view name) const
{
    return file((fs::path{kScratch} / name).string());
}

std::vector<std::pair<std::string, std::string>> OutputFolder::digests() const
{
    std::vector<std::pair<std::string, std::string>> result;
    for (const auto& path : m_state->files()) {
        result.emplace_back(path.lexically_relative(m_state->hidden->path()).generic_string(),
                            sha256_file(path.string()));
    }
    return result;
}

void OutputFolder::commit()
{
    auto& state = *m_state;
    const auto& hidden = state.hidden->path();
    std::error_code ignored;
    fs::remove_all(fs::path{hidden} / kScratch, ignored);
    for (const auto& path : state.files()) {
        const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        const bool flushed = file >= 0 && ::fsync(file) == 0;
        const int reason = errno;
        ::close(file);
        if (!flushed) {
            unwritable(path.string(), std::strerror(reason));
        }
    }
    state.hidden->flush();
    refuse_existing(state.target, state.force);
    if (!fs::exists(state.target, ignored) || fs::is_empty(state.target, ignored)) {
        // Replaces an empty folder too; a folder filled meanwhile makes it fail.
        if (std::rename(hidden.c_str(), state.target.c_str()) != 0) {
            unwritable(state.target.string(), std::strerror(errno));
        }
    } else if (rename_with(hidden, state.target, RENAME_EXCHANGE) == 0) {
        fs::remove_all(hidden, ignored);
    } else {
        // A file system without the exchange: the old folder steps aside for a moment.
        const auto aside =
            state.target.parent_path() / ("." + state.target.filename().string() + ".previous");
        fs::rename(state.target, aside, ignored);
        if (std::rename(hidden.c_str(), state.target.c_str()) != 0) {
            const int reason = errno;
            fs::rename(aside, state.target, ignored);
            unwritable(state.target.string(), std::strerror(reason));
        }
        fs::remove_all(aside, ignored);
    }
    state.hidden->keep();
    flush_folder(state.target.parent_path());
}

}  // namespace sourcelight::io
