// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

// One HTML file without any outside reference, the report or (`--mode atlas`) the atlas. The same sources give the
// same bytes.
export default defineConfig(({ mode }) => ({
  plugins: [viteSingleFile({ removeViteModuleLoader: true })],
  build: {
    target: 'es2022',
    outDir: mode === 'atlas' ? 'dist/atlas' : 'dist/report',
    rolldownOptions: { input: mode === 'atlas' ? 'atlas.html' : 'index.html' },
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    license: false,
  },
}));
