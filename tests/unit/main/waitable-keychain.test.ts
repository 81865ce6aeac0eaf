import { expect, test, vi } from 'vitest';
import { makeWaitable } from '../../../src/main/waitable-keychain.ts';

test('a waitable keychain passes calls and answers on', async () => {
  const keychain = {
    getPassword: vi.fn(async () => 'secret'),
    setPassword: vi.fn(async () => {}),
    deletePassword: vi.fn(async () => true),
  };
  const waitable = makeWaitable(keychain);
  expect(await waitable.getPassword('MyTone', 'a')).toBe('secret');
  await waitable.setPassword('MyTone', 'a', 'b');
  expect(await waitable.deletePassword('MyTone', 'a')).toBe(true);
  expect(keychain.setPassword).toHaveBeenCalledWith('MyTone', 'a', 'b');
});

test('waiting for a keychain without pending calls ends at once', async () => {
  await expect(makeWaitable({} as never).settled()).resolves.toBeUndefined();
});

test('waiting for a keychain ends after the pending call, failed or not, and the call after it', async () => {
  const { promise: first, reject } = Promise.withResolvers<boolean>();
  const { promise: second, resolve } = Promise.withResolvers<string>();
  const keychain = makeWaitable({
    deletePassword: () => first,
    getPassword: () => second,
    setPassword: async () => {},
  });
  // As the vault's queue does.
  void keychain.deletePassword('MyTone', 'a').catch(() => keychain.getPassword('MyTone', 'a'));
  const settled = vi.fn();
  const waiting = keychain.settled().then(settled);
  reject(new Error('locked'));
  await new Promise((done) => setImmediate(done));
  await new Promise((done) => setImmediate(done));
  expect(settled).not.toHaveBeenCalled();
  resolve('secret');
  await waiting;
});
