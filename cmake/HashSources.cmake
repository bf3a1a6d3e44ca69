# Writes OUT, a header that names one hash of all FILES; run by sourcelight_sources_key().
set(all "")
foreach(file IN LISTS FILES)
  file(SHA256 ${file} hash)
  string(APPEND all "${hash} ")
endforeach()
string(SHA256 hash "${all}")
file(WRITE ${OUT} "#pragma once

#include <string_view>

/// Changes whenever one of these sources does.
inline constexpr std::string_view kSourcesKey = \"${hash}\";
")
