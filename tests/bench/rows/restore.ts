import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'vite';
import { root } from '../../support/project.ts';
import { startLocalApi } from '../local-api.ts';
import { atMost, type Finding } from '../report.ts';
import { ratio, runRounds } from '../rounds.ts';
import { storeSessions } from '../stored-session.ts';

/** Bundled as main is, but with all of axios, which the bare libraries of the comparison have too. */
async function bundle(): Promise<string> {
  const outDir = join(root, 'node_modules/.cache/bench');
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir,
      ssr: join(import.meta.dirname, '../processes/restore-process.ts'),
      target: 'node24',
      rolldownOptions: { external: ['keytar', 'electron'] },
    },
    ssr: { noExternal: true, external: ['keytar', 'electron'] },
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

/** From the start of main to a dashboard that can be drawn, and to one that is verified. */
export async function measureRestore(rounds: number): Promise<Finding[]> {
  const script = await bundle();
  const [api, late, asleep] = await Promise.all([
    startLocalApi(),
    startServer('late'),
    startServer('asleep'),
  ]);
  const closed = 'http://127.0.0.1:9';
  const profile = mkdtempSync(join(tmpdir(), 'mytone-bench-'));
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: '.' };
  await storeSessions(profile, [api.origin, late.origin, asleep.origin, closed]);

  const run = (kind: string, origin: string) => async () => {
    const child = fork(script, [kind, origin, profile], { env, execArgv: [] });
    const [ms] = await once(child, 'message');
    await once(child, 'exit');
    return ms;
  };
  const times = await runRounds(rounds, {
    read: run('read', api.origin),
    refreshed: run('read and refresh', api.origin),
    drawn: run('engine to drawable', api.origin),
    drawnLate: run('engine to drawable', late.origin),
    drawnAsleep: run('engine to drawable', asleep.origin),
    drawnClosed: run('engine to drawable', closed),
    verified: run('engine to verified', api.origin),
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
    atMost(
      'start to verified against the same and a bare refresh',
      ratio(times.verified, times.refreshed),
      1.35,
    ),
  ];
}
