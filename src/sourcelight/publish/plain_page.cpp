// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/publish/plain_page.hpp"

#include "sourcelight/publish/html_text.hpp"

#include <fmt/format.h>

namespace sourcelight::publish {
namespace {

constexpr std::string_view kShared = R"(
:root{color-scheme:only light}
body{margin:0;background:#fbfaf7;color:#1c232b;font:15px/1.5 -apple-system,'Segoe UI',Roboto,
'Noto Sans','Liberation Sans',Arial,sans-serif;font-variant-numeric:tabular-nums}
main{margin:0 auto;padding:28px 20px 60px}
h1{font-size:1.7rem;margin:0 0 4px}h2{font-size:1.25rem;margin:42px 0 6px}
p{margin:6px 0;max-width:76ch}.quiet{color:#58626d}.small{font-size:.87rem}
.scroll{overflow-x:auto}.scroll:focus-visible{outline:2px solid #2b5f9a;outline-offset:2px}
table{border-collapse:collapse;background:#fff;margin:10px 0;width:100%}
th,td{border-bottom:1px solid #dfddd6}thead th{background:#f1f0ec;font-weight:600}
svg{width:100%;height:auto;display:block}svg text{fill:#58626d}
@media print{body{background:#fff}main{max-width:none;padding:0}h2,h3{break-after:avoid}
tr,figure{break-inside:avoid}.scroll{overflow:visible}table{font-size:.8rem}
th,td{white-space:normal!important;padding:3px 5px!important}}
)";

}  // namespace

std::string plain_page(std::string_view title, std::string_view style, std::string_view body)
{
    return fmt::format(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\"><title>{0}</title><style>{1}{2}</style></head><body><main><h1>{0}</h1>"
        "{3}</main></body></html>\n",
        html_text(title), kShared, style, body);
}

}  // namespace sourcelight::publish
