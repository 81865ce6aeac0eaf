import { describe, expect, it } from 'vitest';
import {
  createWorld,
  type Engine,
  restart,
  start,
  startSignedIn,
  type World,
} from '../../support/engine/engine.ts';
import { jeansSignIn, json, origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';

const second = 1_000;

/** A replica that is behind: `/auth/me` refuses every access token until it is `ms` old. */
function refuseYoungTokens(world: World, ms: number): void {
  world.api.refuseAccessYoungerThan = ms;
}

function expectKept(world: World, { session, states }: Engine): void {
  expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  expect(states.map((state) => state.kind)).not.toContain('signed-out');
  expect(world.api.isLive(world.keychain.entries.get(origin) ?? '')).toBe(true);
}

describe.each([1, 2, 3])('access tokens refused for %i s after they were issued', (seconds) => {
  it('keep the session at a restart', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    refuseYoungTokens(world, seconds * second);
    const engine = await restart(world, first);
    expect(engine.session.getState()).toMatchObject({ link: { kind: 'offline' } });
    await world.clock.advance(10 * second);
    expectKept(world, engine);
  });

  it('let the user sign in', async () => {
    const world = createWorld();
    const engine = await start(world);
    engine.states.length = 0;
    refuseYoungTokens(world, seconds * second);
    expect(await engine.session.signIn(jeansSignIn)).toEqual({ ok: true, value: null });
    await settle();
    expect(engine.session.getState()).toMatchObject({ kind: 'restoring' });
    await world.clock.advance(10 * second);
    expectKept(world, engine);
  });

  it('keep the session when the user tries again', async () => {
    const world = createWorld();
    const engine = await startSignedIn(world);
    engine.states.length = 0;
    world.clock.sleep(20 * 60 * second);
    world.api.sleepTo(world.clock.now());
    refuseYoungTokens(world, seconds * second);
    engine.session.retry('user');
    await world.clock.advance(10 * second);
    expectKept(world, engine);
  });
});

describe('access tokens that are always refused', () => {
  it('never end a session whose refreshes succeed, and are repeated less and less often', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.api.fault(() => json(401, { detail: 'Could not validate credentials' }), {
      path: '/auth/me',
    });
    const { session, states } = await restart(world, first);
    await world.clock.advance(3_600 * second);
    expect(session.getState()).toMatchObject({
      kind: 'signed-in',
      link: { kind: 'offline', cause: 'refused' },
    });
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
    expect(world.api.count('/auth/refresh')).toBeLessThanOrEqual(30);
  });
});
