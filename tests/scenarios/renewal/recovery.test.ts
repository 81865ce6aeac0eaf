import { describe, expect, it, vi } from 'vitest';
import {
  createWorld,
  type Engine,
  startSignedIn,
  type World,
} from '../../support/engine/engine.ts';
import { html, networkError } from '../../support/engine/fake-api.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

const outages = [
  ['refuses every connection', () => Promise.reject(networkError('ECONNREFUSED'))],
  ['has no DNS', () => Promise.reject(networkError('ENOTFOUND'))],
  ['answers with its gateway’s 503', () => html(503)],
] as const;

/** Milliseconds until the session is online, looked at every second. */
async function timeUntilOnline(world: World, { session }: Engine): Promise<number> {
  const since = world.clock.monotonic();
  for (let passed = 0; passed < 10 * minute; passed += second) {
    const state = session.getState();
    if ('link' in state && state.link.kind === 'online') {
      break;
    }
    await world.clock.advance(second);
  }
  return world.clock.monotonic() - since;
}

async function breakFor(ms: number, fault: () => Response | Promise<Response>) {
  const world = createWorld();
  world.api.accessTokenSeconds = 60;
  const engine = await startSignedIn(world);
  world.api.fault(fault);
  await world.clock.advance(ms);
  return { world, engine };
}

describe.each(outages)('a server that %s', (_name, fault) => {
  it.each([
    [5, 53],
    [60, 60],
  ])('for %i minutes: the session is back within %i s', async (minutes, seconds) => {
    const { world, engine } = await breakFor(minutes * minute, fault);
    expect(engine.session.getState()).toMatchObject({ link: { kind: 'offline' } });
    world.api.heal();
    expect(await timeUntilOnline(world, engine)).toBeLessThanOrEqual(seconds * second);
    expect(engine.states.map((state) => state.kind)).not.toContain('restoring');
  });

  it('for an hour is sent one refresh at most: only the cheap GET is repeated', async () => {
    const { world } = await breakFor(60 * minute, fault);
    // The first is sent before the host is known to be down, and repeated if its response was lost.
    expect(world.api.count('/auth/refresh')).toBeLessThanOrEqual(2);
    expect(world.api.count('/')).toBeLessThanOrEqual(80);
  });
});

describe('a window that cannot be seen', () => {
  it('asks a server that is down every 5 min at most', async () => {
    const { world, engine } = await breakFor(10 * minute, outages[0][1]);
    engine.session.setVisible(false);
    await world.clock.advance(30 * minute);
    world.api.calls.length = 0;
    await world.clock.advance(60 * minute);
    expect(world.api.calls.length).toBeLessThanOrEqual(16);
    expect(world.api.calls.length).toBeGreaterThanOrEqual(12);
  });

  it('is online at once when it is shown again', async () => {
    const { world, engine } = await breakFor(60 * minute, outages[0][1]);
    engine.session.setVisible(false);
    await world.clock.advance(5 * minute);
    world.api.heal();
    engine.session.setVisible(true);
    expect(await timeUntilOnline(world, engine)).toBeLessThanOrEqual(second);
  });

  it('and has nothing wrong with it asks nobody when it is shown again', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.api.calls.length = 0;
    session.setVisible(false);
    session.setVisible(true);
    await world.clock.advance(0);
    expect(world.api.calls).toEqual([]);
  });
});

describe('eight days open without a sleep', () => {
  it.each([
    ['an opaque access token', { issuesJwt: false }],
    ['an `exp` a year away', { accessTokenSeconds: 365 * 86_400 }],
    ['an `exp` in milliseconds', { expiryUnit: 1_000 }],
  ])('with %s: the session is renewed every day', async (_name, deployment) => {
    const world = createWorld();
    Object.assign(world.api, deployment);
    const { session } = await startSignedIn(world);
    for (let passed = 1; passed <= 8; passed += 1) {
      await world.clock.advance(day);
      expect(world.api.count('/auth/refresh')).toBe(passed);
    }
    expect(session.getState()).toMatchObject({
      link: { kind: 'online', verifiedAt: world.clock.now() },
    });
  });
});

describe('a day open with an opaque access token', () => {
  it('sets four timers: the next renewal, and a limit for each of its three requests', async () => {
    const world = createWorld();
    world.api.issuesJwt = false;
    await startSignedIn(world);
    const { schedule } = world.clock;
    const delays: number[] = [];
    Object.assign(world.clock, {
      schedule(task: () => void, delayMs: number) {
        delays.push(delayMs);
        return schedule(task, delayMs);
      },
    });
    for (let passed = 1; passed <= 8; passed += 1) {
      await world.clock.advance(day);
    }
    expect(delays.filter((delayMs) => delayMs > 10 * minute)).toHaveLength(8);
    expect(delays.length).toBeLessThanOrEqual(8 * 4);
  });
});

describe('a lost GET that wakes the host', () => {
  it.each([1, 2])('is sent again within 2 s, also if it is lost %i times', async (times) => {
    const world = createWorld();
    const engine = await startSignedIn(world);
    await world.clock.advance(2 * minute);
    world.api.fault(() => Promise.reject(networkError('ENOTFOUND')), { path: '/', times });
    engine.session.retry('resume');
    await world.clock.advance(2 * second);
    expect(engine.session.getState()).toMatchObject({ link: { kind: 'online' } });
  });
});
