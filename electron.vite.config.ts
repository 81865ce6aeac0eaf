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

/**
 * Leaves out ajv, three fifths of electron-store: it validates a JSON schema if one is given, and main
 * gives none, because zod reads the settings file.
 */
function leaveOutSchemaValidator(): Plugin {
  const leftOut = '\0mytone:no-schema-validator';
  return {
    name: 'mytone:leave-out-schema-validator',
    enforce: 'pre',
    resolveId: (id) => (/^ajv(-formats|\/dist\/2020\.js)$/.test(id) ? leftOut : null),
    load: (id) =>
      id === leftOut
        ? `export class Ajv2020 { constructor() { throw new Error('ajv is left out of the build'); } }
           export default Ajv2020;`
        : null,
  };
}

export default defineConfig({
  main: {
    // Without axios's HTTP client for Node: main uses its fetch adapter alone, and the rest is two
    // thirds of its code and a third of the time that loading it takes.
    resolve: { alias: [{ find: /^axios$/, replacement: 'axios/dist/browser/axios.cjs' }] },
    plugins: [leaveOutSchemaValidator()],
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
