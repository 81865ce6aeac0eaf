import { describe, expect, it, vi } from 'vitest';
import { createTokenStore } from '../../../../../src/main/auth/tokens/token-store.ts';
import { createVault } from '../../../../../src/main/auth/tokens/vault.ts';
import { origin } from '../../../../support/engine/fake-api.ts';
import { createFakeClock, settle } from '../../../../support/engine/fake-clock.ts';
import { createFakeKeychain } from '../../../../support/engine/fake-keychain.ts';

function createStored() {
  const clock = createFakeClock();
  const keychain = createFakeKeychain();
  const log = { info() {}, warn() {}, error() {} };
  const vault = createVault({ keychain, origin, platform: 'linux', log });
  return { clock, keychain, store: createTokenStore(vault, clock) };
}

/** Saves a token in a keychain that has not answered after 3 s. */
async function saveSlowly(onLate?: () => void) {
  const stored = createStored();
  stored.keychain.mood = 'hanging';
  const saving = stored.store.save('token', onLate);
  await stored.clock.advance(3_000);
  return { ...stored, storage: await saving };
}

describe('a token that the keychain does not take within 3 s', () => {
  it('lives in memory, and moves when it is taken after all', async () => {
    const onLate = vi.fn();
    const { keychain, storage } = await saveSlowly(onLate);
    keychain.release();
    await settle();
    expect(storage).toBe('memory');
    expect(onLate).toHaveBeenCalledOnce();
  });

  it('stays in memory when the keychain refuses it in the end', async () => {
    const onLate = vi.fn();
    const { keychain } = await saveSlowly(onLate);
    keychain.release();
    keychain.mood = 'refusing';
    await settle();
    expect(onLate).not.toHaveBeenCalled();
  });

  it('may be taken late though nobody listens', async () => {
    const { keychain } = await saveSlowly();
    keychain.release();
    await settle();
    expect(keychain.entries.get(origin)).toBe('token');
  });
});
