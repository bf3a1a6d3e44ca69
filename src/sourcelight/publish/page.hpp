// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/json_stream.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace sourcelight::publish {

class TextFile;

/// The data of a page: script blocks one after the other, each one JSON object, so that a page can
/// read each when it needs it.
class PageBlocks {
public:
    explicit PageBlocks(TextFile& file) : m_file{&file} {}

    /// @param id     the script's id is "sourcelight-" and this
    /// @param write  writes the members of the object
    void add(std::string_view id, const std::function<void(JsonStream&)>& write);

private:
    TextFile* m_file;
    bool m_any = false;
};

/// Writes a page: the template with data in place of its marker line, streamed into the file.
/// Outside text is data, never markup.
/// @throws Error kInternal if the template lacks its marker line, kInputUnreadable if it cannot be
///         read, kOutputUnwritable as TextFile does
void write_page(const std::string& path, const std::string& template_path,
                const std::function<void(PageBlocks&)>& write_blocks);

}  // namespace sourcelight::publish
