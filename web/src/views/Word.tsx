// SPDX-License-Identifier: Apache-2.0
// The page's own words, explained on hover and listed under the method.
export const glossary = {
  median: 'Half of the draws lie below it and half above.',
  '90 %': 'The true value lies inside with probability 90 %, as far as the method goes.',
  band: 'Very low: under 0.5 %; low: 0.5 to 2 %; moderate: 2 to 10 %; high: 10 to 30 %; very high: 30 % and more, for at least one person at the site. Where one band is not sure enough the label runs over several.',
  grade:
    'How much is known about this very place, from A (an official finding about the site) to E (only world-wide assumptions).',
  coverage: 'Share of the inputs of the estimate that were observed rather than assumed.',
  'log-odds':
    'The natural logarithm of p / (1 - p). Contributions add up on this scale; +1 multiplies the odds by 2.7.',
  spread:
    'Share of the variance of the answer, in log-odds, by the draws behind a step; shares overlap where steps act together.',
  draws: 'The model is run many times with its uncertain inputs varied together; each run is a draw.',
  'first ten': 'Share of the draws in which this supplier is among the first ten: how sure its rank is.',
  people: 'Expected number of people in forced labour: an order of magnitude, not a count of persons known.',
  tier: 'How far up the chain: tier 1 sells to you, tier 2 sells to tier 1.',
  cell: 'A place and an activity; suppliers of one cell share what is known about it.',
} as const;

/** A word with its meaning on hover. */
export function Word({ of, children }: { of: keyof typeof glossary; children: string }) {
  return (
    <abbr class="word" title={glossary[of].replaceAll(' %', '\u202f%')}>
      {children}
    </abbr>
  );
}

export function Glossary() {
  return (
    <details>
      <summary>Words used on this page</summary>
      <dl class="facts">
        {Object.entries(glossary).map(([word, meaning]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
