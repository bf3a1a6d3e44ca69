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
/// One line for the reader, to standard error.
void print_message(std::string_view line);

/// Lines of at most 80 columns; lines after the first are indented.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t indent);

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
    explicit ConsoleSink(Mode mode);
    ~ConsoleSink() override;
    ConsoleSink(const ConsoleSink&) = delete;
    ConsoleSink& operator=(const ConsoleSink&) = delete;
    ConsoleSink(ConsoleSink&&) = delete;
    ConsoleSink& operator=(ConsoleSink&&) = delete;

    void progress(std::string_view phase, std::int64_t done, std::int64_t total) override;
    void message(std::string_view line) override;
    [[nodiscard]] bool interrupted() const noexcept override;

private:
    void end_bar();

    Mode m_mode;
    bool m_terminal = false;
    bool m_bar_open = false;
    std::string m_phase;
    double m_phase_start = 0.0;
    double m_last_drawn = 0.0;
};

}  // namespace sourcelight::cli
