// SPDX-License-Identifier: Apache-2.0
// Tables to take along. Spreadsheets must not run what stands in them.

/** A CSV cell: quoted, and text that a spreadsheet would run as a formula gets an apostrophe. */
export function cell(value: string | number): string {
  const text = String(value);
  const safe =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d., ()]+$/.test(text)
      ? `'${text}`
      : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Offers a CSV text as a file. */
export function saveCsv(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', text, '\r\n'], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
