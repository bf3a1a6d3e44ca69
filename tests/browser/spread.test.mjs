// SPDX-License-Identifier: Apache-2.0
// How sure the order of the list is, in words.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sourceServer } from './sources.mjs';

describe('how far ranks move', () => {
  let server;
  let ranksText;
  before(async () => {
    server = await sourceServer();
    ({ ranksText } = await server.ssrLoadModule('/src/views/Spread.tsx'));
  });
  after(() => server.close());

  it('is said in places with their interval and the parts that move a supplier most', () => {
    const text = ranksText({
      suppliers: 1000,
      places: { median: 6.102, lo90: 4.94, hi90: 7.64 },
      groups: [
        { label: 'facts that the list does not state', places: 4.567 },
        { label: 'what sets the country apart', places: 3.6971 },
        { label: 'how far reports repeat one another', places: 0 },
      ],
    });
    assert.match(
      text,
      /stands 6\.1 places \(4\.9 to 7\.6\) from its place here, on average over 1,000 suppliers\./,
    );
    assert.match(text, /facts that the list does not state \(4\.6\); what sets the country apart \(3\.7\)\./);
    assert.ok(!text.includes('repeat one another'));
  });

  it('is not said of a list without an order', () => {
    assert.equal(ranksText(undefined), '');
  });

  it('never says 0 of a median that is only small', () => {
    const text = ranksText({ suppliers: 2, places: { median: 0.01, lo90: 0, hi90: 1 }, groups: [] });
    assert.match(text, /stands under 0\.1 places \(under 0\.1 to 1\.0\)/);
  });
});
