import { describe, expect, it } from 'vitest';
import { createTokenStore } from '../../../../../src/main/auth/tokens/token-store.ts';
import { createVault } from '../../../../../src/main/auth/tokens/vault.ts';
import { origin } from '../../../../support/engine/fake-api.ts';
import { createFakeKeychain } from '../../../../support/engine/fake-keychain.ts';

const canary = `${origin}#canary`;

interface Stored {
  readonly platform?: NodeJS.Platform;
  readonly entries?: Readonly<Record<string, string>>;
}

function create({ platform = 'linux', entries = {} }: Stored = {}) {
  const keychain = createFakeKeychain();
  for (const [account, secret] of Object.entries(entries)) {
    keychain.entries.set(account, secret);
  }
  const log = { info() {}, warn() {}, error() {} };
  const vault = createVault({ keychain, origin, platform, log });
  return { keychain, store: createTokenStore(vault, platform) };
}

describe('a stored token', () => {
  it('is found with the name that the canary gives', async () => {
    const { store } = create({ entries: { [origin]: 'token', [canary]: '5' } });
    expect(await store.read()).toEqual({ kind: 'found', token: 'token', session: 5 });
  });

  it('is found without a canary', async () => {
    const { store } = create({ entries: { [origin]: 'token' } });
    expect(await store.read()).toEqual({ kind: 'found', token: 'token', session: 'absent' });
  });

  it('is found though the canary cannot be read', async () => {
    const { store, keychain } = create({ entries: { [origin]: 'token' } });
    const { getPassword } = keychain;
    keychain.getPassword = async (service, account) => {
      if (account === canary) {
        throw new Error('The keychain said no');
      }
      return getPassword(service, account);
    };
    expect(await store.read()).toEqual({ kind: 'found', token: 'token', session: 'unreadable' });
  });

  it.each(['\u0001\u0002', 'jeton é', 'two\nlines'])(
    'that cannot be a token (%j) is lost',
    async (garbage) => {
      const { store } = create({ entries: { [origin]: garbage, [canary]: '5' } });
      expect(await store.read()).toEqual({ kind: 'lost' });
    },
  );

  it.each([
    ['linux', {}, 'absent'],
    ['linux', { [canary]: '5' }, 'lost'],
    ['darwin', {}, 'lost'],
    ['win32', {}, 'lost'],
  ] as const)('that is not there, on %s beside %j, is %s', async (platform, entries, kind) => {
    const { store } = create({ platform, entries });
    expect(await store.read()).toEqual({ kind });
  });

  it('that cannot be read is neither', async () => {
    const { store, keychain } = create({ entries: { [origin]: 'token' } });
    keychain.mood = 'refusing';
    expect(await store.read()).toEqual({ kind: 'unavailable' });
  });
});

describe('a token to store', () => {
  it('lives in the keychain once that has taken it', async () => {
    const { store, keychain } = create();
    expect(await store.save('token')).toBe('keychain');
    expect(keychain.entries.get(origin)).toBe('token');
  });

  it('lives in memory if the keychain does not take it', async () => {
    const { store, keychain } = create();
    keychain.mood = 'refusing';
    expect(await store.save('token')).toBe('memory');
  });

  it('leaves nothing behind once it is cleared', async () => {
    const { store, keychain } = create();
    await store.save('token');
    await store.mark(5);
    await store.clear();
    expect(keychain.entries.size).toBe(0);
  });
});
