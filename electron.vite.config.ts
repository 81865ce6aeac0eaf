import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** Each build lists what it bundled of others, for the licences in a package. It does not ship. */
const license = { fileName: 'licenses.json' };

/** Lists the page's files beside them: main serves what is listed and nothing else. */
function listFiles(): Plugin {
  return {
    name: 'mytone:list-files',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.keys(bundle).filter((name) => name !== license.fileName);
        const source = JSON.stringify(files.toSorted());
        this.emitFile({ type: 'asset', fileName: 'files.json', source });
      },
    },
  };
}

/**
 * Leaves out three quarters of electron-store: ajv, which validates a JSON schema if one is given, and
 * semver, which compares versions for the migrations if some are given. Main gives neither, because
 * zod reads the settings file.
 */
function leaveOutSchemasAndMigrations(): Plugin {
  const leftOut = '\0mytone:left-out';
  return {
    name: 'mytone:leave-out-schemas-and-migrations',
    enforce: 'pre',
    resolveId: (id) => (/^(ajv(-formats|\/dist\/2020\.js)|semver)$/.test(id) ? leftOut : null),
    load: (id) =>
      id === leftOut
        ? `export default class LeftOut { constructor() { throw new Error('left out of the build'); } }
           export { LeftOut as Ajv2020 };`
        : null,
  };
}

/** What of axios reads a global of fetch while it is loaded, and what stands there instead. */
const readsOfFetchGlobals = [
  // A FormData is known by its tag too, and main sends none.
  { text: "typeof G.FormData !== 'undefined' ? G.FormData : undefined", instead: 'undefined' },
  { text: "typeof FormData !== 'undefined' ? FormData : null", instead: 'null' },
  // Makes and tries out an adapter for the global fetch; main has its own made, for Electron's.
  { text: '\ngetFetch();\n', instead: '\n' },
] as const;

/**
 * Lets axios be loaded without undici, four fifths of the time that loading it takes: Node loads
 * undici as soon as one of fetch's globals is read, which now is when the app answers its page or
 * makes a request.
 */
function leaveFetchGlobalsUnread(): Plugin {
  return {
    name: 'mytone:leave-fetch-globals-unread',
    transform: {
      filter: { id: /\/axios\/dist\/browser\/axios\.cjs$/ },
      handler(code) {
        return readsOfFetchGlobals.reduce((changed, { text, instead }) => {
          if (!changed.includes(text)) this.error(`axios does not contain ${JSON.stringify(text)}`);
          return changed.replace(text, instead);
        }, code);
      },
    },
  };
}

// `npm run dev` keeps the files' names, because main reads their list only when it starts.
const fixedNames = {
  entryFileNames: 'assets/[name].js',
  chunkFileNames: 'assets/[name].js',
  assetFileNames: 'assets/[name][extname]',
};

export default defineConfig(({ mode }) => ({
  main: {
    // Without axios's HTTP client for Node: main uses its fetch adapter alone, and the rest is two
    // thirds of its code and a third of the time that loading it takes.
    resolve: { alias: [{ find: /^axios$/, replacement: 'axios/dist/browser/axios.cjs' }] },
    plugins: [leaveOutSchemasAndMigrations(), leaveFetchGlobalsUnread()],
    build: {
      license,
      sourcemap: mode === 'development',
      rolldownOptions: { input: { index: 'src/main/index.ts' } },
    },
  },
  preload: {
    build: {
      license,
      externalizeDeps: false,
      // A sandboxed preload cannot be an ES module; "type": "module" would make it one.
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), listFiles()],
    build: {
      license,
      minify: mode !== 'development',
      sourcemap: mode === 'development',
      rolldownOptions: {
        input: { index: 'src/renderer/index.html' },
        output: mode === 'development' ? fixedNames : {},
      },
    },
  },
}));
