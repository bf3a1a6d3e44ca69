// SPDX-License-Identifier: Apache-2.0
// Feeds arbitrary bytes to the readers of the files a user writes: mapping.yaml and settings.yaml.
// They give a value or an Error; any other exception ends the program.
#include "sourcelight/config/settings.hpp"
#include "sourcelight/core/error.hpp"
#include "sourcelight/ingest/mapping_file.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

/// A file in memory: the readers take a path.
std::string file_of(int file, const std::uint8_t* data, std::size_t size)
{
    if (::ftruncate(file, 0) != 0 || ::pwrite(file, data, size, 0) != static_cast<ssize_t>(size)) {
        std::abort();
    }
    return "/proc/self/fd/" + std::to_string(file);
}

template <typename Read>
void read_or_complain(const Read& read)
{
    try {
        read();
    } catch (const sourcelight::Error&) {
        // The expected answer to nearly every input.
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const int file = ::memfd_create("fuzz", 0);
    const auto path = file_of(file, data, size);
    read_or_complain([&] {
        const auto mapping = sourcelight::ingest::load_mapping(path);
        static_cast<void>(sourcelight::ingest::apply_mapping(mapping, {"Vendor Name", "GPS"}));
    });
    read_or_complain([&] { static_cast<void>(sourcelight::config::load_settings(path, {})); });
    return 0;
}
