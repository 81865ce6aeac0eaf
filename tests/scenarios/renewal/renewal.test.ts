import { describe, expect, it, vi } from 'vitest';
import { createSetup, restart, type Setup, startSignedIn } from '../../support/engine/engine.ts';
import { hang, html, json, origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { createLive } from '../../support/engine/live.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;

const minute = 60 * second;

const hour = 60 * minute;

describe('an access token that runs out', () => {
  it('is renewed once for 1,000 parallel calls', async () => {
    const setup = createSetup();
    const live = await createLive(setup);
    setup.clock.skip(hour);
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () => live.session.callWithToken(live.me)),
    );
    expect(answers.filter((answer) => answer.kind === 'success')).toHaveLength(1_000);
    expect(refreshesOf(setup)).toBe(1);
  });

  it.each([100, 500])('is renewed once for %i calls whose 401s arrive late', async (calls) => {
    const setup = createSetup();
    setup.api.issuesJwt = false;
    const live = await createLive(setup);
    const late: (() => void)[] = [];
    setup.api.fault(
      () =>
        new Promise((resolve) => {
          late.push(() => resolve(json(401, { detail: 'Could not validate credentials' })));
        }),
      { path: '/auth/me', times: calls },
    );
    const pending = Array.from({ length: calls }, () => live.session.callWithToken(live.me));
    await settle();
    for (const release of late) {
      release();
      // Some of the 401s arrive after the renewal that the first one caused.
      if (late.indexOf(release) % 20 === 0) {
        await settle();
      }
    }
    const answers = await Promise.all(pending);
    expect(answers.filter((answer) => answer.kind === 'success')).toHaveLength(calls);
    expect(refreshesOf(setup)).toBe(1);
  });

  it('fails once for all waiting calls, so that the back-off starts with its shortest wait', async () => {
    const setup = createSetup();
    setup.api.issuesJwt = false;
    const live = await createLive(setup);
    setup.api.fault(() => json(401, { detail: 'no' }), { path: '/auth/me', times: 100 });
    setup.api.fault(() => html(503), { path: '/auth/refresh', times: 1 });
    await Promise.all(Array.from({ length: 100 }, () => live.session.callWithToken(live.me)));
    expect(live.links().filter((link) => link.kind === 'offline')).toHaveLength(1);
    await setup.clock.advance(second);
    expect(live.links().at(-1)?.kind).toBe('online');
  });

  it('is renewed before it expires, by 90 s or a fifth of its life', async () => {
    const setup = createSetup();
    await startSignedIn(setup);
    await setup.clock.advance(900 * second - 91 * second);
    expect(refreshesOf(setup)).toBe(0);
    await setup.clock.advance(2 * second);
    expect(refreshesOf(setup)).toBe(1);
  });

  it('quickly is renewed after four fifths of its life', async () => {
    const setup = createSetup();
    setup.api.accessTokenSeconds = 100;
    await startSignedIn(setup);
    await setup.clock.advance(79 * second);
    expect(refreshesOf(setup)).toBe(0);
    await setup.clock.advance(2 * second);
    expect(refreshesOf(setup)).toBe(1);
  });

  it('in a year does not overflow a timer', async () => {
    const setup = createSetup();
    setup.api.accessTokenSeconds = 365 * 24 * 3600;
    const { states } = await startSignedIn(setup);
    const before = states.length;
    expect(Math.max(...setup.clock.pending())).toBeLessThan(2 ** 31);
    await setup.clock.advance(3 * 24 * hour);
    // Once a day whatever the token says: the server's own limit for the session is not known.
    expect(refreshesOf(setup)).toBe(3);
    expect(states).toHaveLength(before + 3);
  });

  it('and is opaque is renewed after a 401', async () => {
    const setup = createSetup();
    setup.api.issuesJwt = false;
    const { session } = await startSignedIn(setup);
    await setup.clock.advance(2 * hour);
    expect(refreshesOf(setup)).toBe(0);
    // The daily renewal.
    expect(setup.clock.pending()).toEqual([24 * hour]);
    session.retry('user');
    await settle();
    expect(refreshesOf(setup)).toBe(1);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
  });
});

describe('one refresh', () => {
  it('serves a timer, a resume and a click in one tick', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.clock.onNext(810 * second, () => {
      session.retry('resume');
      session.retry('user');
      session.retry('network-up');
    });
    await setup.clock.advance(811 * second);
    expect(refreshesOf(setup)).toBe(1);
    expect(setup.api.mostInFlight('/auth/refresh')).toBe(1);
  });

  it('serves a click and then a resume in one tick', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    session.retry('user');
    session.retry('resume');
    await settle();
    expect(refreshesOf(setup)).toBe(1);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
  });

  it('is not sent when the network comes up and nothing is wrong', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    session.retry('network-up');
    await settle();
    expect(refreshesOf(setup)).toBe(0);
  });

  it('is left to the token’s own timer when the network comes up', async () => {
    const setup = createSetup();
    setup.api.accessTokenSeconds = 5;
    const { session } = await startSignedIn(setup);
    await setup.clock.advance(10 * second);
    session.retry('network-up');
    await settle();
    expect(refreshesOf(setup)).toBe(0);
  });
});

describe('an answer that was lost after the rotation', () => {
  it('is requested again at once with the same token', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.loseAnswers('/auth/refresh', 1);
    const { session } = await restart(setup, first);
    const spent = setup.api.calls.filter((call) => call.path === '/auth/refresh');
    expect(spent.map((call) => call.body)).toEqual([spent[0]?.body, spent[0]?.body]);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
  });

  it('twice keeps the session, and the next attempt works', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.loseAnswers('/auth/refresh', 2);
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'offline' } });
    await setup.clock.advance(2 * second);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
  });

  it('in a crash is recovered at the next start', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.loseAnswers('/auth/refresh', 1);
    setup.api.fault(hang, { path: '/auth/refresh', times: 1 });
    const second = await restart(setup, first);
    const { session } = await restart(setup, second);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
  });
});

describe('rotation', () => {
  it('has the new refresh token in the vault before anyone sees the new access token', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    const before = setup.keychain.entries.get(origin) ?? '';
    const seen: (string | undefined)[] = [];
    setup.api.watch('/auth/me', () => seen.push(setup.keychain.entries.get(origin)));
    await restart(setup, first);
    expect(seen).toEqual([setup.api.successorOf(before)]);
  });

  it('is optional, so an old token without a successor is kept and not written again', async () => {
    const setup = createSetup();
    setup.api.rotates = false;
    const first = await startSignedIn(setup);
    const before = setup.keychain.entries.get(origin);
    setup.keychain.operations.length = 0;
    await restart(setup, first);
    expect(setup.keychain.entries.get(origin)).toBe(before);
    expect(setup.keychain.operations).toEqual([`get ${origin}`, `get ${origin}#canary`]);
  });
});

describe('a refusal of a token that is no longer the stored one', () => {
  it('adopts the stored one and tries once more', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    const newer = setup.api.rotateElsewhere(setup.keychain.entries.get(origin) ?? '');
    setup.keychain.entries.set(origin, newer);
    session.retry('resume');
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
    expect(setup.keychain.entries.get(origin)).toBe(setup.api.successorOf(newer));
  });

  it('ends the session if the adopted one is refused too', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.keychain.entries.set(origin, 'refresh-of-nobody');
    setup.api.revokeAll();
    session.retry('resume');
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'revoked' });
    expect(refreshesOf(setup)).toBe(2);
  });

  it.each(['locked', 'refusing', 'hanging'] as const)(
    'is not believed while the keychain is %s, and deletes nothing',
    async (mood) => {
      const setup = createSetup();
      const { session } = await startSignedIn(setup);
      const stored = new Map(setup.keychain.entries);
      setup.keychain.mood = mood;
      setup.api.revokeAll();
      session.retry('resume');
      await setup.clock.advance(4 * second);
      expect(session.getState()).toMatchObject({
        kind: 'signed-in',
        link: { kind: 'offline', cause: 'refused' },
      });
      expect(setup.keychain.entries).toEqual(stored);
      setup.keychain.release();
      await setup.clock.advance(10 * second);
      expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'revoked' });
    },
  );
});

describe('a request', () => {
  it('that is never answered is given up, and the session tries again', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(hang, { times: 1 });
    const { session } = await restart(setup, first);
    await setup.clock.advance(100 * second);
    expect(session.getState()).toMatchObject({ link: { kind: 'offline', cause: 'network' } });
    await setup.clock.advance(2 * second);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
  });
});

function refreshesOf(setup: Setup): number {
  return setup.api.count('/auth/refresh');
}
