import { expect, test } from 'vitest';
import { planEnd } from '../../support/app/electron.ts';
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
