// SPDX-License-Identifier: Apache-2.0
// Strips download addresses from package-lock.json: which mirror a copy came from is nobody's business
// and breaks elsewhere. npm finds the packages by name and checks their integrity hash.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = join(dirname(fileURLToPath(import.meta.url)), '..', 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
for (const entry of Object.values(lock.packages)) delete entry.resolved;
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
