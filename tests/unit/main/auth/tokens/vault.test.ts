import { describe, expect, it, vi } from 'vitest';
import { createVault } from '../../../../../src/main/auth/tokens/vault.ts';
import { origin } from '../../../../support/engine/fake-api.ts';
import { settle } from '../../../../support/engine/fake-clock.ts';
import { createFakeKeychain } from '../../../../support/engine/fake-keychain.ts';

function create(platform: NodeJS.Platform = 'linux') {
  const keychain = createFakeKeychain();
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  return { keychain, log, vault: createVault({ keychain, origin, platform, log }) };
}

describe('the vault', () => {
  it('stores each entry under its own account, in the order of the calls', async () => {
    const { keychain, vault } = create();
    const written = vault.write('refresh-token', 'a secret');
    const read = vault.read('refresh-token');
    const removed = vault.remove('canary');
    expect(await Promise.all([written, read, removed])).toEqual([
      { kind: 'done' },
      { kind: 'found', secret: 'a secret' },
      { kind: 'done' },
    ]);
    expect(keychain.operations).toEqual([
      `set ${origin}`,
      // A write is read back before it counts.
      `get ${origin}`,
      `get ${origin}`,
      `delete ${origin}#canary`,
    ]);
  });

  it('performs only the newest of the calls that wait for a keychain', async () => {
    const { keychain, vault } = create();
    keychain.mood = 'hanging';
    const first = vault.write('refresh-token', 'first');
    await settle();
    const wishes = [
      first,
      vault.write('refresh-token', 'second'),
      vault.write('canary', '1'),
      vault.remove('refresh-token'),
    ];
    keychain.release();
    expect((await Promise.all(wishes)).map(({ kind }) => kind)).toEqual([
      'done',
      'superseded',
      'done',
      'done',
    ]);
    expect(keychain.operations).toEqual([
      `set ${origin}`,
      `get ${origin}`,
      `set ${origin}#canary`,
      `get ${origin}#canary`,
      `delete ${origin}`,
    ]);
  });

  it.each<[string, () => Promise<string | null>, string]>([
    ['the earlier secret', async () => 'earlier', 'UnkeptSecretError'],
    ['nothing', async () => null, 'UnkeptSecretError'],
    ['an error', async () => Promise.reject(new TypeError('no')), 'TypeError'],
  ])('does not believe a write that reads back as %s', async (_name, getPassword, error) => {
    const { keychain, log, vault } = create();
    keychain.getPassword = getPassword;
    expect(await vault.write('refresh-token', 'new')).toEqual({ kind: 'unavailable' });
    expect(log.warn.mock.calls).toEqual([
      ['vault.failed', { operation: 'write refresh-token', kind: 'unavailable', error }],
    ]);
  });

  it.each([null, ''])('reads %j as no entry', async (secret) => {
    const { keychain, vault } = create();
    keychain.getPassword = async () => secret;
    expect(await vault.read('canary')).toEqual({ kind: 'absent' });
  });

  it.each([
    ['linux', 'unavailable'],
    ['darwin', 'denied'],
    ['win32', 'denied'],
  ] as const)('on %s reports an error as %s, and logs what failed', async (platform, kind) => {
    const { keychain, log, vault } = create(platform);
    keychain.mood = 'refusing';
    expect(await vault.read('refresh-token')).toEqual({ kind });
    expect(await vault.write('canary', 'a secret')).toEqual({ kind });
    const word: unknown = 'a word';
    keychain.deletePassword = () => Promise.reject(word);
    expect(await vault.remove('revocations')).toEqual({ kind });
    expect(log.warn.mock.calls).toEqual([
      ['vault.failed', { operation: 'read refresh-token', kind, error: 'Error' }],
      ['vault.failed', { operation: 'write canary', kind, error: 'Error' }],
      ['vault.failed', { operation: 'remove revocations', kind, error: 'string' }],
    ]);
  });
});
