// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/html_text.hpp"

namespace sourcelight::publish {

std::string html_text(std::string_view text)
{
    constexpr unsigned char kFirstPrintable = 0x20;
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += static_cast<unsigned char>(c) < kFirstPrintable && c != '\n' ? ' ' : c;
        }
    }
    return out;
}

}  // namespace sourcelight::publish
