// SPDX-License-Identifier: Apache-2.0
#include "sourcelight/core/error.hpp"

#include <algorithm>
#include <array>

namespace sourcelight {
namespace {

constexpr std::array kEntries{
    ErrcEntry{
        Errc::kConfigInvalid, "config_invalid",
        "A setting is unknown, missing, mistyped or out of range; the message names the file, "
        "the line and the nearest known name."},
    ErrcEntry{
        Errc::kDatasetInvalid, "dataset_invalid",
        "A shipped dataset fails its own manifest; reinstall it or run `sourcelight data verify`."},
    ErrcEntry{
        Errc::kInputUnreadable, "input_unreadable",
        "A supplier file is missing or cannot be decoded; save it again as UTF-8 CSV or XLSX."},
    ErrcEntry{Errc::kNoUsableColumn, "no_usable_column",
              "No column of the input was recognised; name the columns with --map mapping.yaml."},
    ErrcEntry{
        Errc::kLimitExceeded, "limit_exceeded",
        "A file, cell or table is larger than the limits allow; split it or raise the limit."},
    ErrcEntry{Errc::kShapeMismatch, "shape_mismatch", "Sizes of matrices or vectors do not agree."},
    ErrcEntry{Errc::kValueOutOfDomain, "value_out_of_domain",
              "A number is not finite or lies outside its documented range."},
    ErrcEntry{Errc::kNotProductive, "not_productive",
              "An input-output table whose tiers do not add up to a finite sum."},
    ErrcEntry{Errc::kOutputUnwritable, "output_unwritable",
              "The output cannot be written or the disk is full; nothing half-written is left."},
    ErrcEntry{Errc::kOutputExists, "output_exists",
              "The result folder exists; choose another or pass --force to replace it."},
    ErrcEntry{Errc::kInternal, "internal",
              "A mistake of this program; please report it with the command and the run record."},
    ErrcEntry{Errc::kInterrupted, "interrupted",
              "The run was stopped; an earlier result folder is untouched."},
};

}  // namespace

std::span<const ErrcEntry> errc_entries() noexcept { return kEntries; }

std::string_view errc_name(Errc code) noexcept
{
    const auto* entry = std::find_if(kEntries.begin(), kEntries.end(),
                                     [code](const ErrcEntry& e) { return e.code == code; });
    return entry == kEntries.end() ? std::string_view{"unknown"} : entry->name;
}

}  // namespace sourcelight
