// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/sections.hpp"

#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::io {

/// What was wrong with kept structures and what was done instead, one line each, for the reader of
/// a run. May be added to from several threads.
class CacheNotes {
public:
    void add(std::string line);
    /// The lines in the order of the alphabet, each once.
    [[nodiscard]] std::vector<std::string> lines() const;

private:
    mutable std::mutex m_mutex;
    std::set<std::string> m_lines;
};

/// Keeps built structures as files of one folder, mapped into memory when they are used.
///
/// A file is used only if it is a regular file of this user or of root that nobody else may write,
/// bears the right format, layout and key, and its checksum fits: a damaged, cut or foreign one is
/// as good as none. Files appear by one rename under their final names, so that runs at the same
/// time do not disturb each other, and are never changed afterwards. Of each structure the two
/// newest are kept. The bytes are those of this machine: the folder is not for sharing between
/// kinds of machines, and a file of another kind is refused.
class CacheFolder final : public StructureStore {
public:
    /// The folder is created, with access for its owner only, when the first structure is stored.
    explicit CacheFolder(std::string folder);

    [[nodiscard]] std::optional<Sections> load(std::string_view name,
                                               std::string_view key) const override;
    void store(std::string_view name, std::string_view key,
               const Sections& sections) const override;

    /// Where a structure is kept.
    [[nodiscard]] std::string path_of(std::string_view name, std::string_view key) const;

    /// A structure, or why the file that is there is not used; neither if there is none.
    struct Loaded {
        std::optional<Sections> sections;
        std::string trouble = {};  ///< "is cut short"
    };
    [[nodiscard]] Loaded try_load(std::string_view name, std::string_view key) const;
    /// Keeps a structure; says why it could not, nothing if it could.
    [[nodiscard]] std::string try_store(std::string_view name, std::string_view key,
                                        const Sections& sections) const;
    [[nodiscard]] const std::string& folder() const noexcept { return m_folder; }

private:
    std::string m_folder;
};

/// The structures that were built with the program, and those that earlier runs kept.
///
/// Loads from the prepared folder, which is never written, else from the cache, which is used only
/// if it has a name. Both under the conditions of CacheFolder. What could not be used or kept is
/// noted, with what was done instead.
class PreparedStore final : public StructureStore {
public:
    /// @param notes  outlives the store; null = nobody is told
    PreparedStore(std::string prepared, std::string cache, CacheNotes* notes = nullptr);

    [[nodiscard]] std::optional<Sections> load(std::string_view name,
                                               std::string_view key) const override;
    void store(std::string_view name, std::string_view key,
               const Sections& sections) const override;

private:
    void note(std::string line) const;

    CacheFolder m_prepared;
    std::optional<CacheFolder> m_cache;
    CacheNotes* m_notes;
};

}  // namespace sourcelight::io
