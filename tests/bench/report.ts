import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { root } from '../support/project.ts';

/** One row of the table: the measured value and its goal. */
export interface Finding {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  readonly isMet: boolean;
}

const title = '## The desktop application';
const path = join(root, 'docs/performance.md');

export function atMost(what: string, measured: number, goal: number): Finding {
  return {
    what,
    measured: `${measured.toFixed(2)} ×`,
    goal: `at most ${goal.toFixed(2)} ×`,
    isMet: measured <= goal,
  };
}

export function compared(what: string, measured: string): Finding {
  return { what, measured, goal: 'for comparison', isMet: true };
}

/** Replaces the section of an earlier run in docs/performance.md. */
export function writeSection(findings: readonly Finding[], rounds: number): void {
  const rows = findings.map(
    ({ what, measured, goal, isMet }) =>
      `| ${what} | ${measured} | ${goal} | ${isMet ? 'yes' : '**no**'} |`,
  );
  const section = [
    title,
    '',
    `\`npm run bench\`: ratios of one run, median of ${rounds} interleaved rounds, against a local`,
    `API on loopback. Node ${process.versions.node}, ${cpus().length} cores.`,
    '',
    'The rows of the process start run the built application, and an empty one, in Electron or in the',
    "browser host. In the rows of the session's start, the window is there and main's own code is",
    'loaded, for the bare libraries too. The engine has the libraries as main is built with them, among',
    'them the build of axios for browsers; the bare ones are as they are published. Until it is verified,',
    'the engine also reads the canary, wakes the host, loads electron-store, stores checksum and token, and',
    'asks for the profile.',
    '',
    'Calls are timed one by one, 20 of each client in turn, after 4,000 of each. Each client has a process',
    'of its own, as in an application: in one process, V8 compiles axios for all of them at once. The local',
    'API names the length of its bodies, as FastAPI and the server of this repository do.',
    '',
    '| what | measured | goal | met |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '# Performance\n\n';
  const start = before.indexOf(title);
  const next = before.indexOf('\n## ', start + title.length);
  const head = start === -1 ? `${before.trimEnd()}\n\n` : before.slice(0, start);
  const tail = start === -1 || next === -1 ? '' : before.slice(next);
  writeFileSync(path, head + section + tail);
}
