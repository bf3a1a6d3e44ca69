// SPDX-License-Identifier: Apache-2.0
// Writes the atlas with stand-in estimates over the shipped facts: node scripts/atlas_fixture.mjs OUT.json
import { writeFileSync } from 'node:fs';
import { makeAtlas } from '../fixture/atlas.mjs';

writeFileSync(process.argv[2], JSON.stringify(makeAtlas()));
