import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../support/project.ts';
import { startLocalApi } from '../local-api.ts';
import { atMost, compared, type Finding } from '../report.ts';
import { ratio, runRounds } from '../rounds.ts';
import { storeSessions } from '../stored-session.ts';

const electronStandIn = join(import.meta.dirname, '../processes/no-electron.json');

/** What main is built with (electron.vite.config.ts). */
const axiosOfMain = { find: /^axios$/, replacement: 'axios/dist/browser/axios.cjs' };

/** Bundles the process with libraries as they are published, or as main has them. */
async function bundle(kind: 'as-published' | 'as-main'): Promise<string> {
  const outDir = join(root, 'node_modules/.cache/bench', kind);
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: [
        // Electron has this module built in; the package of this name would be read from the disk.
        { find: /^electron$/, replacement: electronStandIn },
        ...(kind === 'as-main' ? [axiosOfMain] : []),
      ],
    },
    build: {
      outDir,
      ssr: join(import.meta.dirname, '../processes/restore-process.ts'),
      target: 'node24',
      rolldownOptions: { external: ['keytar'] },
    },
    ssr: { noExternal: true, external: ['keytar'] },
  });
  return join(outDir, 'restore-process.js');
}

async function startServer(answer: 'late' | 'asleep') {
  const server = createServer((_request, response) => {
    if (answer === 'late') {
      return;
    }
    response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>waking up</h1>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function timesAs(ours: readonly number[], theirs: readonly number[]): string {
  return `${ratio(ours, theirs).toFixed(2)} ×`;
}

/** From the start of main to a dashboard that can be drawn, and to one that is verified. */
export async function measureRestore(rounds: number): Promise<Finding[]> {
  const published = await bundle('as-published');
  const main = await bundle('as-main');
  const [api, late, asleep] = await Promise.all([
    startLocalApi(),
    startServer('late'),
    startServer('asleep'),
  ]);
  const closed = 'http://127.0.0.1:9';
  const profile = mkdtempSync(join(tmpdir(), 'mytone-bench-'));
  await storeSessions(profile, [api.origin, late.origin, asleep.origin, closed]);

  const run = (script: string, kind: string, origin: string) => async () => {
    const child = fork(script, [kind, origin, profile], { execArgv: [] });
    const [ms] = await once(child, 'message');
    await once(child, 'exit');
    return ms;
  };
  const times = await runRounds(rounds, {
    read: run(published, 'read', api.origin),
    refreshed: run(published, 'read and refresh', api.origin),
    drawn: run(main, 'engine to drawable', api.origin),
    drawnLate: run(main, 'engine to drawable', late.origin),
    drawnAsleep: run(main, 'engine to drawable', asleep.origin),
    drawnClosed: run(main, 'engine to drawable', closed),
    verified: run(main, 'engine to verified', api.origin),
    verifiedPublished: run(published, 'engine to verified', api.origin),
    readTwice: run(published, 'read twice', api.origin),
  });
  api.stop();
  late.stop();
  asleep.stop();
  rmSync(profile, { recursive: true, force: true });
  const base = 'loading keytar and one read';
  return [
    atMost(`start to drawable, API there, against ${base}`, ratio(times.drawn, times.read), 1.08),
    atMost('… API never answers', ratio(times.drawnLate, times.read), 1.08),
    atMost('… API asleep (503)', ratio(times.drawnAsleep, times.read), 1.08),
    atMost('… API closed', ratio(times.drawnClosed, times.read), 1.08),
    compared('… keytar alone, token and canary', timesAs(times.readTwice, times.read)),
    atMost(
      'start to verified against the same and a bare refresh',
      ratio(times.verified, times.refreshed),
      1.35,
    ),
    compared(
      "… with axios's build for Node in both",
      timesAs(times.verifiedPublished, times.refreshed),
    ),
  ];
}
