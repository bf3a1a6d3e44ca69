// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/sections.hpp"

#include <optional>
#include <string>

namespace sourcelight::io {

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

private:
    std::string m_folder;
};

/// The structures that were built with the program, and those that earlier runs kept.
///
/// Loads from the prepared folder, which is never written, else from the cache, which is used only
/// if it has a name. Both under the conditions of CacheFolder.
class PreparedStore final : public StructureStore {
public:
    PreparedStore(std::string prepared, std::string cache);

    [[nodiscard]] std::optional<Sections> load(std::string_view name,
                                               std::string_view key) const override;
    void store(std::string_view name, std::string_view key,
               const Sections& sections) const override;

private:
    CacheFolder m_prepared;
    std::optional<CacheFolder> m_cache;
};

}  // namespace sourcelight::io
