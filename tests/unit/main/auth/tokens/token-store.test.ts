import { describe, expect, it, vi } from 'vitest';
import { emptySessionRecord, type SessionRecords } from '../../../../../src/main/auth/ports.ts';
import {
  createTokenStore,
  type TokenStore,
} from '../../../../../src/main/auth/tokens/token-store.ts';
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
  let record = emptySessionRecord;
  const records: SessionRecords = {
    read: () => record,
    update: (change) => {
      record = { ...record, ...change };
    },
  };
  return { keychain, records, store: createTokenStore(vault, platform, records) };
}

describe('a token that the settings did not see stored', () => {
  it('is called unknown', async () => {
    const { store, keychain } = create();
    await store.save('first', null);
    keychain.entries.set(origin, 'another');
    expect(await store.read()).toMatchObject({ kind: 'found', token: 'another', isUnknown: true });
  });

  it('is not called unknown by settings that remember nothing', async () => {
    const { store } = create({ entries: { [origin]: 'token' } });
    expect(await store.read()).not.toHaveProperty('isUnknown');
  });

  it.each(['first', 'second'])('is not the %s one of the last two', async (left) => {
    const { store, keychain } = create();
    await store.save('first', null);
    await store.save('second', null);
    keychain.entries.set(origin, left);
    expect(await store.read()).not.toHaveProperty('isUnknown');
  });

  it('is older than the last two', async () => {
    const { store, keychain } = create();
    for (const token of ['oldest', 'first', 'second']) {
      await store.save(token, null);
    }
    keychain.entries.set(origin, 'oldest');
    expect(await store.read()).toHaveProperty('isUnknown', true);
  });

  it('leaves only checksums in the settings, one for a token stored twice', async () => {
    const { store, records } = create();
    await store.save('first', null);
    await store.save('first', null);
    expect(records.read().tokenChecksums).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
  });

  it('is known after the session got a name there', async () => {
    const { store, keychain } = create();
    await store.save('first', null);
    keychain.entries.set(origin, 'another');
    await store.mark(5, 'another');
    expect(await store.read()).toEqual({ kind: 'found', token: 'another', session: 5 });
  });

  it('is expected before it is written', async () => {
    const { store, keychain } = create();
    keychain.mood = 'refusing';
    await store.save('first', null);
    keychain.mood = 'working';
    keychain.entries.set(origin, 'first');
    expect(await store.read()).not.toHaveProperty('isUnknown');
  });
});

describe('a token that the settings stored together with the name in their marker', () => {
  const named = { name: 5, tokens: [], isUnnamed: false };
  const marker = { userId: 7, storedAt: 5 };

  it.each([
    ['with its name', (store: TokenStore) => store.mark(5, 'token')],
    ['as the next of its session', (store: TokenStore) => store.save('token', named)],
  ])('%s is found without a look at the canary', async (_how, storeIt) => {
    const { store, records, keychain } = create({ entries: { [origin]: 'token' } });
    await storeIt(store);
    records.update({ marker });
    keychain.entries.set(canary, '6');
    keychain.operations.length = 0;
    expect(await store.read()).toEqual({
      kind: 'found',
      token: 'token',
      session: 5,
      isUnchecked: true,
    });
    expect(keychain.operations).toEqual([`get ${origin}`]);
    expect(await store.readName()).toBe(6);
  });

  it.each([
    ['of a sign-in', async (store: TokenStore) => store.save('token', null)],
    ['of another session', async (store: TokenStore) => store.save('token', { ...named, name: 4 })],
    [
      'before the current one',
      async (store: TokenStore) => {
        await store.save('token', named);
        await store.save('next', named);
      },
    ],
    [
      'that was another session until a sign-in replaced it',
      async (store: TokenStore) => {
        await store.save('token', named);
        await store.save('token', null);
      },
    ],
  ])('is not the one %s', async (_which, storeIt) => {
    const { store, records, keychain } = create();
    await storeIt(store);
    records.update({ marker });
    keychain.entries.set(origin, 'token');
    keychain.entries.set(canary, '6');
    expect(await store.read()).toEqual({ kind: 'found', token: 'token', session: 6 });
  });

  it('is noted once', async () => {
    const { store, records } = create();
    await store.save('token', named);
    const update = vi.spyOn(records, 'update');
    await store.save('token', named);
    expect(update).not.toHaveBeenCalled();
  });

  it('needs a marker', async () => {
    const { store, keychain } = create();
    await store.save('token', null);
    keychain.entries.set(canary, '6');
    expect(await store.read()).toEqual({ kind: 'found', token: 'token', session: 6 });
  });
});

describe('a stored token', () => {
  it('is found with the name that the canary gives', async () => {
    const { store } = create({ entries: { [origin]: 'token', [canary]: '5' } });
    expect(await store.read()).toEqual({ kind: 'found', token: 'token', session: 5 });
  });

  it('is found without a canary', async () => {
    const { store } = create({ entries: { [origin]: 'token' } });
    expect(await store.read()).toEqual({ kind: 'found', token: 'token', session: 'absent' });
  });

  it.each(['garbage', '1768478400000.5', '1e400', '17 Jan'])(
    'is found without a name if another program left %j in place of the canary',
    async (garbage) => {
      const { store } = create({ entries: { [origin]: 'token', [canary]: garbage } });
      expect(await store.read()).toEqual({ kind: 'found', token: 'token', session: 'absent' });
    },
  );

  it('is found even if the canary cannot be read', async () => {
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

  it.each(['\u0001\u0002', 'jeton é', 'two\nlines', ' ', '   '])(
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

  it('that cannot be read is neither found nor absent', async () => {
    const { store, keychain } = create({ entries: { [origin]: 'token' } });
    keychain.mood = 'refusing';
    expect(await store.read()).toEqual({ kind: 'unavailable' });
  });
});

describe('a token to store', () => {
  it('lives in the keychain once that has taken it', async () => {
    const { store, keychain } = create();
    expect(await store.save('token', null)).toBe('keychain');
    expect(keychain.entries.get(origin)).toBe('token');
  });

  it('lives in memory if the keychain does not take it', async () => {
    const { store, keychain } = create();
    keychain.mood = 'refusing';
    expect(await store.save('token', null)).toBe('memory');
  });

  it('leaves nothing behind once it is cleared', async () => {
    const { store, keychain } = create();
    await store.save('token', null);
    await store.mark(5, 'token');
    await store.clear({ name: 5, tokens: ['token'], isUnnamed: false });
    expect(keychain.entries.size).toBe(0);
  });

  it.each([
    ['the canary names its session', { [origin]: 'old', [canary]: '5' }],
    ['there is no canary', { [origin]: 'old' }],
    ['there is nothing', {}],
    [
      'the canary names an earlier session, but the token is its own',
      {
        [origin]: 'own',
        [canary]: '4',
      },
    ],
  ])('replaces what is there if %s', async (_name, entries) => {
    const { store, keychain } = create({ entries });
    expect(await store.save('new', { name: 5, tokens: ['own'], isUnnamed: false })).toBe(
      'keychain',
    );
    expect(keychain.entries.get(origin)).toBe('new');
  });

  it('leaves the session of another copy alone', async () => {
    const others = { [origin]: 'marie', [canary]: '6' };
    const { store, keychain } = create({ entries: others });
    const own = { name: 5, tokens: ['own'], isUnnamed: false };
    expect(await store.save('new', own)).toBe('taken');
    await store.clear(own);
    expect(Object.fromEntries(keychain.entries)).toEqual(others);
  });

  it('is not given a name once another copy has replaced it', async () => {
    const others = { [origin]: 'marie', [canary]: '6' };
    const { store, keychain } = create({ entries: others });
    await store.mark(5, 'own');
    expect(Object.fromEntries(keychain.entries)).toEqual(others);
  });

  it('is not removed by a late sign-out of the previous session', async () => {
    const { store, keychain } = create({ entries: { [origin]: 'new' } });
    await store.clear({ name: null, tokens: ['own'], isUnnamed: false });
    expect(keychain.entries.get(origin)).toBe('new');
  });

  it('that a killed run left without a name is removed with a session that has none either', async () => {
    const { store, keychain } = create({ entries: { [origin]: 'left' } });
    await store.clear({ name: null, tokens: ['own'], isUnnamed: true });
    expect(keychain.entries.size).toBe(0);
  });

  it.each([null, 5])(
    'of another copy stays, though the session that ends has no name (%s)',
    async (name) => {
      const { store, keychain } = create({ entries: { [origin]: 'marie', [canary]: '6' } });
      await store.clear({ name, tokens: ['own'], isUnnamed: true });
      expect(keychain.entries.size).toBe(2);
    },
  );

  it('is removed together with another token of the session', async () => {
    const { store, keychain } = create({ entries: { [origin]: 'old', [canary]: '5' } });
    await store.clear({ name: 5, tokens: ['own'], isUnnamed: false });
    expect(keychain.entries.size).toBe(0);
  });

  it.each([
    ['the current token', 'own'],
    ['the token before, whose replacement was still waiting', 'former'],
  ])('is removed without a name, where the vault has %s', async (_name, stored) => {
    const { store, keychain } = create({ entries: { [origin]: stored } });
    await store.clear({ name: 5, tokens: ['own', 'former'], isUnnamed: false });
    expect(keychain.entries.size).toBe(0);
  });

  it('replaces the token before, beside the canary of an earlier session', async () => {
    const { store } = create({ entries: { [origin]: 'former', [canary]: '4' } });
    expect(await store.save('own', { name: 5, tokens: ['own', 'former'], isUnnamed: false })).toBe(
      'keychain',
    );
  });

  it('is removed even if only its canary is left', async () => {
    const { store, keychain } = create({ entries: { [canary]: '4' } });
    await store.clear({ name: 5, tokens: ['own'], isUnnamed: false });
    expect(keychain.entries.size).toBe(0);
  });

  it('without a name leaves the session of another copy alone too', async () => {
    const { store, keychain } = create({ entries: { [origin]: 'marie', [canary]: '6' } });
    await store.clear({ name: null, tokens: ['own'], isUnnamed: false });
    expect(keychain.entries.size).toBe(2);
  });

  it('that is its own is removed with the canary of an earlier session', async () => {
    const { store, keychain } = create({ entries: { [origin]: 'own', [canary]: '4' } });
    await store.clear({ name: 5, tokens: ['own'], isUnnamed: false });
    expect(keychain.entries.size).toBe(0);
  });

  it('replaces any entry at a sign-in', async () => {
    const { store, keychain } = create({ entries: { [origin]: 'marie', [canary]: '6' } });
    expect(await store.save('new', null)).toBe('keychain');
    expect(keychain.entries.get(origin)).toBe('new');
  });
});
