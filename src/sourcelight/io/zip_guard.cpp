// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/io/zip_guard.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <minizip/unzip.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

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

/// Ends zlib's state.
struct Inflater {
    z_stream stream{};
    Inflater() { inflateInit2(&stream, -MAX_WBITS); }
    ~Inflater() { inflateEnd(&stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    Inflater(Inflater&&) = delete;
    Inflater& operator=(Inflater&&) = delete;
};

/// Whether the current part unpacks to more bytes than the directory says. The directory of an
/// attack lies, and GDAL unpacks to the end of the data.
bool unpacks_further(unzFile zip, std::uint64_t stated)
{
    int method = 0;
    int level = 0;
    if (unzOpenCurrentFile2(zip, &method, &level, /*raw=*/1) != UNZ_OK) {
        return true;
    }
    std::vector<Bytef> packed(1U << 16U);
    std::vector<Bytef> unpacked(1U << 18U);
    Inflater inflater;
    auto& stream = inflater.stream;
    std::uint64_t total = 0;
    int state = Z_OK;
    for (int got = 1; method == Z_DEFLATED && state == Z_OK && got > 0 && total <= stated;) {
        got = unzReadCurrentFile(zip, packed.data(), static_cast<unsigned>(packed.size()));
        stream.next_in = packed.data();
        stream.avail_in = static_cast<uInt>(std::max(got, 0));
        do {
            stream.next_out = unpacked.data();
            stream.avail_out = static_cast<uInt>(unpacked.size());
            state = inflate(&stream, Z_NO_FLUSH);
            total += unpacked.size() - stream.avail_out;
        } while (state == Z_OK && stream.avail_out == 0 && total <= stated);
        state = state == Z_BUF_ERROR ? Z_OK : state;
    }
    unzCloseCurrentFile(zip);
    return total > stated;
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
        if (unpacks_further(zip.get(), part.uncompressed_size)) {
            too_large(path, "a part of it unpacks to more than the file itself says");
        }
    }
}

}  // namespace sourcelight::io
