// SPDX-License-Identifier: Apache-2.0
// What somebody may have meant by a name that is none.
import { plainName, search, type AtlasModel, type SearchEntry } from './model';

/** Slips between two words: a letter more, less, changed, or two swapped. `most` + 1 = too many. */
export function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let n = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) n = Math.min(n, (before[j - 2] ?? 0) + 1);
      row.push(n);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length] ?? most + 1;
}

/** The key with the fewest slips, if they are few for the length of the text. */
export function closest<T>(
  text: string,
  choices: readonly T[],
  keys: (choice: T) => string[],
): T | undefined {
  const given = plainName(text);
  let most = Math.min(3, Math.floor(given.length / 3));
  let best: T | undefined;
  for (const choice of choices)
    for (const key of keys(choice)) {
      const n = slips(given, key, most);
      if (n > most || (n === most && best !== undefined)) continue;
      [best, most] = [choice, n];
    }
  return best;
}

/** What the search finds by the text, else by the nearest spelling. Identifiers have hyphens for blanks. */
export function nearest(
  model: AtlasModel,
  text: string,
  kinds?: SearchEntry['kind'][],
): SearchEntry | undefined {
  const words = text.replaceAll(/[-_]+/g, ' ');
  const entries = model.entries().filter((e) => !kinds || kinds.includes(e.kind));
  return (
    search(model, text, kinds)[0]?.entry ??
    search(model, words, kinds)[0]?.entry ??
    closest(words, entries, (e) => e.keys) ??
    // "cobalt ore drc": a name followed by more.
    search(model, words.split(/\s+/)[0] ?? '', kinds)[0]?.entry
  );
}
