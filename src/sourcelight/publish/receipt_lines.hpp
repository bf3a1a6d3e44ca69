// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/assess/types.hpp"
#include "sourcelight/publish/source_notes.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace sourcelight::publish {

/// Appends a paragraph of lines behind `indent` blanks, those after the first behind `hanging`;
/// nothing for an empty text. Control characters become blanks.
void append_paragraph(std::string& out, std::string_view text, std::size_t indent,
                      std::size_t hanging);

/// "country: IN (90 % interval ...) [+0.40 log-odds]".
[[nodiscard]] std::string value_line(const assess::ReceiptTerm& term);

/// Publisher, title, edition, date, licence and dataset of what a line rests on, or the assumption;
/// empty where the user's file is the source.
[[nodiscard]] std::string source_line(const assess::ReceiptTerm& term, SourceNotes& notes);

}  // namespace sourcelight::publish
