import { describe, expect, it } from 'vitest';
import { type Engine, restart, start, startSignedIn } from '../../support/engine/engine.ts';
import {
  answer,
  hang,
  html,
  jeansSignIn,
  json,
  networkError,
  type Responder,
} from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { createLive } from '../../support/engine/live.ts';
import { openSocketSetup, type SocketSetup } from '../../support/engine/socket-setup.ts';

// Faults of network and server on real sockets; docs/faults.md lists them.

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const online = { kind: 'signed-in', link: { kind: 'online' } };
const offline = { kind: 'signed-in', link: { kind: 'offline' } };

function expectNeverSignedOut({ states }: Engine): void {
  expect(states.slice(1).map((state) => state.kind)).not.toContain('signed-out');
}

/** A session with access tokens that live for a minute. */
async function signInBriefly(): Promise<{ setup: SocketSetup; engine: Engine }> {
  const setup = await openSocketSetup();
  setup.api.accessTokenSeconds = 60;
  const engine = await startSignedIn(setup);
  engine.states.length = 0;
  return { setup, engine };
}

/** Milliseconds until the session is online, looked at every second. */
async function timeUntilOnline(setup: SocketSetup, { session }: Engine): Promise<number> {
  const since = setup.clock.monotonic();
  for (let passed = 0; passed < 10 * minute; passed += second) {
    const state = session.getState();
    if ('link' in state && state.link.kind === 'online') {
      break;
    }
    await setup.clock.advance(second);
  }
  return setup.clock.monotonic() - since;
}

describe('a server that cannot be reached', () => {
  it('at 20 starts in a row ends no session, which goes online when it is back', async () => {
    const setup = await openSocketSetup();
    let engine = await startSignedIn(setup);
    await setup.goDown();
    for (let starts = 0; starts < 20; starts += 1) {
      engine = await restart(setup, engine);
      expect(engine.session.getState()).toMatchObject(offline);
    }
    await setup.comeBack();
    await setup.clock.advance(minute);
    expect(engine.session.getState()).toMatchObject(online);
  });

  it('for an hour gets at most 30 refreshes, although calls come every second', async () => {
    const setup = await openSocketSetup();
    setup.api.accessTokenSeconds = 60;
    const live = await createLive(setup);
    setup.api.fault(() => html(503));
    for (let passed = 0; passed < hour; passed += second) {
      live.poll();
      await setup.clock.advance(second);
    }
    expect(setup.api.count('/auth/refresh')).toBeLessThanOrEqual(30);
    expectNeverSignedOut(live.engine);
  });

  it.each([
    [5, 53],
    [60, 60],
  ])('for %i minutes is reached again within %i s of its return', async (minutes, limit) => {
    const { setup, engine } = await signInBriefly();
    await setup.goDown();
    await setup.clock.advance(minutes * minute);
    expect(engine.session.getState()).toMatchObject(offline);
    await setup.comeBack();
    expect(await timeUntilOnline(setup, engine)).toBeLessThanOrEqual(limit * second);
    expectNeverSignedOut(engine);
  });

  it('after a sleep of 8 h, with three failed DNS lookups, is reached again by itself', async () => {
    const setup = await openSocketSetup();
    const engine = await startSignedIn(setup);
    engine.states.length = 0;
    setup.clock.sleep(8 * hour);
    setup.api.sleepTo(setup.clock.now());
    const { fetch } = setup;
    let lookups = 0;
    setup.fetch = async (...request) => {
      lookups += 1;
      return lookups <= 3 ? Promise.reject(networkError('ENOTFOUND')) : fetch(...request);
    };
    engine.session.retry('resume');
    await setup.clock.advance(10 * second);
    expect(engine.session.getState()).toMatchObject(online);
    expectNeverSignedOut(engine);
  });

  it('because it sleeps for 50 s is woken first and gets one POST', async () => {
    const setup = await openSocketSetup();
    const { session } = await start(setup);
    setup.api.fault(() => html(503));
    setup.clock.onNext(50 * second, () => setup.api.heal());
    const signingIn = session.signIn(jeansSignIn);
    await setup.clock.advance(minute);
    expect(await signingIn).toEqual({ ok: true, value: null });
    expect(setup.api.count('/auth/login')).toBe(1);
  });
});

describe('a refresh', () => {
  it.each<[string, Responder]>([
    ['a reset connection', () => Promise.reject(networkError('ECONNRESET'))],
    ['a redirect', () => answer(302, '', 'text/plain')],
    ['401 with a page', () => html(401)],
    ['403 with a page', () => html(403)],
    ['404 with detail', () => json(404, { detail: 'Not Found' })],
    ['405 with detail', () => json(405, { detail: 'Method Not Allowed' })],
    ['408 with detail', () => json(408, { detail: 'Request Timeout' })],
    ['422', () => json(422, { detail: [] })],
    ['425 with detail', () => json(425, { detail: 'Too Early' })],
    ['429 with detail', () => json(429, { detail: 'Slow down' })],
    ['500 as text', () => answer(500, 'Internal Server Error', 'text/plain')],
    ['502 with a page', () => html(502)],
    ['503 with a page', () => html(503)],
    ['504 with a page', () => html(504)],
    ['520 with a page', () => html(520)],
    ['200 with a page', () => html(200)],
    ['200 without tokens', () => json(200, { status: 'ok' })],
    ['truncated JSON', () => answer(200, '{"access_token":"abc')],
    ['an empty 204', () => new Response(null, { status: 204 })],
  ])('that gets %s keeps the session', async (_name, fault) => {
    const setup = await openSocketSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(fault, { path: '/auth/refresh' });
    const engine = await restart(setup, first);
    expect(engine.session.getState()).toMatchObject(offline);
    setup.api.heal();
    await setup.clock.advance(5 * minute);
    expect(engine.session.getState()).toMatchObject(online);
    expectNeverSignedOut(engine);
  });

  it.each([
    [400, 'revoked'],
    [401, 'revoked'],
    [403, 'account-disabled'],
  ])('that the API refuses with %i ends the session as %s', async (status, reason) => {
    const setup = await openSocketSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => json(status, { detail: 'no' }), { path: '/auth/refresh' });
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason });
  });

  it('is sent once for 1,000 calls with an expired token', async () => {
    const setup = await openSocketSetup();
    const { session } = await startSignedIn(setup);
    setup.clock.skip(hour);
    const call = async () => ({ kind: 'success', value: null }) as const;
    await Promise.all(Array.from({ length: 1_000 }, () => session.callWithToken(call)));
    expect(setup.api.count('/auth/refresh')).toBe(1);
  });

  it('is sent once for a timer, a resume and a click in one tick', async () => {
    const setup = await openSocketSetup();
    const { session } = await startSignedIn(setup);
    setup.clock.onNext(810 * second, () => {
      session.retry('resume');
      session.retry('user');
    });
    await setup.clock.advance(811 * second);
    expect(setup.api.count('/auth/refresh')).toBe(1);
  });

  it('whose response is lost after the rotation is repeated within a grace of 10 s', async () => {
    const { setup, engine } = await signInBriefly();
    const before = setup.keychain.entries.get(setup.origin) ?? '';
    setup.api.loseAnswers('/auth/refresh', 1);
    const times: number[] = [];
    setup.api.watch('/auth/refresh', () => times.push(setup.clock.monotonic()));
    await setup.clock.advance(minute);
    const [first = 0, again = Number.POSITIVE_INFINITY] = times;
    expect(again - first).toBeLessThan(10 * second);
    expect(engine.session.getState()).toMatchObject(online);
    expect(setup.keychain.entries.get(setup.origin)).not.toBe(before);
  });

  it('that is never answered keeps the session offline for 61 s at most', async () => {
    const { setup, engine } = await signInBriefly();
    const times: number[] = [];
    setup.api.watch('/auth/refresh', () => times.push(setup.clock.monotonic()));
    setup.api.fault(hang, { path: '/auth/refresh', times: 1 });
    await setup.clock.advance(minute);
    expect(times.length).toBeGreaterThan(0);
    await setup.clock.advance(61 * second);
    expect(engine.session.getState()).toMatchObject(online);
    expect((times[1] ?? Number.POSITIVE_INFINITY) - (times[0] ?? 0)).toBeLessThanOrEqual(
      61 * second,
    );
    expectNeverSignedOut(engine);
  });

  it.each(['before it is handled', 'after it is handled', 'while its token is stored'])(
    'during which the process is killed %s is recovered at the next start',
    async (moment) => {
      const setup = await openSocketSetup();
      const first = await startSignedIn(setup);
      if (moment === 'before it is handled') {
        setup.api.fault(hang, { path: '/auth/refresh' });
      } else if (moment === 'after it is handled') {
        setup.api.holdAnswers('/auth/refresh', 1);
      } else {
        setup.keychain.tearAfterWrites = 0;
      }
      first.session.retry('resume');
      await settle();
      first.kill();
      setup.api.heal();
      setup.keychain.tearAfterWrites = null;
      const engine = await start(setup);
      expect(engine.session.getState()).toMatchObject(online);
      expectNeverSignedOut(engine);
    },
  );

  it('that alone fails for an hour is sent 30 times at most, and works again within 5 min', async () => {
    const { setup, engine } = await signInBriefly();
    setup.api.fault(() => html(503), { path: '/auth/refresh' });
    await setup.clock.advance(hour);
    expect(engine.session.getState()).toMatchObject(offline);
    expect(setup.api.count('/auth/refresh')).toBeLessThanOrEqual(30);
    setup.api.heal();
    expect(await timeUntilOnline(setup, engine)).toBeLessThanOrEqual(5 * minute);
    expectNeverSignedOut(engine);
  });
});

describe('an access token', () => {
  it('that is refused for 3 s after each refresh does not end the session', async () => {
    const setup = await openSocketSetup();
    const first = await startSignedIn(setup);
    setup.api.refuseAccessYoungerThan = 3 * second;
    const engine = await restart(setup, first);
    await setup.clock.advance(10 * second);
    expect(engine.session.getState()).toMatchObject(online);
    expectNeverSignedOut(engine);
  });
});

describe("the computer's clock", () => {
  it.each([
    ['2 h ahead', 2 * hour],
    ['2 h behind', -2 * hour],
    ['a day ahead', day],
    ['a day behind', -day],
    ['400 days ahead', 400 * day],
    ['400 days behind', -400 * day],
  ])(
    'set to %s costs one refresh at most, before the start or during the run',
    async (_name, wrongBy) => {
      const right = await openSocketSetup();
      await startSignedIn(right);
      await right.clock.advance(hour);
      const wrong = await openSocketSetup();
      wrong.clock.step(wrongBy);
      const engine = await startSignedIn(wrong);
      await wrong.clock.advance(30 * minute);
      wrong.clock.step(-wrongBy);
      await wrong.clock.advance(30 * minute);
      const extra = wrong.api.count('/auth/refresh') - right.api.count('/auth/refresh');
      expect(extra).toBeLessThanOrEqual(1);
      expect(engine.session.getState()).toMatchObject(online);
    },
  );

  it('running for 8 days without a sleep renews the session once a day', async () => {
    const setup = await openSocketSetup();
    setup.api.issuesJwt = false;
    const { session } = await startSignedIn(setup);
    for (let passed = 1; passed <= 8; passed += 1) {
      await setup.clock.advance(day);
      expect(setup.api.count('/auth/refresh')).toBe(passed);
    }
    expect(session.getState()).toMatchObject({
      link: { kind: 'online', verifiedAt: setup.clock.now() },
    });
  });
});
