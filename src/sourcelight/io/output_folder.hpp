// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sourcelight::io {

/// A result folder that appears complete or not at all.
///
/// Files are written to a hidden sibling `.NAME.partial-PID-XXXXXX`; commit() flushes them to disk
/// and puts the folder in place by one rename. Without commit() the destructor removes the
/// hidden folder; what a killed run left is removed by the next run with the same target.
class OutputFolder {
public:
    /// @param target  the folder to appear; its parent must exist or can be made
    /// @param force   replace an existing result folder (one that holds run.json), and only that
    /// @throws Error kOutputExists if the target exists and may not be replaced,
    ///         kOutputUnwritable if the hidden folder cannot be made
    OutputFolder(const std::string& target, bool force);
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;
    OutputFolder(OutputFolder&& other) noexcept;
    OutputFolder& operator=(OutputFolder&& other) noexcept;

    /// The hidden folder while the run goes on.
    [[nodiscard]] const std::string& path() const noexcept;
    /// Path of a file in the hidden folder; folders in its name are made.
    /// Throws Error kOutputUnwritable.
    [[nodiscard]] std::string file(std::string_view relative) const;
    /// Writes a whole text file. Throws Error kOutputUnwritable (disk full, no permission).
    void write(std::string_view relative, std::string_view bytes) const;
    /// A path for temporary files that are not part of the result; removed by commit().
    [[nodiscard]] std::string scratch(std::string_view name) const;
    /// Every result file written so far with its SHA-256, sorted by name, "/" between folders.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> digests() const;
    /// Puts the folder in place. Throws Error kOutputUnwritable or kOutputExists (someone else
    /// made the target meanwhile); the earlier folder then stands untouched.
    void commit();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace sourcelight::io
