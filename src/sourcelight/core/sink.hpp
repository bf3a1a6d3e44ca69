// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace sourcelight {

/// Where a run tells how far it is. The library never prints; the program passes a sink.
class ProgressSink {
public:
    ProgressSink() = default;
    virtual ~ProgressSink() = default;
    ProgressSink(const ProgressSink&) = delete;
    ProgressSink& operator=(const ProgressSink&) = delete;
    ProgressSink(ProgressSink&&) = delete;
    ProgressSink& operator=(ProgressSink&&) = delete;

    /// `done` of `total` units of a phase; total 0 = not known. Called from one thread.
    virtual void progress(std::string_view phase, std::int64_t done, std::int64_t total) = 0;
    /// One line for the reader, without line end.
    virtual void message(std::string_view line) = 0;
    /// As message(), of something that the reader must not miss, however little is to be said.
    virtual void warning(std::string_view line) { message(line); }
    /// Whether the user asked to stop; stages ask between batches.
    [[nodiscard]] virtual bool interrupted() const noexcept = 0;
};

/// A sink that says nothing and never interrupts.
class SilentSink final : public ProgressSink {
public:
    void progress(std::string_view /*phase*/, std::int64_t /*done*/,
                  std::int64_t /*total*/) override
    {
    }
    void message(std::string_view /*line*/) override {}
    [[nodiscard]] bool interrupted() const noexcept override { return false; }
};

}  // namespace sourcelight
