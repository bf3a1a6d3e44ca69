// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/replace_file.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/io/output_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

namespace sourcelight::io {
namespace {

namespace fs = std::filesystem;

/// Removes the sibling unless it was put in place.
class Sibling {
public:
    explicit Sibling(const fs::path& target)
        : m_path{target.parent_path() /
                 fmt::format(".{}.partial-{}", target.filename().string(), getpid())}
    {
    }
    ~Sibling()
    {
        std::error_code ignored;
        fs::remove(m_path, ignored);
    }
    Sibling(const Sibling&) = delete;
    Sibling& operator=(const Sibling&) = delete;
    Sibling(Sibling&&) = delete;
    Sibling& operator=(Sibling&&) = delete;

    [[nodiscard]] const fs::path& path() const noexcept { return m_path; }

private:
    fs::path m_path;
};

}  // namespace

void require_replaceable(const std::string& path, bool force)
{
    std::error_code unknown;
    if (fs::is_directory(path, unknown)) {
        throw Error{Errc::kOutputUnwritable, fmt::format("{}: is a folder; name a file", path)};
    }
    if (!force && fs::exists(path, unknown)) {
        throw Error{Errc::kOutputExists,
                    fmt::format("{}: exists already; --force replaces it", path)};
    }
}

void replace_file(const std::string& path, std::string_view bytes, bool force)
{
    require_replaceable(path, force);
    const Sibling sibling{path};
    OutputFile file{sibling.path().string()};
    file.buffer().append(bytes);
    file.close();
    std::error_code failure;
    fs::rename(sibling.path(), path, failure);
    if (failure) {
        throw Error{Errc::kOutputUnwritable,
                    fmt::format("{}: cannot be written ({})", path, failure.message())};
    }
}

}  // namespace sourcelight::io
