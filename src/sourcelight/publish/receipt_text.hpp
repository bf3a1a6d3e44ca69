// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"
#include "sourcelight/publish/receipt_answers.hpp"
#include "sourcelight/publish/source_notes.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sourcelight::publish {

/// What `explain` prints above the receipt, label and value: name, place, product, the four
/// answers with their intervals, rank.
using ReceiptHead = std::vector<std::pair<std::string, std::string>>;

/// A receipt for an 80-column terminal: the head, the cells of the user's file, then every term
/// under the heading of its group with value, interval, contribution in log-odds, sentence, and
/// where it was read: the user's header and cell, the row of a dataset, or the assumption.
/// Control characters of outside text are printed as blanks. Only an address and the command that
/// shows the rows of a source are longer than 80 columns, each whole on a line of its own; lines
/// end with LF.
[[nodiscard]] std::string receipt_text(const assess::Receipt& receipt, const ReceiptHead& head,
                                       SourceNotes& notes);

/// The same as JSON, and the answers as numbers; keys in fixed order.
[[nodiscard]] nlohmann::ordered_json receipt_json(const assess::Receipt& receipt,
                                                  const ReceiptHead& head,
                                                  const std::vector<ReceiptAnswer>& answers,
                                                  SourceNotes& notes);

/// The user's cells that a line was read from.
[[nodiscard]] std::vector<const assess::StatedCell*> cells_of(const assess::ReceiptTerm& term,
                                                              const assess::Receipt& receipt);

/// Stable lower-case name of a group: "place", "prevalence".
[[nodiscard]] std::string_view group_name(assess::TermGroup group) noexcept;

}  // namespace sourcelight::publish
