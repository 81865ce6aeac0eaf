import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { collectLicenses } from './tools/packaging/licenses/licenses.ts';

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

/** Puts the licences of all three builds into one file, which the settings show. The page's build is the last. */
function joinLicenses(): Plugin {
  let out = '';
  return {
    name: 'mytone:join-licenses',
    configResolved({ root, build }) {
      out = dirname(resolve(root, build.outDir));
    },
    closeBundle: () =>
      writeFileSync(
        join(out, 'licenses.json'),
        JSON.stringify(collectLicenses(import.meta.dirname, out)),
      ),
  };
}

// `npm run dev` keeps the files' names, because main reads their list only when it starts.
const fixedNames = {
  entryFileNames: 'assets/[name].js',
  chunkFileNames: 'assets/[name].js',
  assetFileNames: 'assets/[name][extname]',
};

// Few chunks instead of thirty: together they compress better. Each start loads `first`, `both` and the
// chunk of its first screen. The form libraries are apart, because the sign-in screen does without; zod is
// told about the page's rules before any schema is made (load-form.ts).
const codeSplitting = {
  groups: [
    { name: 'first', tags: ['$initial' as const], priority: 5 },
    {
      name: 'form-libraries',
      test: /node_modules[\\/](?:zod|@hookform|react-hook-form)[\\/]/,
      priority: 4,
    },
    {
      name: 'both',
      test: /[\\/](?:ScreenHeading|VoiceToMusic|waits|order|use-now)\.tsx?$/,
      priority: 3,
    },
    { name: 'session', test: /[\\/]SessionScreen\.tsx$/, priority: 2 },
    { name: 'sign-in', test: /[\\/]SignInScreen\.tsx$/, priority: 1 },
  ],
};

export default defineConfig(({ mode }) => ({
  main: {
    // The build that axios publishes for browsers: main uses the fetch adapter alone, and the one for
    // Node brings 20 packages that nothing would call (docs/decisions/axios-adapter.md).
    resolve: { alias: [{ find: /^axios$/, replacement: 'axios/dist/browser/axios.cjs' }] },
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
    plugins: [react(), listFiles(), ...(mode === 'development' ? [] : [joinLicenses()])],
    build: {
      license,
      // Files come from the disk: in turns, a start took as long with preloading, whose list of names
      // makes the first chunk 0.3 kB longer.
      modulePreload: false,
      minify: mode !== 'development',
      sourcemap: mode === 'development',
      rolldownOptions: {
        input: { index: 'src/renderer/index.html' },
        output: mode === 'development' ? fixedNames : { codeSplitting },
      },
    },
  },
}));
