// SPDX-License-Identifier: Apache-2.0
// Writes the table of the dataset sourcelight/hazard_fits to the standard output:
//   sourcelight_fits DATASETS CONFIGS
#include "sourcelight/validate/fits.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <string>
#include <thread>

namespace {

using namespace sourcelight;

std::string table(const std::string& datasets, const std::string& configs)
{
    const auto protocol = validate::load_protocol(configs + "/validation/protocol-2.yaml");
    const auto methodology = assess::load_methodology(configs + "/methodology/default.yaml");
    const auto newest = reference::load_reference(datasets, std::nullopt);
    assess::RunOptions options;
    options.threads = std::thread::hardware_concurrency();
    return validate::fits_table(validate::dated_fits(
        protocol, newest.as_of, [&](Date day) { return reference::load_reference(datasets, day); },
        newest, methodology, options));
}

}  // namespace

int main(int argc, char** argv)
{
    constexpr int kArguments = 3;
    constexpr int kWrongUsage = 2;
    if (argc != kArguments) {
        fmt::print(stderr, "usage: {} DATASETS CONFIGS\n", argv[0]);
        return kWrongUsage;
    }
    try {
        const auto text = table(argv[1], argv[2]);
        const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
        return written && std::fflush(stdout) == 0 ? 0 : 1;
    } catch (const std::exception& problem) {
        fmt::print(stderr, "{}: {}\n", argv[0], problem.what());
        return 1;
    }
}
