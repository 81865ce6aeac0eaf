import type { AuthState } from '@mytone/shared/auth-state.ts';
import { describe, expect, it, vi } from 'vitest';
import { createSetup, restart, startSignedIn } from '../../support/engine/engine.ts';
import { json } from '../../support/engine/fake-api.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('Retry-After', () => {
  it.each([
    ['seconds', '600'],
    ['a date', new Date(Date.UTC(2026, 0, 15, 12, 10)).toUTCString()],
  ])('given as %s is obeyed', async (_name, header) => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => json(503, { detail: 'busy' }, { 'retry-after': header }), {
      path: '/auth/refresh',
    });
    await restart(setup, first);
    const before = setup.api.count('/auth/refresh');
    await setup.clock.advance(595_000);
    expect(setup.api.count('/auth/refresh')).toBe(before);
    await setup.clock.advance(5_500);
    expect(setup.api.count('/auth/refresh')).toBe(before + 1);
  });

  it.each(['soon', '-5', '', 'NaN'])('"%s" is ignored', async (header) => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => json(503, { detail: 'busy' }, { 'retry-after': header }), {
      path: '/auth/refresh',
      times: 1,
    });
    const { session } = await restart(setup, first);
    await setup.clock.advance(1_000);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
  });

  it('of a century is obeyed for one day', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => json(429, { detail: 'busy' }, { 'retry-after': '3155760000' }), {
      path: '/auth/refresh',
      times: 1,
    });
    const { session } = await restart(setup, first);
    expect(nextAttemptIn(session.getState(), setup.clock.now())).toBe(24 * 3_600_000);
  });

  it.each([
    ['network-up', 0],
    ['resume', 0],
    ['user', 1],
  ] as const)('lets "%s" send %i requests before it is over', async (cause, more) => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => json(429, { detail: 'busy' }, { 'retry-after': '600' }), {
      path: '/auth/refresh',
    });
    const { session } = await restart(setup, first);
    const before = setup.api.count('/auth/refresh');
    session.retry(cause);
    await setup.clock.advance(1_000);
    expect(setup.api.count('/auth/refresh')).toBe(before + more);
  });

  it.each([600_000, 3_600_000])(
    'that ran out during a sleep of %i ms does not delay the resume',
    async (slept) => {
      const setup = createSetup();
      const first = await startSignedIn(setup);
      setup.api.fault(() => json(429, { detail: 'busy' }, { 'retry-after': '600' }), {
        path: '/auth/refresh',
        times: 1,
      });
      const { session } = await restart(setup, first);
      setup.clock.sleep(slept);
      session.retry('resume');
      await setup.clock.advance(0);
      expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
    },
  );
});

function nextAttemptIn(state: AuthState, now: number): number | null {
  if (!('link' in state) || state.link.kind !== 'offline') {
    return null;
  }
  return state.link.nextAttemptAt === null ? null : state.link.nextAttemptAt - now;
}
