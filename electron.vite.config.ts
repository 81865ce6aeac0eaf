import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** Lists the page's files beside them: main serves what is listed and nothing else. */
function listFiles(): Plugin {
  return {
    name: 'mytone:list-files',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const source = JSON.stringify(Object.keys(bundle).toSorted());
        this.emitFile({ type: 'asset', fileName: 'files.json', source });
      },
    },
  };
}

export default defineConfig({
  main: {
    build: {
      rollupOptions: { input: { index: 'src/main/index.ts' } },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      // A sandboxed preload cannot be an ES module; "type": "module" would make it one.
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), listFiles()],
    build: {
      minify: true,
      rollupOptions: { input: { index: 'src/renderer/index.html' } },
    },
  },
});
