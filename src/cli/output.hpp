// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/sink.hpp"

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>

namespace sourcelight::cli {

/// One line of the answer, to standard output.
void print_line(std::string_view line);
/// A text that has its own line ends, to standard output.
void print_text(std::string_view text);
/// Makes sure that the answer has left. A reader that had enough (a closed pipe) is no failure.
/// Throws Error kOutputUnwritable.
void finish_answer();
/// One line for the reader, to standard error.
void print_message(std::string_view line);

/// One complaint for the reader, to standard error: control characters of outside text are blanks,
/// and a terminal gets lines of 80 columns.
void print_complaint(std::string_view text);

/// Where the values of `  country        <- "Land"` start.
inline constexpr std::size_t kFieldIndent = 20;

/// At most `width` code points, the last one an ellipsis if something was cut.
[[nodiscard]] std::string clip(std::string_view text, std::size_t width);

/// Set by SIGINT and SIGTERM; the stages ask for it between batches.
[[nodiscard]] const std::atomic<bool>& interrupt_flag() noexcept;
/// Makes SIGINT and SIGTERM set the flag; a second one ends the program at once.
void watch_interrupts();

/// Progress for a person: a bar on a terminal, one line a phase elsewhere, JSON lines with --json,
/// nothing with --quiet.
class ConsoleSink final : public ProgressSink {
public:
    enum class Mode { kPeople, kJson, kQuiet };
    /// @param unit  what progress counts, one of them
    explicit ConsoleSink(Mode mode, std::string_view unit = "row");
    ~ConsoleSink() override;
    ConsoleSink(const ConsoleSink&) = delete;
    ConsoleSink& operator=(const ConsoleSink&) = delete;
    ConsoleSink(ConsoleSink&&) = delete;
    ConsoleSink& operator=(ConsoleSink&&) = delete;

    void progress(std::string_view phase, std::int64_t done, std::int64_t total) override;
    void message(std::string_view line) override;
    /// A message that --quiet does not silence.
    void warning(std::string_view line) override;
    [[nodiscard]] bool interrupted() const noexcept override;

private:
    void end_bar();

    Mode m_mode;
    std::string m_unit;
    bool m_terminal = false;
    bool m_bar_open = false;
    std::string m_phase;
    double m_phase_start = 0.0;
    double m_last_drawn = 0.0;
};

/// The mode that --json and --quiet ask for; --json wins.
[[nodiscard]] ConsoleSink::Mode console_mode(bool json, bool quiet) noexcept;

}  // namespace sourcelight::cli
