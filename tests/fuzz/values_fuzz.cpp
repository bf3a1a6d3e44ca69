// SPDX-License-Identifier: Apache-2.0
// Feeds arbitrary bytes to the readers of numbers, dates, angles, coordinates and names.
#include "tests/unit/resolve/value_properties.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (!test::value_holds({reinterpret_cast<const char*>(data), size})) {
        std::abort();
    }
    return 0;
}
