// SPDX-License-Identifier: Apache-2.0
#include "output.hpp"

#include "sourcelight/core/error.hpp"
#include "sourcelight/core/text.hpp"
#include "sourcelight/core/wrap.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace sourcelight::cli {
namespace {

std::atomic<bool> g_interrupted{false};

extern "C" void on_signal(int signal)
{
    if (g_interrupted.exchange(true)) {
        std::_Exit(128 + signal);
    }
}

double seconds_now()
{
    using Clock = std::chrono::steady_clock;
    return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
}

std::string bar(double share)
{
    constexpr std::size_t kCells = 11;
    const auto filled = static_cast<std::size_t>(share * kCells);
    return "[" + std::string(filled, '#') + std::string(kCells - filled, '.') + "]";
}

/// The first failure of standard output, as errno; 0 = none.
int g_answer_failure = 0;

void remember_failure(const std::FILE* stream)
{
    if (stream == stdout && g_answer_failure == 0) {
        g_answer_failure = errno;
    }
}

void write_text(std::FILE* stream, std::string_view text)
{
    if (std::fwrite(text.data(), 1, text.size(), stream) != text.size()) {
        remember_failure(stream);
    }
}

void write_line(std::FILE* stream, std::string_view line)
{
    write_text(stream, line);
    write_text(stream, "\n");
}

}  // namespace

void print_line(std::string_view line) { write_line(stdout, line); }

void print_text(std::string_view text) { write_text(stdout, text); }

void finish_answer()
{
    if (std::fflush(stdout) != 0) {
        remember_failure(stdout);
    }
    if (g_answer_failure != 0 && g_answer_failure != EPIPE) {
        throw Error{
            Errc::kOutputUnwritable,
            fmt::format("standard output: cannot be written: {}",
                        std::error_code{g_answer_failure, std::generic_category()}.message())};
    }
}

void print_message(std::string_view line) { write_line(stderr, line); }

void print_complaint(std::string_view text)
{
    constexpr std::size_t kHanging = 2;
    const bool terminal = isatty(STDERR_FILENO) != 0;
    for (const auto line : split(text, '\n')) {
        const auto clean = without_controls(line);
        print_message(terminal ? wrap(clean, kHanging) : clean);
    }
}

std::string clip(std::string_view text, std::size_t width)
{
    std::size_t bytes = 0;
    for (std::size_t points = 0; bytes < text.size(); ++points) {
        if (points + 1 == width) {
            return std::string{text.substr(0, bytes)} + "…";
        }
        ++bytes;
        while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
            ++bytes;
        }
    }
    return std::string{text};
}

const std::atomic<bool>& interrupt_flag() noexcept { return g_interrupted; }

void watch_interrupts()
{
    static_cast<void>(std::signal(SIGINT, on_signal));
    static_cast<void>(std::signal(SIGTERM, on_signal));
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
    // A file-size limit then shows as a failed write, which says what happened.
    static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
}

ConsoleSink::ConsoleSink(Mode mode, std::string_view unit)
    : m_mode{mode}, m_unit{unit}, m_terminal{isatty(STDERR_FILENO) != 0 &&
                                             std::getenv("NO_COLOR") == nullptr}
{
}

ConsoleSink::~ConsoleSink() { end_bar(); }

void ConsoleSink::end_bar()
{
    if (m_bar_open) {
        static_cast<void>(std::fputc('\n', stderr));
        m_bar_open = false;
    }
}

void ConsoleSink::progress(std::string_view phase, std::int64_t done, std::int64_t total)
{
    if (m_mode == Mode::kQuiet) {
        return;
    }
    if (m_mode == Mode::kJson) {
        print_message(
            nlohmann::ordered_json{{"phase", phase}, {"done", done}, {"total", total}}.dump());
        return;
    }
    const double now = seconds_now();
    if (m_phase != phase) {
        end_bar();
        m_phase = phase;
        m_phase_start = now;
        m_last_drawn = 0.0;
    }
    const bool last = total > 0 && done >= total;
    constexpr double kRedrawEvery = 0.1;
    if (!last && (!m_terminal || now - m_last_drawn < kRedrawEvery)) {
        return;
    }
    m_last_drawn = now;
    const double spent = now - m_phase_start;
    const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0.0;
    const auto left = share > 0.0 && !last ? fmt::format(", {:.0f} s left", spent / share - spent)
                                           : std::string{};
    const auto line = fmt::format("{:<10} {:>9} {}{} {} {:.1f} s{}", phase, done, m_unit,
                                  done == 1 ? "" : "s", bar(share), spent, left);
    if (m_terminal) {
        fmt::print(stderr, "\r{:<79}", line);
        m_bar_open = true;
        if (last) {
            end_bar();
        }
    } else {
        print_message(line);
    }
}

void ConsoleSink::message(std::string_view line)
{
    if (m_mode == Mode::kQuiet) {
        return;
    }
    end_bar();
    print_message(m_mode == Mode::kJson ? nlohmann::ordered_json{{"message", line}}.dump()
                                        : wrap(line, kFieldIndent));
}

void ConsoleSink::warning(std::string_view line)
{
    end_bar();
    if (m_mode == Mode::kJson) {
        print_message(nlohmann::ordered_json{{"message", line}}.dump());
    } else {
        print_complaint(line);
    }
}

bool ConsoleSink::interrupted() const noexcept { return g_interrupted.load(); }

ConsoleSink::Mode console_mode(bool json, bool quiet) noexcept
{
    if (json) {
        return ConsoleSink::Mode::kJson;
    }
    return quiet ? ConsoleSink::Mode::kQuiet : ConsoleSink::Mode::kPeople;
}

}  // namespace sourcelight::cli
