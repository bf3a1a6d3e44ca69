// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "output.hpp"
#include "usage_hint.hpp"

#include "sourcelight/core/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <sstream>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace {

using namespace sourcelight;

/// Exit code of wrong usage, as documented.
constexpr int kWrongUsage = 2;

int report_failure(const cli::SharedOptions& shared, std::string_view name, const char* text,
                   int code)
{
    if (shared.json) {
        cli::print_message(
            nlohmann::ordered_json{{"error", name}, {"code", code}, {"message", text}}.dump());
    } else {
        cli::print_complaint(fmt::format("sourcelight: {}", text));
    }
    return code;
}

/// What the parser has to say, which may be no more than --help or --version.
int report_usage(const CLI::App& app, const CLI::ParseError& problem, int argc, char** argv)
{
    std::ostringstream answer;
    const int code = app.exit(problem, answer, std::cerr);
    cli::print_text(answer.str());
    if (code == 0) {
        return 0;
    }
    if (const auto hint = cli::usage_hint(app, argc, argv); !hint.empty()) {
        cli::print_message(hint);
    }
    return kWrongUsage;
}

/// Runs the command; `code` is what it sets.
int obey(CLI::App& app, const cli::ExitCode& code, int argc, char** argv)
{
    try {
        app.parse(argc, argv);
        return code;
    } catch (const CLI::ParseError& problem) {
        return report_usage(app, problem, argc, argv);
    }
}

int run(int argc, char** argv)
{
    CLI::App app{"Where forced-labour risk is likely to sit in a supplier list, how sure that is,\n"
                 "why, and what to do first. Nothing leaves your machine."};
    app.name("sourcelight");
    app.set_version_flag("--version", std::string{"sourcelight "} + SOURCELIGHT_VERSION);
    app.require_subcommand(1);
    app.footer("Example: sourcelight assess suppliers.xlsx --out result\n"
               "Each command has its own --help.");
    cli::SharedOptions shared;
    cli::ExitCode code = 0;
    cli::add_assess(app, shared, code);
    cli::add_atlas(app, shared, code);
    cli::add_compare(app, shared, code);
    cli::add_validate(app, shared, code);
    cli::add_explain(app, shared, code);
    cli::add_map(app, shared, code);
    cli::add_data(app, shared, code);
    cli::add_method(app, shared, code);
    cli::watch_interrupts();
    try {
        code = obey(app, code, argc, argv);
        cli::finish_answer();
        return code;
    } catch (const Error& problem) {
        return report_failure(shared, errc_name(problem.code()), problem.what(),
                              static_cast<int>(problem.code()));
    } catch (const std::bad_alloc&) {
        return report_failure(shared, "limit_exceeded", "the memory of this machine is used up",
                              static_cast<int>(Errc::kLimitExceeded));
    } catch (const std::exception& problem) {
        return report_failure(shared, "internal", problem.what(),
                              static_cast<int>(Errc::kInternal));
    }
}

/// Batches come and go by the megabyte: memory that is given back after each of them is cleared by
/// the system for the next, a twentieth of a big run. Kept pages serve until the end.
void keep_freed_pages()
{
#if defined(__GLIBC__)
    constexpr int kFromBytes = 64 << 20;
    constexpr int kKeptBytes = 256 << 20;
    mallopt(M_MMAP_THRESHOLD, kFromBytes);
    mallopt(M_TRIM_THRESHOLD, kKeptBytes);
#endif
}

}  // namespace

int main(int argc, char** argv)
{
    // Arrow's own allocator gives its pages back after each row group and clears new ones for the
    // next: a tenth of a big run. Before any thread starts; a user's own choice stands.
    setenv("ARROW_DEFAULT_MEMORY_POOL", "system", 0);  // NOLINT(concurrency-mt-unsafe)
    keep_freed_pages();
    return run(argc, argv);
}
