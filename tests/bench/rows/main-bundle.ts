import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { build as buildApp } from 'electron-vite';
import { build } from 'vite';
import { root } from '../../support/project.ts';
import { atMost, type Finding } from '../report.ts';
import { ratio, runRounds } from '../rounds.ts';

const main = join(root, 'out/main/index.js');
const outDir = join(root, 'node_modules/.cache/bench-libraries');

/** Libraries bundled as main bundles them; keytar, being native, stays outside there too. */
async function bundleLibraries(libraries: readonly string[], name: string): Promise<string> {
  mkdirSync(outDir, { recursive: true });
  const entry = join(outDir, `${name}.entry.js`);
  const lines = libraries.map(
    (library, index) =>
      `import * as library${index} from '${library}';\nconsole.assert(library${index});`,
  );
  writeFileSync(entry, lines.join('\n'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(outDir, name),
      ssr: entry,
      target: 'node24',
      rolldownOptions: { external: ['keytar'], output: { entryFileNames: 'index.js' } },
    },
    ssr: { noExternal: true, external: ['keytar'] },
  });
  return join(outDir, name, 'index.js');
}

/** What main costs before there is a window, and in all. */
export async function measureMainBundle(rounds: number): Promise<Finding[]> {
  await buildApp({ root, logLevel: 'error' });
  const axios = await bundleLibraries(['axios'], 'axios');
  const both = await bundleLibraries(['axios', 'keytar'], 'axios-keytar');
  const chunks = readdirSync(join(root, 'out/main/chunks')).map((name) =>
    join(root, 'out/main/chunks', name),
  );
  const profile = mkdtempSync(join(tmpdir(), 'mytone-bench-'));
  const run =
    (...files: readonly string[]) =>
    async () => {
      const child = fork(
        join(import.meta.dirname, '../processes/main-bundle-process.ts'),
        [profile, ...files],
        {
          execArgv: [],
          env: { ...process.env, MYTONE_API_URL: 'http://127.0.0.1:9' },
        },
      );
      const [ms] = await once(child, 'message');
      await once(child, 'exit');
      return ms;
    };
  const times = await runRounds(rounds, {
    window: run(main),
    axios: run(axios),
    whole: run(main, ...chunks, 'keytar'),
    both: run(both),
  });
  rmSync(profile, { recursive: true, force: true });
  return [
    atMost(
      "main's bundle, load to the window's constructor, against loading axios",
      ratio(times.window, times.axios),
      0.5,
    ),
    atMost('… fully loaded, against axios and keytar', ratio(times.whole, times.both), 1.2),
  ];
}
