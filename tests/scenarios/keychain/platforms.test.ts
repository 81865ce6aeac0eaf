import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import {
  createSetup,
  type Engine,
  restart,
  type Setup,
  startSignedIn,
} from '../../support/engine/engine.ts';
import { origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('on Windows, where a credential holds 2,560 bytes,', () => {
  function longTokenSetup(): Setup {
    const setup = createSetup({ platform: 'win32' });
    setup.keychain.longestBytes = 2_560;
    setup.api.refreshTokenPadding = '0123456789'.repeat(600);
    return setup;
  }

  /** The token that the next start will spend. */
  async function spentAfter(setup: Setup, engine: Engine): Promise<string> {
    setup.api.calls.length = 0;
    await restart(setup, engine);
    const refresh = setup.api.calls.find((call) => call.path === '/auth/refresh');
    return digest(JSON.parse(refresh?.body ?? '{}').refresh_token);
  }

  it('a token of 6 kB is stored in parts and read back', async () => {
    const setup = longTokenSetup();
    const first = await startSignedIn(setup);
    expect(first.session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
    await restart(setup, first);
    const second = await restart(setup, first);
    expect(second.session.getState()).toMatchObject({ link: { kind: 'online' } });
  });

  it.each([0, 1, 2, 3])(
    'a write that stops after %i entries leaves the old session intact',
    async (done) => {
      const setup = longTokenSetup();
      const first = await startSignedIn(setup);
      const before = setup.api.currentTokens();
      setup.keychain.tearAfterWrites = done;
      first.session.retry('resume');
      await settle();
      setup.keychain.tearAfterWrites = null;
      expect(await spentAfter(setup, first)).toBe(digest(before[0]));
    },
  );

  it('a complete write replaces the old session', async () => {
    const setup = longTokenSetup();
    const first = await startSignedIn(setup);
    first.session.retry('resume');
    await settle();
    const [current] = setup.api.currentTokens();
    expect(await spentAfter(setup, first)).toBe(digest(current));
    expect(setup.keychain.entries.size).toBe(5);
  });

  it.each([
    ['missing', (setup: Setup, part: string) => setup.keychain.entries.delete(part)],
    ['altered', (setup: Setup, part: string) => setup.keychain.entries.set(part, 'x')],
  ])(
    'a part that is %s counts as a refusal of the keychain, not as an absent session',
    async (_name, harm) => {
      const setup = longTokenSetup();
      const first = await startSignedIn(setup);
      const part = [...setup.keychain.entries.keys()].find((each) => each.endsWith('.1')) ?? '';
      harm(setup, part);
      const stored = new Map(setup.keychain.entries);
      const { session } = await restart(setup, first);
      expect(session.getState()).toMatchObject({ kind: 'keychain-locked' });
      expect(setup.keychain.entries).toEqual(stored);
    },
  );

  it('a sign-out leaves no part behind', async () => {
    const setup = longTokenSetup();
    const { session } = await startSignedIn(setup);
    await session.signOut();
    await settle();
    expect([...setup.keychain.entries.keys()]).toEqual([]);
  });
});

describe('Linux and macOS', () => {
  it.each(['linux', 'darwin'] as const)(
    'store a token of 6 kB in one entry (%s)',
    async (platform) => {
      const setup = createSetup({ platform });
      setup.api.refreshTokenPadding = 't'.repeat(6_000);
      await startSignedIn(setup);
      expect(digest(setup.keychain.entries.get(origin))).toBe(digest(setup.api.currentTokens()[0]));
    },
  );
});

/** Keeps a report short when long tokens differ. */
function digest(text: string | undefined): string {
  return createHash('sha256')
    .update(text ?? 'none')
    .digest('hex');
}
