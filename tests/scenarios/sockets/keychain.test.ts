import { describe, expect, it } from 'vitest';
import { restart, start, startSignedIn } from '../../support/engine/engine.ts';
import { jeansSignIn } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { openSocketSetup } from '../../support/engine/socket-setup.ts';
import { jean, marie } from '../../support/people.ts';

// Faults of the keychain, with an API on real sockets; docs/faults.md lists them.

const second = 1_000;
const minute = 60 * second;

const online = { kind: 'signed-in', link: { kind: 'online' } };
const inMemory = { kind: 'signed-in', storage: 'memory' };
const lost = { kind: 'signed-out', reason: 'keychain-lost', email: jean.email };

describe('a keychain', () => {
  it.each([
    ['linux', { kind: 'keychain-locked', problem: 'locked-or-cleared' }],
    ['win32', lost],
    ['darwin', lost],
  ] as const)('whose entries are gone on %s is reported to the user', async (platform, state) => {
    const setup = await openSocketSetup(platform);
    const first = await startSignedIn(setup);
    setup.keychain.entries.clear();
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject(state);
  });

  it.each(['locked', 'refusing', 'throwing-synchronously'] as const)(
    'that is %s at the start deletes nothing and returns the session when read again',
    async (mood) => {
      const setup = await openSocketSetup();
      const first = await startSignedIn(setup);
      const stored = new Map(setup.keychain.entries);
      setup.keychain.mood = mood;
      const { session } = await restart(setup, first);
      expect(session.getState()).toMatchObject({ kind: 'keychain-locked' });
      expect(setup.keychain.entries).toEqual(stored);
      setup.keychain.mood = 'working';
      session.retry('user');
      await settle();
      expect(session.getState()).toMatchObject(online);
    },
  );

  it.each(['locked', 'refusing', 'throwing-synchronously'] as const)(
    'that is %s at the sign-in leaves the session in memory, and the next start says so',
    async (mood) => {
      const setup = await openSocketSetup();
      setup.keychain.mood = mood;
      const first = await startSignedIn(setup);
      expect(first.session.getState()).toMatchObject(inMemory);
      const { session } = await restart(setup, first);
      expect(session.getState()).toEqual(lost);
    },
  );

  it('that hangs blocks neither the form nor the session that it returns later', async () => {
    const setup = await openSocketSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'hanging';
    const { session } = await restart(setup, first);
    await setup.clock.advance(3 * second);
    expect(session.getState()).toEqual({ kind: 'starting', isWaitingForKeychain: true });
    setup.keychain.release();
    await settle();
    expect(session.getState()).toMatchObject(online);
  });

  it.each([0, 1, 2, 3])(
    'with room for 2,560 bytes keeps the old token if a long one stops after %i writes',
    async (writes) => {
      const setup = await openSocketSetup('win32');
      setup.keychain.longestBytes = 2_560;
      setup.api.refreshTokenPadding = '0123456789'.repeat(600);
      const first = await startSignedIn(setup);
      setup.keychain.tearAfterWrites = writes;
      first.session.retry('resume');
      await settle();
      setup.keychain.tearAfterWrites = null;
      const { session } = await restart(setup, first);
      expect(session.getState()).toMatchObject(online);
    },
  );

  it('whose writes fail for 20 min has the session a minute later, even after a restart', async () => {
    const setup = await openSocketSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'refusing';
    first.session.retry('resume');
    await setup.clock.advance(20 * minute);
    expect(first.session.getState()).toMatchObject(inMemory);
    setup.keychain.mood = 'working';
    await setup.clock.advance(minute);
    expect(first.session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
    const { session, states } = await restart(setup, first);
    expect(session.getState()).toMatchObject(online);
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
  });

  it('that is full after the sign-in never has its old token used', async () => {
    const setup = await openSocketSetup();
    const first = await startSignedIn(setup);
    setup.keychain.longestBytes = 0;
    await setup.clock.advance(30 * minute);
    expect(first.session.getState()).toMatchObject(inMemory);
    setup.api.calls.length = 0;
    const { session } = await restart(setup, first);
    expect(session.getState()).toEqual(lost);
    expect(setup.api.count('/auth/refresh')).toBe(0);
  });

  it.each([
    ['printable garbage', () => 'not a token'],
    ['a truncated token', (token: string) => token.slice(0, -1)],
    ['blanks', () => '   '],
    ['bytes that no token has', () => '\u0001\u0002'],
    ['nothing', () => ''],
  ])('that holds %s in place of the token is reported as lost', async (_name, damage) => {
    const setup = await openSocketSetup();
    const first = await startSignedIn(setup);
    const token = setup.keychain.entries.get(setup.origin) ?? '';
    setup.keychain.entries.set(setup.origin, damage(token));
    const { session, states } = await restart(setup, first);
    expect(session.getState()).toEqual(lost);
    expect(states.map((state) => state.kind)).not.toContain('signed-in');
    expect(setup.api.isLive(token)).toBe(true);
  });

  it("that holds another user's token shows that user, and never the first", async () => {
    const setup = await openSocketSetup();
    setup.api.addAccount(marie);
    const first = await startSignedIn(setup);
    const backup = setup.records.read();
    await first.session.signOut();
    await setup.clock.advance(second);
    await first.session.signIn({ login: marie.email, password: marie.password });
    setup.records.update(backup);
    setup.keychain.entries.set(`${setup.origin}#canary`, String(backup.marker?.storedAt));
    const { session, states } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ ...online, user: { email: marie.email } });
    expect(JSON.stringify(states)).not.toContain(jean.email);
  });

  it('that stored a token just before a crash is not blamed when the session was ended', async () => {
    const setup = await openSocketSetup();
    const first = await startSignedIn(setup);
    setup.keychain.tearAfterWrites = 0;
    first.session.retry('resume');
    await settle();
    first.kill();
    setup.keychain.tearAfterWrites = null;
    setup.api.revokeAll();
    const { session } = await start(setup);
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'revoked' });
  });

  it('whose token is newer than the settings does not end the session', async () => {
    const setup = await openSocketSetup();
    const first = await startSignedIn(setup);
    const older = setup.records.read();
    for (let renewals = 0; renewals < 3; renewals += 1) {
      first.session.retry('resume');
      await settle();
    }
    setup.records.update({ tokenChecksums: older.tokenChecksums });
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ ...online, user: { email: jean.email } });
  });

  it('whose token the settings do not know has it verified once, and known from then on', async () => {
    const setup = await openSocketSetup();
    setup.api.rotates = false;
    const first = await startSignedIn(setup);
    setup.records.update({ tokenChecksums: ['0123456789abcdef'] });
    const second = await restart(setup, first);
    expect(second.states.map((state) => state.kind)).toContain('restoring');
    const third = await restart(setup, second);
    expect(third.states.map((state) => state.kind)).not.toContain('restoring');
  });

  it.each([
    ['drops it', null],
    ['returns an earlier one', 'an-earlier-token'],
  ])('that confirms a token and %s is not believed', async (_name, kept) => {
    const setup = await openSocketSetup();
    const { session } = await start(setup);
    const { getPassword } = setup.keychain;
    setup.keychain.getPassword = async (service, account) =>
      account === setup.origin ? kept : getPassword(service, account);
    await session.signIn(jeansSignIn);
    expect(session.getState()).toMatchObject(inMemory);
  });
});
