# Warnings and build flavours, private to this project: nothing here is exported to a consumer.
add_library(sourcelight_project_warnings INTERFACE)
target_compile_options(sourcelight_project_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Werror
  # GCC 12 takes an inlined std::string append for an overlapping copy (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # Fused multiply-add would make the same draws differ between processors.
  -ffp-contract=off)
if(SOURCELIGHT_SANITIZE)
  target_compile_options(sourcelight_project_warnings INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(SOURCELIGHT_FUZZ)
  target_compile_options(sourcelight_project_warnings INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(SOURCELIGHT_COVERAGE)
  target_compile_options(sourcelight_project_warnings INTERFACE --coverage)
  add_link_options(--coverage)
endif()
