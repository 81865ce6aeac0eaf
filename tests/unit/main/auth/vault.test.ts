import { describe, expect, it } from 'vitest';
import { createVault } from '../../../../src/main/auth/vault.ts';
import { origin } from '../../../support/engine/fake-api.ts';
import { settle } from '../../../support/engine/fake-clock.ts';
import { createFakeKeychain } from '../../../support/engine/fake-keychain.ts';

describe('the vault', () => {
  it('carries out only the newest of the wishes that wait for a keychain', async () => {
    const keychain = createFakeKeychain();
    const log = { info() {}, warn() {}, error() {} };
    const vault = createVault({ keychain, origin, platform: 'linux', log });
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
      `set ${origin}#canary`,
      `delete ${origin}`,
    ]);
  });
});
