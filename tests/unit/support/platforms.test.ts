import { afterEach, describe, expect, test, vi } from 'vitest';
import { launchOptionsOf, planEnd } from '../../support/app/electron.ts';
import { findRuntime } from '../../support/app/find-runtime.ts';
import { openSystemKeychain } from '../../support/system-keychain.ts';

function createKeytar(entries: Record<string, string>) {
  const stored = new Map(Object.entries(entries));
  return {
    stored,
    getPassword: async (_service: string, account: string) => stored.get(account) ?? null,
    deletePassword: async (_service: string, account: string) => stored.delete(account),
    findCredentials: async () =>
      Array.from(stored, ([account, password]) => ({ account, password })),
  };
}

test("a test on the user's keychain sees its own entries and deletes no others", async () => {
  const keytar = createKeytar({ 'https://api.example.com': 'of the user' });
  const keyring = await openSystemKeychain(keytar);
  keytar.stored.set('http://127.0.0.1:5000', 'of the test');
  expect(await keyring.entries()).toEqual({ 'http://127.0.0.1:5000': 'of the test' });
  expect(await keyring.lookup('http://127.0.0.1:5000')).toBe('of the test');
  await keyring.dispose();
  expect([...keytar.stored.keys()]).toEqual(['https://api.example.com']);
});

test.each(['lock', 'killDaemon', 'startDaemon'] as const)(
  "the user's keychain refuses %s",
  async (method) => {
    const keyring = await openSystemKeychain(createKeytar({}));
    await expect(keyring[method]()).rejects.toThrow('no keyring daemon');
  },
);

test.each(['linux', 'darwin'] as const)('on %s Electron is ended by a signal', (platform) => {
  expect(planEnd(platform, 7, 'SIGKILL')).toEqual({ pid: 7, signal: 'SIGKILL' });
});

test('on Windows Electron is ended with its children', () => {
  expect(planEnd('win32', 7, 'SIGKILL')).toEqual({
    command: 'taskkill',
    args: ['/T', '/F', '/PID', '7'],
  });
});

describe('the tests in Electron', () => {
  afterEach(() => vi.unstubAllEnvs());
  const options = { folder: '/app', profile: '/profile', args: ['--api=http://127.0.0.1:9'] };

  test('keep its sandbox, and turn it off for root alone, as Chromium demands', () => {
    const isRoot = process.getuid?.() === 0;
    const { chromiumSandbox, args } = launchOptionsOf(options);
    expect(chromiumSandbox).toBe(!isRoot);
    expect(args.includes('--no-sandbox')).toBe(isRoot);
  });

  test('let playwright find the binary, so that main waits until it is attached', () => {
    vi.stubEnv('ELECTRON_EXEC_PATH', '');
    expect(launchOptionsOf(options)).not.toHaveProperty('executablePath');
    vi.stubEnv('ELECTRON_EXEC_PATH', '/own/electron');
    expect(launchOptionsOf(options)).toMatchObject({ executablePath: '/own/electron' });
  });

  test('leave the theme to the system', () => {
    expect(launchOptionsOf(options).colorScheme).toBeNull();
  });

  test('start to record the bridge before the application is loaded', () => {
    const { args } = launchOptionsOf(options);
    expect(args.slice(0, 2)).toEqual(['-r', expect.stringMatching(/record-ipc\.cjs$/)]);
    expect(args.indexOf('/app')).toBeGreaterThan(1);
  });

  test('do not run it as plain Node, even if an editor asks for it', () => {
    vi.stubEnv('ELECTRON_RUN_AS_NODE', '1');
    expect(launchOptionsOf(options).env).not.toHaveProperty('ELECTRON_RUN_AS_NODE');
  });

  test('run only where the scripts decided', () => {
    vi.stubEnv('ELECTRON_EXEC_PATH', '/own/electron');
    expect(findRuntime('host').name).toMatch(/^browser host/);
    expect(findRuntime('electron').name).toMatch(/^Electron \d/);
    expect(findRuntime('').name).toMatch(/^Electron \d/);
  });
});
