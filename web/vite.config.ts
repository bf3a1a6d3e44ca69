// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

// One HTML file without any outside reference. The same sources give the same bytes.
export default defineConfig({
  plugins: [viteSingleFile({ removeViteModuleLoader: true })],
  build: {
    target: 'es2022',
    outDir: 'dist',
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    license: false,
  },
});
