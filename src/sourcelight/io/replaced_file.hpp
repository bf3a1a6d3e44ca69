// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace sourcelight::io {

/// One result file, with companions beside it, that appears complete or not at all.
///
/// Everything is written in a hidden sibling folder `.NAME.partial-PID-XXXXXX`; commit() flushes
/// the files to disk and renames them, the named one last. Without commit() the destructor removes
/// the hidden folder; what a killed run left is removed by the next run with the same target.
class ReplacedFile {
public:
    /// @param target  the file to appear; its folder is made if it is not there
    /// @param force   replace a file of that name
    /// @throws Error kOutputExists if there is a folder of that name, or a file without `force`;
    ///         kOutputUnwritable if the hidden folder cannot be made
    ReplacedFile(const std::string& target, bool force);
    ~ReplacedFile();
    ReplacedFile(const ReplacedFile&) = delete;
    ReplacedFile& operator=(const ReplacedFile&) = delete;
    ReplacedFile(ReplacedFile&&) = delete;
    ReplacedFile& operator=(ReplacedFile&&) = delete;

    /// Where to write the file meanwhile.
    [[nodiscard]] std::string path() const;
    /// Where to write a companion, which differs in its ending: "qml" beside NAME.tif is NAME.qml.
    /// It replaces a file of that name only if the target could replace one.
    /// Throws Error kOutputExists as the constructor does.
    [[nodiscard]] std::string companion(std::string_view ending);
    /// Puts all in place. Throws Error kOutputUnwritable or kOutputExists (someone else made a file
    /// of that name meanwhile).
    void commit();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace sourcelight::io
