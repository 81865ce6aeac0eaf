import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { root } from '../../support/project.ts';

// `npm run fuzz`: 100,000 random histories, or as many as its argument says.

const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const test = 'tests/scenarios/session/random-histories.test.ts';
const [histories = '100000', ...others] = process.argv.slice(2);

if (!/^[1-9]\d*$/.test(histories) || others.length > 0) {
  process.stderr.write('npm run fuzz -- <how many histories, 100000 by default>\n');
  process.exitCode = 2;
} else {
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--mode=fuzz', '--project=unit', test],
    { cwd: root, stdio: 'inherit', env: { ...process.env, HISTORIES: histories } },
  );
  process.exitCode = status ?? 1;
}
