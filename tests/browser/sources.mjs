// SPDX-License-Identifier: Apache-2.0
// The page's modules as they are written, for tests of single functions.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { webRequire } from './chromium.mjs';

/** A server whose ssrLoadModule('/src/...') loads a module of web/; close it afterwards. */
export async function sourceServer() {
  const web = join(webRequire.resolve('./package.json'), '..');
  const { createServer } = await import(
    pathToFileURL(join(web, 'node_modules', 'vite', 'dist', 'node', 'index.js')).href
  );
  return createServer({
    root: web,
    logLevel: 'silent',
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
    appType: 'custom',
  });
}
