// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sourcelight::io {

/// Numbered byte strings in a scratch file, for what is too large to keep: append all, then read
/// any. The bytes mean nothing to this class.
class BlobFile {
public:
    /// Creates the file. Throws Error kOutputUnwritable.
    explicit BlobFile(std::string path);
    ~BlobFile();
    BlobFile(const BlobFile&) = delete;
    BlobFile& operator=(const BlobFile&) = delete;
    BlobFile(BlobFile&&) = delete;
    BlobFile& operator=(BlobFile&&) = delete;

    /// Adds the next byte string. Throws Error kOutputUnwritable, as on a full disk.
    void append(std::string_view bytes);

    /// The byte string that was added as number `index`, from 0. Safe from several threads once
    /// all are added. Throws Error kInternal if the file was cut.
    [[nodiscard]] std::string read(std::size_t index) const;

    [[nodiscard]] std::size_t size() const noexcept { return m_ends.size(); }

private:
    std::string m_path;
    int m_file = -1;
    std::vector<std::uint64_t> m_ends;
};

}  // namespace sourcelight::io
