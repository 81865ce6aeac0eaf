import { describe, expect, it } from 'vitest';
import { createSplitKeychain } from '../../../../../src/main/auth/tokens/split-keychain.ts';
import { createFakeKeychain } from '../../../../support/engine/fake-keychain.ts';

const longestBytes = 200;

/** Keeps one secret in a keychain whose entries hold 200 bytes. */
function create() {
  const keychain = createFakeKeychain();
  keychain.longestBytes = longestBytes;
  const split = createSplitKeychain(keychain, longestBytes);
  return {
    ...keychain,
    get: () => split.getPassword('MyTone', 'a'),
    set: (secret: string) => split.setPassword('MyTone', 'a', secret),
    remove: () => split.deletePassword('MyTone', 'a'),
    /** What was asked of the keychain, by the name of its part. */
    asked: () => keychain.operations.map((name) => name.replace(/#.*\./, '#')),
  };
}

describe('a secret that one credential holds', () => {
  it.each(['short', 'x'.repeat(longestBytes)])('(%s) is stored as it is', async (secret) => {
    const { entries, get, set } = create();
    await set(secret);
    expect([...entries]).toEqual([['a', secret]]);
    expect(await get()).toBe(secret);
  });

  it('is read even if it looks like the head of a longer one', async () => {
    const { get, set } = create();
    await set('mytone-parts:{}');
    expect(await get()).toBe('mytone-parts:{}');
  });

  it('replaces a longer one completely', async () => {
    const { entries, set } = create();
    await set('x'.repeat(3 * longestBytes));
    await set('short');
    expect([...entries]).toEqual([['a', 'short']]);
  });

  it('is removed without any parts', async () => {
    const { set, remove, asked, operations } = create();
    await set('short');
    operations.length = 0;
    expect(await remove()).toBe(true);
    expect(asked()).toEqual(['get a', 'delete a']);
  });
});

describe('a secret that is not there', () => {
  it('is absent', async () => {
    expect(await create().get()).toBeNull();
  });

  it('is removed without an error', async () => {
    expect(await create().remove()).toBe(false);
  });
});

describe('a secret that is longer', () => {
  it.each([
    ['plain', 'x'.repeat(2 * longestBytes)],
    ['of four bytes each', '\u{1F3B5}'.repeat(longestBytes / 2)],
  ])('(%s) is stored in full parts and read again', async (_name, secret) => {
    const { get, set, asked, operations } = create();
    await set(secret);
    expect(asked()).toEqual(['get a', 'set a#0', 'set a#1', 'set a']);
    operations.length = 0;
    expect(await get()).toBe(secret);
    expect(asked()).toEqual(['get a', 'get a#0', 'get a#1']);
  });

  it('is removed with its parts, and nothing else is read', async () => {
    const { entries, set, remove, asked, operations } = create();
    await set('x'.repeat(longestBytes + 1));
    operations.length = 0;
    expect(await remove()).toBe(true);
    expect(asked()).toEqual(['get a', 'delete a', 'delete a#0', 'delete a#1']);
    expect(entries.size).toBe(0);
  });

  it('is unavailable, not absent, while a part is missing', async () => {
    const { entries, get, set } = create();
    await set('x'.repeat(longestBytes + 1));
    entries.delete([...entries.keys()].find((account) => account.endsWith('.1')) ?? '');
    await expect(get()).rejects.toThrow('A stored secret is incomplete');
  });
});

describe('a head that cannot be read', () => {
  const broken = 'mytone-parts:{"generation":"';

  it('is unavailable, not absent', async () => {
    const { entries, get } = create();
    entries.set('a', broken);
    await expect(get()).rejects.toThrow();
  });

  it('can still be replaced and removed', async () => {
    const { entries, get, set, remove } = create();
    entries.set('a', broken);
    await set('short');
    expect(await get()).toBe('short');
    entries.set('a', broken);
    expect(await remove()).toBe(true);
    expect(entries.size).toBe(0);
  });
});
