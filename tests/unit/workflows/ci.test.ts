import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stepsOf } from './run-steps.ts';

const { folder, stub, calls, runStep } = stepsOf('ci.yml');

describe.runIf(process.platform === 'linux').each(['test', 'wayland'] as const)(
  'the job %s of the workflow ci',
  (job) => {
    const look = 'See that Electron ran the end-to-end tests';
    test.each([
      ['passes', 'e2e: 58 passed, 0 failed (90.1 s, in Electron 45.4.1)', 0],
      ['fails', 'e2e: 58 passed, 0 failed (90.1 s, in browser host (Chromium 156.0.1.2))', 1],
      ['fails', 'lint: 1 passed, 0 failed (9.0 s)', 1],
    ])('%s with a report that says: %s', (_what, line, status) => {
      writeFileSync(join(folder(), 'report.txt'), `${line}\n58 passed, 0 failed\n`);
      expect(runStep(job, look)).toBe(status);
    });

    test('gives the helper of the sandbox to root', () => {
      stub('sudo');
      expect(runStep(job, "Let Electron's sandbox start")).toBe(0);
      const helper = 'node_modules/electron/dist/chrome-sandbox';
      expect(calls()).toEqual([`sudo chown root:root ${helper}`, `sudo chmod 4755 ${helper}`]);
    });
  },
);

describe.runIf(process.platform === 'linux')('the steps of the workflow ci', () => {
  test.each([
    [0, 'exit 0'],
    [1, 'exit 1'],
  ])('end with %i where npm test does, and keep its report', (status, script) => {
    stub('npm', `echo "12 passed"; ${script}`);
    expect(runStep('test', 'Test')).toBe(status);
    expect(calls()).toEqual(['npm test']);
    expect(readFileSync(join(folder(), 'report.txt'), 'utf8')).toBe('12 passed\n');
  });

  test.each([
    [0, 'exit 0'],
    [1, 'exit 1'],
  ])('end with %i where the tests under Wayland do', (status, script) => {
    const runtime = join(folder(), 'runtime');
    stub('weston', 'echo "in $XDG_RUNTIME_DIR" >> "$FOLDER/calls"');
    // The compositor starts in the background.
    stub('npm', `until grep -q "^in" "$FOLDER/calls"; do sleep 0.05; done; ${script}`);
    const env = { WAYLAND_DISPLAY: join(runtime, 'wayland-test'), FOLDER: folder() };
    expect(runStep('wayland', 'Test in a Wayland compositor without a screen', env)).toBe(status);
    expect(calls().toSorted()).toEqual([
      `in ${runtime}`,
      'npm test -- e2e',
      'weston --backend=headless --socket=wayland-test',
    ]);
    expect(statSync(runtime).mode & 0o777).toBe(0o700);
  });

  test('make a keychain of their own the default one on macOS', () => {
    stub('security');
    stub('uuidgen', 'echo secret');
    expect(runStep('test', 'Make a keychain for this run', { RUNNER_TEMP: folder() })).toBe(0);
    const keychain = join(folder(), 'test.keychain-db');
    expect(calls().slice(1)).toEqual([
      `security create-keychain -p secret ${keychain}`,
      `security set-keychain-settings ${keychain}`,
      `security unlock-keychain -p secret ${keychain}`,
      `security list-keychains -d user -s ${keychain}`,
      `security default-keychain -d user -s ${keychain}`,
    ]);
  });
});
