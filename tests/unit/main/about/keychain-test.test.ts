import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import {
  createKeychainTest,
  isPlainTextKeyring,
} from '../../../../src/main/about/keychain-test.ts';
import type { Keychain } from '../../../../src/main/auth/ports.ts';
import { createFakeClock } from '../../../support/engine/fake-clock.ts';
import { createRecordedLog } from '../fakes.ts';

function setUp(change: Partial<Keychain> = {}, isPlainText = false) {
  const entries = new Map<string, string>();
  const keychain: Keychain = {
    getPassword: async (service, account) => entries.get(`${service}/${account}`) ?? null,
    setPassword: async (service, account, secret) =>
      void entries.set(`${service}/${account}`, secret),
    deletePassword: async (service, account) => entries.delete(`${service}/${account}`),
    ...change,
  };
  const setPassword = vi.spyOn(keychain, 'setPassword');
  const clock = createFakeClock();
  const testKeychain = createKeychainTest({
    keychain,
    clock,
    log: createRecordedLog(),
    isPlainText: async () => isPlainText,
  });
  return { entries, setPassword, clock, testKeychain };
}

const failing = (message: string) => async () => {
  throw new Error(message);
};

it('a keychain that keeps an entry works, and the entry is gone afterwards', async () => {
  const { testKeychain, entries, setPassword } = setUp();
  expect(await testKeychain()).toBe('works');
  expect(setPassword).toHaveBeenCalledOnce();
  expect(entries.size).toBe(0);
});

it('the test uses its own entry, never the one of the session', async () => {
  const { testKeychain, setPassword } = setUp();
  await testKeychain();
  expect(setPassword.mock.calls[0]?.[0]).not.toBe('MyTone');
});

it('a keyring without a password is reported as plain text', async () => {
  expect(await setUp({}, true).testKeychain()).toBe('plain-text');
});

it('a keychain that forgets what it confirmed has lost the entry', async () => {
  expect(await setUp({ getPassword: async () => null }).testKeychain()).toBe('lost');
});

test.each([
  ['Cannot create an item in a locked collection', 'locked'],
  ['Cannot get secret of a locked object', 'locked'],
  ['The prompt was dismissed', 'locked'],
  ['User interaction is not allowed.', 'locked'],
  ['The name org.freedesktop.secrets was not provided by any .service files', 'missing'],
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'missing'],
  ['libsecret-1.so.0: cannot open shared object file: No such file or directory', 'missing'],
  ['Could not connect: No such file or directory', 'missing'],
  ['Object does not exist at path', 'refused'],
  ['Access is denied.', 'refused'],
  ['The user name or passphrase you entered is not correct.', 'refused'],
  ['', 'refused'],
])('a keychain that fails with "%s" is %s', async (message, outcome) => {
  expect(await setUp({ setPassword: failing(message) }).testKeychain()).toBe(outcome);
});

describe('a keychain that hangs', () => {
  const hang = () => new Promise<never>(() => {});

  it('is given up after ten seconds', async () => {
    const { testKeychain, clock } = setUp({ setPassword: hang });
    const outcome = testKeychain();
    await clock.advance(10_000);
    expect(await outcome).toBe('timed-out');
  });

  it('is not called again while the first call is pending', async () => {
    const { testKeychain, clock, setPassword } = setUp({ setPassword: hang });
    const outcomes = [testKeychain(), testKeychain()];
    await clock.advance(10_000);
    expect(await Promise.all(outcomes)).toEqual(['timed-out', 'timed-out']);
    expect(setPassword).toHaveBeenCalledOnce();
  });
});

describe('a keyring of GNOME on the disk', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'mytone-keyring-'));
    await mkdir(join(home, '.local/share/keyrings'), { recursive: true });
  });
  afterEach(() => rm(home, { recursive: true }));

  test.each([
    ['[keyring]\ndisplay-name=Default\n', true],
    ['GnomeKeyring\n\r\0\n\0\0', false],
  ])('(beginning with %j) counts as plain text: %s', async (content, isPlain) => {
    const folder = join(home, '.local/share/keyrings');
    await writeFile(join(folder, 'default'), 'login\n');
    await writeFile(join(folder, 'login.keyring'), content);
    expect(await isPlainTextKeyring({}, home)).toBe(isPlain);
    expect(await isPlainTextKeyring({ XDG_DATA_HOME: '/nowhere' }, home)).toBe(false);
  });
});
