// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/page.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/publish/text_file.hpp"

#include <fmt/format.h>

namespace sourcelight::publish {
namespace {

constexpr std::string_view kMarker = "\n<!-- sourcelight:data -->\n";

}  // namespace

void PageBlocks::add(std::string_view id, const std::function<void(JsonStream&)>& write)
{
    m_file->write(m_any ? "\n" : "");
    m_file->write(fmt::format(R"(<script type="application/json" id="sourcelight-{}">)", id));
    JsonStream out{*m_file};
    out.begin_object();
    write(out);
    out.end_object();
    out.flush();
    m_file->write("</script>");
    m_any = true;
}

void write_page(const std::string& path, const std::string& template_path,
                const std::function<void(PageBlocks&)>& write_blocks)
{
    const auto page = read_text_file(template_path);
    const auto at = page.find(kMarker);
    if (at == std::string::npos || page.find(kMarker, at + 1) != std::string::npos) {
        throw Error{Errc::kInternal, fmt::format("the template {} must hold the line{}exactly once",
                                                 template_path, kMarker)};
    }
    TextFile file{path};
    file.write(std::string_view{page}.substr(0, at + 1));
    PageBlocks blocks{file};
    write_blocks(blocks);
    file.write(std::string_view{page}.substr(at + kMarker.size() - 1));
    file.close();
}

}  // namespace sourcelight::publish
