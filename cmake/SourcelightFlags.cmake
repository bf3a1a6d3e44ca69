# Warnings and build flavours, private to this project: nothing here is exported to a consumer.
add_library(sourcelight_project_warnings INTERFACE)
target_compile_options(sourcelight_project_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Werror
  # GCC 12 takes an inlined std::string append for an overlapping copy (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # Fused multiply-add would make the same draws differ between processors.
  -ffp-contract=off)
# Wider vectors for the loops over draws, where the building machine has them. Without fused
# multiply-add each lane computes what narrow vectors compute: values do not change.
include(CheckCXXSourceRuns)
check_cxx_source_runs("int main() { return __builtin_cpu_supports(\"avx2\") ? 0 : 1; }"
  SOURCELIGHT_MACHINE_HAS_AVX2)
option(SOURCELIGHT_AVX2 "Use AVX2 in Release (off for binaries that go to older machines)"
  ${SOURCELIGHT_MACHINE_HAS_AVX2})
function(sourcelight_over_draws stage)
  target_compile_options(sourcelight_${stage} PRIVATE
    $<$<CONFIG:Release>:-O3$<$<BOOL:${SOURCELIGHT_AVX2}>:$<SEMICOLON>-mavx2>>)
endfunction()
if(SOURCELIGHT_SANITIZE)
  target_compile_options(sourcelight_project_warnings INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(SOURCELIGHT_FUZZ)
  target_compile_options(sourcelight_project_warnings INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(SOURCELIGHT_COVERAGE)
  # Threads count the same lines: without atomic counters some run backwards.
  target_compile_options(sourcelight_project_warnings INTERFACE --coverage -fprofile-update=atomic)
  add_link_options(--coverage)
endif()
