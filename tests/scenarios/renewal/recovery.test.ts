import { describe, expect, it, vi } from 'vitest';
import {
  createSetup,
  type Engine,
  restart,
  type Setup,
  start,
  startSignedIn,
} from '../../support/engine/engine.ts';
import {
  hang,
  html,
  jeansSignIn,
  networkError,
  type Responder,
} from '../../support/engine/fake-api.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

const outages = [
  ['refuses every connection', () => Promise.reject(networkError('ECONNREFUSED'))],
  ['has no DNS', () => Promise.reject(networkError('ENOTFOUND'))],
  ['answers with its gateway’s 503', () => html(503)],
  ['holds every connection open', hang],
] as const satisfies (readonly [string, Responder])[];

/** Milliseconds until the session is online, looked at every second. */
async function timeUntilOnline(setup: Setup, { session }: Engine): Promise<number> {
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

async function breakFor(ms: number, fault: Responder) {
  const setup = createSetup();
  setup.api.accessTokenSeconds = 60;
  const engine = await startSignedIn(setup);
  setup.api.fault(fault);
  await setup.clock.advance(ms);
  return { setup, engine };
}

describe.each(outages)('a server that %s', (_name, fault) => {
  it.each([
    [5, 53],
    [60, 60],
  ])('for %i minutes is reached again within %i s of its return', async (minutes, seconds) => {
    const { setup, engine } = await breakFor(minutes * minute, fault);
    expect(engine.session.getState()).toMatchObject({ link: { kind: 'offline' } });
    setup.api.heal();
    expect(await timeUntilOnline(setup, engine)).toBeLessThanOrEqual(seconds * second);
    expect(engine.states.map((state) => state.kind)).not.toContain('restoring');
  });

  it('for an hour is sent one refresh at most, because only the cheap GET is repeated', async () => {
    const { setup } = await breakFor(60 * minute, fault);
    // The first is sent before the host is known to be down, and repeated if its response was lost.
    expect(setup.api.count('/auth/refresh')).toBeLessThanOrEqual(2);
    expect(setup.api.count('/')).toBeLessThanOrEqual(80);
  });
});

describe('a host that sleeps', () => {
  it('and holds connections open for 50 s gets the refresh as soon as it is awake', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(
      async () => {
        const { promise, resolve } = Promise.withResolvers<Response>();
        setup.clock.onNext(50 * second, () => resolve(html(200)));
        return promise;
      },
      { path: '/', times: 1 },
    );
    setup.api.calls.length = 0;
    const engine = await restart(setup, first);
    await setup.clock.advance(50 * second);
    expect(engine.session.getState()).toMatchObject({ link: { kind: 'online' } });
    expect([setup.api.count('/'), setup.api.count('/auth/refresh')]).toEqual([1, 1]);
  });
});

describe('a refresh endpoint that fails alone', () => {
  it.each<[string, (session: Engine['session']) => void]>([
    ['a network that comes and goes', (session) => session.retry('network-up')],
    ['a computer that is suspended and resumed', (session) => session.retry('resume')],
    [
      'a window that is hidden and shown',
      (session) => {
        session.setVisible(false);
        session.setVisible(true);
      },
    ],
  ])('is not sent one refresh after the other because of %s', async (_name, happen) => {
    const { setup, engine } = await breakFor(0, outages[0][1]);
    setup.api.heal();
    setup.api.fault(() => html(503), { path: '/auth/refresh' });
    await setup.clock.advance(10 * minute);
    const before = setup.api.count('/auth/refresh');
    for (let passed = 0; passed < 5 * minute; passed += second) {
      happen(engine.session);
      await setup.clock.advance(second);
    }
    // An event starts back-off again, after 1, 2, 4, 8 and 16 s, twice a minute at most.
    expect(setup.api.count('/auth/refresh') - before).toBeLessThanOrEqual(10 * 6);
  });

  it('is sent a refresh at once by the user', async () => {
    const { setup, engine } = await breakFor(0, outages[0][1]);
    setup.api.heal();
    setup.api.fault(() => html(503), { path: '/auth/refresh' });
    await setup.clock.advance(10 * minute);
    setup.api.heal();
    engine.session.retry('user');
    await setup.clock.advance(0);
    expect(engine.session.getState()).toMatchObject({ link: { kind: 'online' } });
  });
});

describe('a profile that is never answered', () => {
  it('holds a sign-in for 10 s, and is asked for again', async () => {
    const setup = createSetup();
    const { session } = await start(setup);
    setup.api.fault(hang, { path: '/auth/me', times: 1 });
    const signingIn = session.signIn(jeansSignIn);
    await setup.clock.advance(10 * second);
    expect(await signingIn).toEqual({ ok: true, value: null });
    await setup.clock.advance(second);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });
});

describe('a window that cannot be seen', () => {
  it('sends a request to a server that is down every 5 min at most', async () => {
    const { setup, engine } = await breakFor(10 * minute, outages[0][1]);
    engine.session.setVisible(false);
    await setup.clock.advance(30 * minute);
    setup.api.calls.length = 0;
    await setup.clock.advance(60 * minute);
    expect(setup.api.calls.length).toBeLessThanOrEqual(16);
    expect(setup.api.calls.length).toBeGreaterThanOrEqual(12);
  });

  it('goes online at once when it is shown again', async () => {
    const { setup, engine } = await breakFor(60 * minute, outages[0][1]);
    engine.session.setVisible(false);
    await setup.clock.advance(5 * minute);
    setup.api.heal();
    engine.session.setVisible(true);
    expect(await timeUntilOnline(setup, engine)).toBeLessThanOrEqual(second);
  });

  it('sends no request when it is shown again and nothing is wrong', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.calls.length = 0;
    session.setVisible(false);
    session.setVisible(true);
    await setup.clock.advance(0);
    expect(setup.api.calls).toEqual([]);
  });
});

describe('eight days without a sleep', () => {
  it.each([
    ['an opaque access token', { issuesJwt: false }],
    ['an `exp` a year away', { accessTokenSeconds: 365 * 86_400 }],
    ['an `exp` in milliseconds', { expiryUnit: 1_000 }],
  ])('with %s renew the session every day', async (_name, deployment) => {
    const setup = createSetup();
    Object.assign(setup.api, deployment);
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

describe('a day with an opaque access token', () => {
  it('sets four timers, one for the next renewal and one for each of its three requests', async () => {
    const setup = createSetup();
    setup.api.issuesJwt = false;
    await startSignedIn(setup);
    const { schedule } = setup.clock;
    const delays: number[] = [];
    Object.assign(setup.clock, {
      schedule(task: () => void, delayMs: number) {
        delays.push(delayMs);
        return schedule(task, delayMs);
      },
    });
    for (let passed = 1; passed <= 8; passed += 1) {
      await setup.clock.advance(day);
    }
    expect(delays.filter((delayMs) => delayMs > 10 * minute)).toHaveLength(8);
    expect(delays.length).toBeLessThanOrEqual(8 * 4);
  });
});

describe('a lost GET that wakes the host', () => {
  it.each([1, 2])('is sent again within 2 s, even if it is lost %i times', async (times) => {
    const setup = createSetup();
    const engine = await startSignedIn(setup);
    await setup.clock.advance(2 * minute);
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')), { path: '/', times });
    engine.session.retry('resume');
    await setup.clock.advance(2 * second);
    expect(engine.session.getState()).toMatchObject({ link: { kind: 'online' } });
  });
});
