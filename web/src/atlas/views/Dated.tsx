// SPDX-License-Identifier: Apache-2.0
// A sentence whose dates stay on one line.

const date = /(\d{4}-\d{2}-\d{2})/;

export function Dated({ text }: { text: string }) {
  // Split at a group: every second part is a date.
  return (
    <>
      {text.split(date).map((part, i) =>
        i % 2 === 1 ? (
          <time key={i} class="nowrap">
            {part}
          </time>
        ) : (
          part
        ),
      )}
    </>
  );
}
