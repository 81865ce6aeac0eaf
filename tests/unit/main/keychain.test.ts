import { expect, test, vi } from 'vitest';
import type { Keychain } from '../../../src/main/auth/ports.ts';
import { createKeychain } from '../../../src/main/keychain.ts';

function createKeytar(): Keychain {
  return {
    getPassword: vi.fn(async () => 'token'),
    setPassword: vi.fn(async () => {}),
    deletePassword: vi.fn(async () => true),
  };
}

const calls: [keyof Keychain, string[]][] = [
  ['getPassword', ['MyTone', 'account']],
  ['setPassword', ['MyTone', 'account', 'token']],
  ['deletePassword', ['MyTone', 'account']],
];

function call(keychain: Keychain, name: keyof Keychain, args: string[]): Promise<unknown> {
  const method: (...args: string[]) => Promise<unknown> = keychain[name];
  return method(...args);
}

test('loads nothing before the first call', () => {
  const load = vi.fn(createKeytar);
  createKeychain(load);
  expect(load).not.toHaveBeenCalled();
});

test.each(calls)('passes %s on', async (name, args) => {
  const keytar = createKeytar();
  await call(
    createKeychain(() => keytar),
    name,
    args,
  );
  expect(keytar[name]).toHaveBeenCalledExactlyOnceWith(...args);
});

test.each(calls)('rejects %s when the native module is missing', async (name, args) => {
  const keychain = createKeychain(() => {
    throw new Error('libsecret-1.so.0: cannot open shared object file');
  });
  await expect(call(keychain, name, args)).rejects.toThrow('libsecret');
});

test.each(calls)('rejects %s when keytar throws at once', async (name, args) => {
  const throws = () => {
    throw new Error('Password is required.');
  };
  const keychain = createKeychain(() => ({ ...createKeytar(), [name]: throws }));
  await expect(call(keychain, name, args)).rejects.toThrow('required');
});
