// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace sourcelight {

/// Why a run cannot go on. The numbers are public: the command line exits with them
/// and docs/errors.md lists them. Append only.
enum class Errc : std::uint8_t {
    kConfigInvalid = 10,     ///< a setting is unknown, missing, mistyped or out of range
    kDatasetInvalid = 20,    ///< a curated dataset fails its own manifest
    kInputUnreadable = 30,   ///< a supplier file cannot be opened or decoded
    kNoUsableColumn = 31,    ///< no column of the input can be recognised
    kLimitExceeded = 32,     ///< a file, cell or table is larger than the limits allow
    kShapeMismatch = 40,     ///< matrix or vector sizes do not agree
    kValueOutOfDomain = 41,  ///< a number is not finite or lies outside its documented range
    kNotProductive = 42,     ///< an input-output table whose tiers do not add up to a finite sum
    kOutputUnwritable = 50,  ///< the output cannot be written, or the disk is full
    kOutputExists = 51,      ///< the result folder exists already
    kInternal = 70,          ///< a mistake of this program; please report it
    kInterrupted = 130,      ///< the user stopped the run
};

/// The one exception type this library throws.
class Error : public std::runtime_error {
public:
    Error(Errc code, const std::string& message) : std::runtime_error{message}, m_code{code} {}

    [[nodiscard]] Errc code() const noexcept { return m_code; }

private:
    Errc m_code;
};

/// One line of docs/errors.md.
struct ErrcEntry {
    Errc code;
    std::string_view name;     ///< stable lower-case name, such as "not_productive"
    std::string_view meaning;  ///< what happened and the way out, one sentence
};

/// Every code in ascending order.
[[nodiscard]] std::span<const ErrcEntry> errc_entries() noexcept;

/// Stable lower-case name of a code, such as "not_productive".
[[nodiscard]] std::string_view errc_name(Errc code) noexcept;

}  // namespace sourcelight
