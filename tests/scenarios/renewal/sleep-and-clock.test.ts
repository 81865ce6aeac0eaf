import { describe, expect, it, vi } from 'vitest';
import { createSetup, restart, type Setup, startSignedIn } from '../../support/engine/engine.ts';
import { hang, html, networkError } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { createLive } from '../../support/engine/live.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;

const minute = 60 * second;

const hour = 60 * minute;

describe('a sleep', () => {
  it('of 8 h with three failed DNS lookups after it ends online by itself', async () => {
    const setup = createSetup();
    const { session, states } = await startSignedIn(setup);
    states.length = 0;
    setup.clock.sleep(8 * hour);
    setup.api.sleepTo(setup.clock.now());
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')), { times: 3 });
    session.retry('resume');
    await setup.clock.advance(10 * second);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
    expect(refreshesOf(setup)).toBe(1);
  });

  it('that no power event reported is noticed when the window is used', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.clock.sleep(8 * hour);
    setup.api.sleepTo(setup.clock.now());
    session.setVisible(true);
    await settle();
    expect(refreshesOf(setup)).toBe(1);
  });

  it('that no power event reported is noticed by the next call', async () => {
    const setup = createSetup();
    const live = await createLive(setup);
    setup.clock.sleep(8 * hour);
    setup.api.sleepTo(setup.clock.now());
    expect(await live.session.callWithToken(live.me)).toMatchObject({ kind: 'success' });
    expect(setup.api.count('/auth/refresh')).toBe(1);
    // One at the sign-in: the call was not sent with the old token first.
    expect(setup.api.count('/auth/me')).toBe(2);
  });

  it('that no power event reported is noticed when the token is due, if nothing else happens', async () => {
    const setup = createSetup();
    await startSignedIn(setup);
    setup.clock.sleep(8 * hour);
    setup.api.sleepTo(setup.clock.now());
    await setup.clock.advance(15 * minute);
    expect(refreshesOf(setup)).toBe(1);
  });

  it('that a power event also reported causes one refresh', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.clock.sleep(8 * hour);
    setup.api.sleepTo(setup.clock.now());
    session.retry('resume');
    await setup.clock.advance(5 * minute);
    expect(refreshesOf(setup)).toBe(1);
  });

  it('makes the resume renew a token that has not expired', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    session.retry('resume');
    await settle();
    expect(refreshesOf(setup)).toBe(1);
  });

  it('during a hanging request is followed by an attempt that works', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(hang, { times: 1 });
    const { session } = await restart(setup, first);
    setup.clock.sleep(8 * hour);
    setup.api.sleepTo(setup.clock.now());
    session.retry('resume');
    await setup.clock.advance(2 * minute);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
  });
});

describe("the computer's clock", () => {
  it.each([
    ['2 h ahead', 2 * hour],
    ['2 h behind', -2 * hour],
    ['a day ahead', 24 * hour],
    ['a day behind', -24 * hour],
  ])('%s costs no extra refresh', async (_name, wrongBy) => {
    const right = createSetup();
    await startSignedIn(right);
    await right.clock.advance(3 * hour);
    const wrong = createSetup();
    wrong.clock.step(wrongBy);
    await startSignedIn(wrong);
    await wrong.clock.advance(3 * hour);
    expect(refreshesOf(wrong)).toBe(refreshesOf(right));
  });

  it.each([
    ['2 h ahead', 2 * hour],
    ['2 h behind', -2 * hour],
    ['a day ahead', 24 * hour],
  ])('set %s during the run costs at most one extra refresh', async (_name, step) => {
    const right = createSetup();
    await startSignedIn(right);
    await right.clock.advance(3 * hour);
    const wrong = createSetup();
    await startSignedIn(wrong);
    await wrong.clock.advance(hour);
    wrong.clock.step(step);
    await wrong.clock.advance(2 * hour);
    expect(refreshesOf(wrong) - refreshesOf(right)).toBeLessThanOrEqual(1);
    expect(refreshesOf(wrong) - refreshesOf(right)).toBeGreaterThanOrEqual(0);
  });

  it.each([2 * hour, -2 * hour])(
    'wrong by %i ms without a Date header does not end the session',
    async (wrongBy) => {
      const setup = createSetup();
      setup.clock.step(wrongBy);
      setup.api.sendsDate = false;
      const { session } = await startSignedIn(setup);
      await setup.clock.advance(3 * hour);
      session.retry('user');
      await settle();
      expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
    },
  );

  it('is not set by the Date of a portal', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    const before = refreshesOf(setup);
    setup.api.fault(() => html(200, { date: 'Thu, 01 Jan 2099 00:00:00 GMT' }), {
      path: '/auth/me',
      times: 1,
    });
    session.retry('user');
    await setup.clock.advance(5 * second);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
    expect(refreshesOf(setup)).toBe(before);
  });
});

function refreshesOf(setup: Setup): number {
  return setup.api.count('/auth/refresh');
}
