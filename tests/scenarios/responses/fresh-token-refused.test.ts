import { describe, expect, it } from 'vitest';
import {
  createSetup,
  type Engine,
  restart,
  type Setup,
  start,
  startSignedIn,
} from '../../support/engine/engine.ts';
import { jeansSignIn, json, origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';

const second = 1_000;

/** A replica that is behind: `/auth/me` refuses every access token until it is `ms` old. */
function refuseYoungTokens(setup: Setup, ms: number): void {
  setup.api.refuseAccessYoungerThan = ms;
}

function expectKept(setup: Setup, { session, states }: Engine): void {
  expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  expect(states.map((state) => state.kind)).not.toContain('signed-out');
  expect(setup.api.isLive(setup.keychain.entries.get(origin) ?? '')).toBe(true);
}

describe.each([1, 2, 3])('access tokens refused for %i s after they were issued', (seconds) => {
  it('keep the session at a restart', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    refuseYoungTokens(setup, seconds * second);
    const engine = await restart(setup, first);
    expect(engine.session.getState()).toMatchObject({ link: { kind: 'offline' } });
    await setup.clock.advance(10 * second);
    expectKept(setup, engine);
  });

  it('let the user sign in', async () => {
    const setup = createSetup();
    const engine = await start(setup);
    engine.states.length = 0;
    refuseYoungTokens(setup, seconds * second);
    expect(await engine.session.signIn(jeansSignIn)).toEqual({ ok: true, value: null });
    await settle();
    expect(engine.session.getState()).toMatchObject({ kind: 'restoring' });
    await setup.clock.advance(10 * second);
    expectKept(setup, engine);
  });

  it('keep the session when the user tries again', async () => {
    const setup = createSetup();
    const engine = await startSignedIn(setup);
    engine.states.length = 0;
    setup.clock.sleep(20 * 60 * second);
    setup.api.sleepTo(setup.clock.now());
    refuseYoungTokens(setup, seconds * second);
    engine.session.retry('user');
    await setup.clock.advance(10 * second);
    expectKept(setup, engine);
  });
});

describe('access tokens that are always refused', () => {
  it('never end a session whose refreshes succeed, and are tried less and less often', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => json(401, { detail: 'Could not validate credentials' }), {
      path: '/auth/me',
    });
    const { session, states } = await restart(setup, first);
    await setup.clock.advance(3_600 * second);
    expect(session.getState()).toMatchObject({
      kind: 'signed-in',
      link: { kind: 'offline', cause: 'refused' },
    });
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
    expect(setup.api.count('/auth/refresh')).toBeLessThanOrEqual(30);
  });
});
