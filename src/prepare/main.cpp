// SPDX-License-Identifier: Apache-2.0
// Builds the structures that every run needs from the shipped datasets, once for an installation:
//   sourcelight_prepare DATASETS FOLDER
#include "sourcelight/core/error.hpp"
#include "sourcelight/io/cache_folder.hpp"
#include "sourcelight/reference/reference.hpp"
#include "sourcelight/resolve/location_data.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>

namespace {

using namespace sourcelight;
namespace fs = std::filesystem;

/// A folder that says whether what it was given is there afterwards, and makes it read-only.
class CheckedFolder final : public StructureStore {
public:
    explicit CheckedFolder(const std::string& folder) : m_folder{folder} {}

    [[nodiscard]] std::optional<Sections> load(std::string_view name,
                                               std::string_view key) const override
    {
        return m_folder.load(name, key);
    }
    void store(std::string_view name, std::string_view key, const Sections& sections) const override
    {
        m_folder.store(name, key, sections);
        const auto path = m_folder.path_of(name, key);
        std::error_code failure;
        using fs::perms;
        fs::permissions(path, perms::owner_read | perms::group_read | perms::others_read, failure);
        if (failure || !m_folder.load(name, key)) {
            throw Error{Errc::kOutputUnwritable, fmt::format("{} could not be written", path)};
        }
    }

private:
    io::CacheFolder m_folder;
};

}  // namespace

int main(int argc, char** argv)
{
    constexpr int kArguments = 3;
    constexpr int kWrongUsage = 2;
    if (argc != kArguments) {
        fmt::print(stderr, "usage: {} DATASETS FOLDER\n", argv[0]);
        return kWrongUsage;
    }
    try {
        const auto reference = reference::load_reference(argv[1], std::nullopt);
        static_cast<void>(resolve::load_location_data(reference, CheckedFolder{argv[2]}));
    } catch (const std::exception& problem) {
        fmt::print(stderr, "{}: {}\n", argv[0], problem.what());
        return 1;
    }
    return 0;
}
