import { describe, expect, it, vi } from 'vitest';
import { createSetup, restart, type Setup, startSignedIn } from '../../support/engine/engine.ts';
import { html, json, networkError } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;

const minute = 60 * second;

const hour = 60 * minute;

describe('back-off', () => {
  /** A session whose API has been down for an hour, for all calls or for one path's. */
  async function afterAnHourDown(path?: string) {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => html(503), path === undefined ? {} : { path });
    const { session, states } = await restart(setup, first);
    await setup.clock.advance(hour);
    return { setup, session, states };
  }

  it('grows from 1 s to 5 min, shortened by at most a quarter', async () => {
    const { states } = await afterAnHourDown('/auth/refresh');
    const delays = states.flatMap((state) =>
      'link' in state && state.link.kind === 'offline' && state.link.nextAttemptAt !== null
        ? [state.link.nextAttemptAt]
        : [],
    );
    const waits = delays.slice(1).map((at, index) => at - (delays[index] ?? 0));
    expect(waits[0]).toBeLessThanOrEqual(2 * second);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5 * minute);
    expect(Math.max(...waits)).toBeGreaterThanOrEqual(0.75 * 5 * minute);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0.75 * second);
  });

  it.each(['user', 'resume', 'network-up'] as const)('is cut short by %s', async (cause) => {
    const { setup, session } = await afterAnHourDown();
    setup.api.heal();
    session.retry(cause);
    await settle();
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
  });

  it('starts over after a success', async () => {
    const { setup, session } = await afterAnHourDown('/auth/refresh');
    setup.api.heal();
    await setup.clock.advance(5 * minute);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
    const waits: number[] = [];
    session.onChange((state) => {
      if (!('link' in state) || state.link.kind !== 'offline') {
        return;
      }
      if (state.link.nextAttemptAt !== null) {
        waits.push(state.link.nextAttemptAt - setup.clock.now());
      }
    });
    setup.api.fault(() => html(503), { path: '/auth/refresh', times: 1 });
    await setup.clock.advance(20 * minute);
    expect(waits).toEqual([875]);
  });

  it('starts over when the network is back, so that the next attempt is soon', async () => {
    const { setup, session } = await afterAnHourDown();
    session.retry('network-up');
    await settle();
    const state = session.getState();
    const link = 'link' in state && state.link.kind === 'offline' ? state.link : null;
    expect((link?.nextAttemptAt ?? 0) - setup.clock.now()).toBeLessThanOrEqual(second);
  });

  it('waits five minutes after a certificate error', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => Promise.reject(networkError('CERT_HAS_EXPIRED')));
    await restart(setup, first);
    await expectNextRequestAfterFiveMinutes(setup);
  });
});

describe('an answer that the user is told about', () => {
  it.each([
    ['/auth/refresh', 422, { detail: [{ loc: ['body'], msg: 'no', type: 'missing' }] }],
    ['/auth/me', 403, { detail: 'no' }],
  ])('(%s, %i) is requested again after five minutes', async (path, status, body) => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => json(status, body), { path });
    await restart(setup, first);
    await expectNextRequestAfterFiveMinutes(setup);
  });
});

describe('a session', () => {
  it.each([
    ['signed in', 900],
    ['signed in with a token of a few seconds', 5],
  ])('that is %s sets no timer shorter than 30 s', async (_name, life) => {
    const setup = createSetup();
    setup.api.accessTokenSeconds = life;
    await startSignedIn(setup);
    for (let elapsed = 0; elapsed < hour; elapsed += minute) {
      await setup.clock.advance(minute);
      expect(Math.min(...setup.clock.pending())).toBeGreaterThanOrEqual(30 * second);
    }
  });

  it('that was signed out sets no timer', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    await session.signOut();
    await settle();
    expect(setup.clock.pending()).toEqual([]);
  });

  it('that was disposed of sets no timer', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    session.dispose();
    expect(setup.clock.pending()).toEqual([]);
  });
});

async function expectNextRequestAfterFiveMinutes({ api, clock }: Setup): Promise<void> {
  const before = api.calls.length;
  await clock.advance(5 * minute - second);
  expect(api.calls).toHaveLength(before);
  await clock.advance(2 * second);
  expect(api.calls.length).toBeGreaterThan(before);
}
