// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sourcelight/core/finding.hpp"

#include <array>
#include <span>

namespace sourcelight::io {

inline constexpr FindingKind kEncodingGuessed{
    "encoding-guessed", Severity::kNote, "The file is not UTF-8; its encoding was recognised.",
    "Check that accented and Chinese letters look right; if not, save the file as UTF-8."};
inline constexpr FindingKind kInvalidBytes{
    "invalid-bytes", Severity::kWarning,
    "A cell has bytes that are not of the file's encoding; they were read as Windows-1252.",
    "Check the cell's accented letters and save the file as UTF-8."};
inline constexpr FindingKind kNulBytes{
    "nul-bytes", Severity::kWarning, "The file has NUL bytes; they were left out.",
    "Export the file again: NUL bytes in a table point to a damaged export."};
inline constexpr FindingKind kRowTooShort{
    "row-too-short", Severity::kWarning,
    "The row has fewer cells than the header; the missing cells are empty.",
    "Check the row for a missing separator or a line break that split it."};
inline constexpr FindingKind kRowTooLong{
    "row-too-long", Severity::kWarning,
    "The row has more cells than the header; the surplus was joined, no text is lost.",
    "Put quotation marks around the cell that contains the separator."};
inline constexpr FindingKind kRunawayQuote{
    "runaway-quote", Severity::kWarning,
    "A quotation mark opens a cell and is never closed; it was read as an ordinary character.",
    "Remove the quotation mark or close it."};
inline constexpr FindingKind kLinesBeforeHeader{
    "lines-before-header", Severity::kNote,
    "The header is not the first line; the lines above it are not suppliers.",
    "Nothing, unless one of those lines was a supplier. Rows are counted from the first below the "
    "header; the message says which line that is."};
inline constexpr FindingKind kNoHeader{
    "no-header", Severity::kWarning,
    "The file seems to have no header line; columns are called by their number.",
    "Add a header line, or name the columns in a mapping file."};
inline constexpr FindingKind kBlankRowsAtEnd{"blank-rows-at-end", Severity::kNote,
                                             "Empty rows at the end of the file were left out.",
                                             "Nothing."};
inline constexpr FindingKind kOtherSheets{
    "other-sheets", Severity::kNote, "The workbook has other sheets or layers that were not read.",
    "Save the sheet you mean as a file of its own if the wrong one was read."};
inline constexpr FindingKind kPointsAdded{
    "points-added", Severity::kNote,
    "The layer's geometry was read as columns of latitude and longitude; shapes that are no points "
    "by their middle and their reach.",
    "Nothing."};
inline constexpr FindingKind kShapeNoPlace{
    "shape-no-place", Severity::kWarning,
    "A row of a layer has no shape, an empty one, one without an area or one that is not on "
    "earth; no place was taken from it.",
    "Draw the shape again, or state address, city or country in columns."};
inline constexpr FindingKind kShapeCrossesItself{
    "shape-crosses-itself", Severity::kWarning,
    "The area of a row crosses itself; it was made valid before its middle was taken.",
    "Look at the row in a map program and repair its outline there."};
inline constexpr FindingKind kShapeOfParts{
    "shape-of-parts", Severity::kWarning,
    "The shape of a row has several parts; the row counts as one place in the middle of all.",
    "If the parts are sites of their own, give each a row of its own."};
inline constexpr FindingKind kListNoSystem{
    "list-no-system", Severity::kWarning,
    "The layer states no reference system, or one that is not known; its coordinates were read as "
    "longitude and latitude (WGS 84).",
    "Save the layer with its reference system, such as EPSG:4326."};
inline constexpr FindingKind kMoreOfTheSame{
    "more-of-the-same", Severity::kWarning,
    "Further rows of the file have the oddity named in the message.",
    "Correct the rows listed one by one first; most have the same cause."};

/// Every kind this stage can find, for docs/errors.md.
[[nodiscard]] std::span<const FindingKind* const> finding_kinds() noexcept;

}  // namespace sourcelight::io
