// SPDX-License-Identifier: Apache-2.0
#include "new_folder.hpp"

#include "sourcelight/core/error.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace sourcelight::cli {

void require_other_folder(const std::string& out)
{
    std::error_code unknown;
    if (std::filesystem::equivalent(out, std::filesystem::current_path(unknown), unknown)) {
        throw Error{
            Errc::kOutputExists,
            fmt::format("{}: is the current folder; name a new folder, such as --out result", out)};
    }
}

}  // namespace sourcelight::cli
