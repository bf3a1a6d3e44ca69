// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

// Only for io/: this header is not installed.
namespace sourcelight::io {

/// A hidden folder `.NAME.partial-PID-XXXXXX` beside a result to be, locked while it lives. The
/// destructor removes it with all it holds; the next one for the same target removes what a killed
/// run left.
class HiddenFolder {
public:
    /// @param target  absolute path of the result; its folder is made if it is not there
    /// @throws Error kOutputUnwritable
    explicit HiddenFolder(const std::filesystem::path& target);
    ~HiddenFolder();
    HiddenFolder(const HiddenFolder&) = delete;
    HiddenFolder& operator=(const HiddenFolder&) = delete;
    HiddenFolder(HiddenFolder&&) = delete;
    HiddenFolder& operator=(HiddenFolder&&) = delete;

    [[nodiscard]] const std::string& path() const noexcept { return m_path; }
    /// Makes sure that the names in it are on the disk.
    void flush() const;
    /// It has been renamed: there is nothing to remove.
    void keep() noexcept { m_kept = true; }

private:
    std::string m_path;
    int m_handle = -1;
    bool m_kept = false;
};

/// Makes sure that the names in a folder are on the disk, as far as it can be opened.
void flush_folder(const std::filesystem::path& folder);

}  // namespace sourcelight::io
