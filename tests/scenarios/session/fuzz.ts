import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { root } from '../../support/project.ts';

// `npm run fuzz`: 100,000 random histories, or as many as its argument says, in processes that run one
// after the other: what V8 and vitest set aside for a long run is given back in between.

const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const test = 'tests/scenarios/session/random-histories.test.ts';
const historiesPerProcess = 10_000;
const [wanted = '100000', ...others] = process.argv.slice(2);

interface Run {
  readonly isGood: boolean;
  /** The most memory that the process ever held, MB; 0 if it did not come to its end. */
  readonly megabytes: number;
}

/** Runs so many histories, from a seed of their own. */
function run(histories: number): Run {
  const folder = mkdtempSync(join(tmpdir(), 'mytone-fuzz-'));
  const peakFile = join(folder, 'peak');
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--mode=fuzz', '--project=unit', test],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, HISTORIES: String(histories), PEAK_FILE: peakFile },
    },
  );
  const isGood = status === 0;
  const megabytes = isGood ? Number(readFileSync(peakFile, 'utf8')) : 0;
  rmSync(folder, { recursive: true });
  return { isGood, megabytes };
}

/** Stops at the first history that fails, which vitest has reported with its seed. */
function runAll(histories: number): void {
  let done = 0;
  let peak = 0;
  while (done < histories) {
    const next = Math.min(historiesPerProcess, histories - done);
    const { isGood, megabytes } = run(next);
    if (!isGood) {
      process.exitCode = 1;
      return;
    }
    done += next;
    peak = Math.max(peak, megabytes);
    process.stdout.write(`${done} of ${histories} histories, at most ${peak} MB resident\n`);
  }
}

if (!/^[1-9]\d*$/.test(wanted) || others.length > 0) {
  process.stderr.write('npm run fuzz -- <how many histories, 100000 by default>\n');
  process.exitCode = 2;
} else {
  runAll(Number(wanted));
}
