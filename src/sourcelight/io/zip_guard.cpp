// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/zip_guard.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <minizip/unzip.h>

#include <cstdint>
#include <memory>

namespace sourcelight::io {
namespace {

constexpr std::uint64_t kSmallPart = std::uint64_t{16} << 20U;
constexpr int kMaxParts = 20000;

struct Close {
    void operator()(void* file) const noexcept { unzClose(file); }
};

[[noreturn]] void damaged(const std::string& path)
{
    throw Error{Errc::kInputUnreadable,
                path + ": is a damaged XLSX or ODS file; open it and save it again, or export CSV"};
}

[[noreturn]] void too_large(const std::string& path, const std::string& what)
{
    throw Error{Errc::kLimitExceeded, path + ": " + what +
                                          "; it was not opened. Export the sheet as CSV, or raise "
                                          "limits.unpacked_bytes if the file can be trusted"};
}

}  // namespace

void check_zip(const std::string& path, const ReadLimits& limits)
{
    const std::unique_ptr<void, Close> zip{unzOpen64(path.c_str())};
    if (zip == nullptr) {
        damaged(path);
    }
    std::uint64_t total = 0;
    int parts = 0;
    for (int state = unzGoToFirstFile(zip.get()); state != UNZ_END_OF_LIST_OF_FILE;
         state = unzGoToNextFile(zip.get())) {
        unz_file_info64 part;
        if (state != UNZ_OK || ++parts > kMaxParts ||
            unzGetCurrentFileInfo64(zip.get(), &part, nullptr, 0, nullptr, 0, nullptr, 0) !=
                UNZ_OK) {
            damaged(path);
        }
        total += part.uncompressed_size;
        const double ratio = static_cast<double>(part.uncompressed_size) /
                             static_cast<double>(part.compressed_size + 1);
        if (total > limits.unzipped_bytes) {
            too_large(path,
                      fmt::format("unpacks to more than {} MiB", limits.unzipped_bytes >> 20U));
        }
        if (part.uncompressed_size > kSmallPart && ratio > limits.zip_ratio) {
            too_large(path,
                      fmt::format("a part of it unpacks to {:.0f} times its size, the limit is {}",
                                  ratio, limits.zip_ratio));
        }
    }
}

}  // namespace sourcelight::io
