// SPDX-License-Identifier: Apache-2.0
// Writes the sample data: node scripts/fixture.mjs OUT.json [ROWS]
import { writeFileSync } from 'node:fs';
import { makeSample } from '../fixture/make.mjs';

writeFileSync(process.argv[2], JSON.stringify(makeSample(Number(process.argv[3] ?? 776))));
