// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/publish/run_collector.hpp"
#include "sourcelight/publish/run_outcome.hpp"
#include "sourcelight/publish/xlsx_book.hpp"

#include <string>

namespace sourcelight::publish {

/// Rows of the sheet "Priorities" at most; "Suppliers" holds the rest.
inline constexpr std::size_t kPriorityRows = 1000;

/// One printed page for a board: headline, figures with intervals, who to look at first, bands,
/// grades, the largest countries and products, how to read it.
void write_summary(XlsxSheet& sheet, const std::string& title,
                   const reference::Reference& reference, const RunOutcome& outcome,
                   const RunCollection& run);

/// The country's name, the code alone if it has none.
[[nodiscard]] std::string country_name(const reference::Reference& reference, CountryCode code);

/// The first kPriorityRows suppliers with empty columns for owner, next step, date and status.
void write_priorities(XlsxSheet& sheet, const reference::Reference& reference,
                      const RunCollection& run);

/// Every dataset the run read: title, publisher, edition, dates, licence, address, SHA-256.
void write_sources(XlsxSheet& sheet, const reference::Reference& reference,
                   const RunRecord& record);

/// How the cells of an sl_ column look.
[[nodiscard]] CellStyle column_style(std::string_view column);

}  // namespace sourcelight::publish
