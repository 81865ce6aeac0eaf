import { existsSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createAppPaths } from '../../../tools/browser-host/app/app-paths.ts';
import { launchForTest, makeProfile, spawnForTest } from './fixture.ts';

const limitMs = 60_000;

test('imported and required, electron is the same object', { timeout: limitMs }, async () => {
  const app = await launchForTest();
  expect(app.stdout()).toContain('same module: true');
});

test("quitting closes the window and tells the application in Electron's order", {
  timeout: limitMs,
}, async () => {
  const app = await launchForTest();
  await app.quit();
  const life = app.stdout().match(/^(app|window) (?!show).*$/gm);
  expect(life).toEqual([
    'app before-quit',
    'window close',
    'window closed',
    'app will-quit',
    'app quit',
  ]);
});

test('quitting does not wait for pending work, as in Electron', {
  timeout: limitMs,
}, async () => {
  const app = await launchForTest();
  await app.evaluate(({ app: electronApp }) => {
    electronApp.on('will-quit', () => {
      globalThis.process.stdout.write('at once\n');
      setTimeout(() => globalThis.process.stdout.write('too late\n'), 500);
    });
  });
  await app.quit();
  expect(app.stdout()).toContain('at once');
  expect(app.stdout()).not.toContain('too late');
});

test('app.relaunch starts the next copy after the application has ended', {
  timeout: limitMs,
}, async () => {
  const profile = makeProfile();
  const app = await launchForTest(profile);
  const file = join(profile, 'started');
  await app.evaluate(
    ({ app: electronApp }, { execPath, path }) => {
      const script = `require('node:fs').writeFileSync(${JSON.stringify(path)}, '')`;
      electronApp.relaunch({ execPath, args: ['--eval', script] });
    },
    { execPath: process.execPath, path: file },
  );
  expect(existsSync(file)).toBe(false);
  await app.quit();
  await vi.waitUntil(() => existsSync(file), limitMs);
});

test.for(['SIGTERM', 'SIGINT'] as const)(
  '%s quits with exit code 0',
  { timeout: limitMs },
  async (signal) => {
    const app = await launchForTest();
    expect(await app.end(signal)).toEqual({ code: 0, signal: null });
  },
);

test('closing the last window emits its event and quits', { timeout: limitMs }, async () => {
  const app = await launchForTest();
  await app.page.close();
  await app.exited;
  expect(app.stdout()).toContain('app window-all-closed');
});

test('a killed host leaves no browser behind', { timeout: limitMs }, async () => {
  const profile = makeProfile();
  const app = await launchForTest(profile);
  const pid = Number(
    readlinkSync(join(profile, 'Chromium', 'SingletonLock'))
      .split('-')
      .at(-1),
  );
  process.kill(app.pid, 'SIGKILL');
  await app.exited;
  const isRunning = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  await expect.poll(isRunning, { timeout: 20_000 }).toBe(false);
});

test('a second copy ends and the first gets its arguments, switches first', {
  timeout: limitMs,
}, async () => {
  const profile = makeProfile();
  const first = await launchForTest(profile);
  const second = spawnForTest(profile, { args: ['argument', '--second=switch'] });
  const { code } = await second.exited;
  await first.untilOutput(/second instance: .*--second=switch .*argument/);
  expect([code, second.stdout()]).toEqual([0, 'second copy\n']);
});

test('a killed copy does not hold the lock', { timeout: limitMs }, async () => {
  const profile = makeProfile();
  const first = await launchForTest(profile);
  await first.kill();
  const second = await launchForTest(profile);
  expect(second.stdout()).not.toContain('second copy');
});

test('the profile is where --user-data-dir says', { timeout: limitMs }, async () => {
  const profile = makeProfile();
  const app = await launchForTest(profile);
  expect(await app.evaluate(({ app: electronApp }) => electronApp.getPath('userData'))).toBe(
    profile,
  );
});

test('without it the profile is named after the product in the configuration folder', () => {
  const folder = makeProfile();
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(join(folder, '..'), { recursive: true });
  });
  vi.stubEnv('XDG_CONFIG_HOME', folder);
  expect(createAppPaths(() => 'Fixture', '').get('userData')).toBe(join(folder, 'Fixture'));
});

test('an unknown member of electron.app ends the start and is named', {
  timeout: limitMs,
}, async () => {
  const program = spawnForTest(makeProfile(), { args: ['--ask-unknown'] });
  const { code } = await program.exited;
  expect([code, program.stderr()]).toEqual([
    1,
    expect.stringContaining('electron.app.getAppMetrics'),
  ]);
});

test('a Chromium that cannot start ends the host with its message, even if the application catches everything', {
  timeout: limitMs,
}, async () => {
  const program = spawnForTest(makeProfile(), {
    args: ['--catch-everything'],
    env: { BROWSER_HOST_CHROMIUM: '/bin/false' },
  });
  const { code } = await program.exited;
  expect([code, program.stderr()]).toEqual([1, expect.stringContaining('/bin/false')]);
});

test('a window preference that a browser page cannot have is refused by name', {
  timeout: limitMs,
}, async () => {
  const program = spawnForTest(makeProfile(), { args: ['--open-insecure'] });
  await program.exited;
  expect(program.stderr()).toContain('WebPreferences.nodeIntegration');
});

test('a refused start leaves no browser profile', { timeout: limitMs }, async () => {
  const profile = makeProfile();
  await spawnForTest(profile, { args: ['--ask-unknown'] }).exited;
  expect(existsSync(join(profile, 'Chromium'))).toBe(false);
});
