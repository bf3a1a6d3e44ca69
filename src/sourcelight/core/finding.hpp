// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sourcelight {

/// How much a finding matters to the reader. Errors make the exit code 1 under --strict.
enum class Severity : std::uint8_t { kNote, kWarning, kError };

/// "note", "warning" or "error".
[[nodiscard]] constexpr std::string_view severity_name(Severity severity) noexcept
{
    switch (severity) {
    case Severity::kNote: return "note";
    case Severity::kWarning: return "warning";
    case Severity::kError: break;
    }
    return "error";
}

/// One kind of oddity, declared once by the stage that finds it (its findings.hpp).
/// `code` is public (findings.csv, sl_findings): append, never rename.
struct FindingKind {
    std::string_view code;  ///< stable, lower case with hyphens, such as "country-unknown"
    Severity severity;
    std::string_view meaning;  ///< one sentence for docs/errors.md
    std::string_view fix;      ///< what the user does about it, one sentence
};

/// "This row is odd": returned as data, counted in the report, never thrown.
struct Finding {
    std::int64_t row = 0;               ///< row of the batch's table, 1-based; 0 = the whole file
    const FindingKind* kind = nullptr;  ///< never null in a finished finding
    std::string column;                 ///< the user's column name, or empty
    std::string value;                  ///< the value found, cut to 200 bytes by the writer
    std::string message;                ///< what was expected and what was done instead
};

}  // namespace sourcelight
