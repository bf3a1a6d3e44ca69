// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "output.hpp"
#include "usage_hint.hpp"

#include "sourcelight/core/error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <exception>

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

int report_usage(const CLI::App& app, const CLI::ParseError& problem, int argc, char** argv)
{
    if (app.exit(problem) == 0) {
        return 0;  // --help or --version
    }
    if (const auto hint = cli::usage_hint(app, argc, argv); !hint.empty()) {
        cli::print_message(hint);
    }
    return kWrongUsage;
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
    cli::add_explain(app, shared, code);
    cli::add_data(app, shared, code);
    cli::watch_interrupts();
    try {
        app.parse(argc, argv);
        cli::finish_answer();
        return code;
    } catch (const CLI::ParseError& problem) {
        return report_usage(app, problem, argc, argv);
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

}  // namespace

int main(int argc, char** argv) { return run(argc, argv); }
