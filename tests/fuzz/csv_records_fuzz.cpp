// SPDX-License-Identifier: Apache-2.0
// Feeds arbitrary bytes to the CSV repair. Built with clang's -fsanitize=fuzzer.
#include "tests/unit/io/csv_properties.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (!test::csv_holds({reinterpret_cast<const char*>(data), size})) {
        std::abort();
    }
    return 0;
}
