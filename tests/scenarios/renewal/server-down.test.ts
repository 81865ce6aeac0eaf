import { describe, expect, it, vi } from 'vitest';
import { createSetup, type Setup } from '../../support/engine/engine.ts';
import { html, networkError } from '../../support/engine/fake-api.ts';
import { createLive } from '../../support/engine/live.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;
const hour = 3_600 * second;

function refreshesOf(setup: Setup): number {
  return setup.api.count('/auth/refresh');
}

describe('a server that is down for an hour', () => {
  it.each([
    ['answers 503', () => html(503)],
    ['resets every connection', () => Promise.reject(networkError('ECONNRESET'))],
    ['refuses every connection', () => Promise.reject(networkError('ECONNREFUSED'))],
  ] as const)(
    'and %s gets at most 30 refreshes, although calls come every second',
    async (_name, fault) => {
      const setup = createSetup();
      setup.api.accessTokenSeconds = 60;
      const live = await createLive(setup);
      setup.api.fault(fault);
      for (let elapsed = 0; elapsed < hour; elapsed += second) {
        live.poll();
        await setup.clock.advance(second);
      }
      expect(refreshesOf(setup)).toBeGreaterThanOrEqual(0);
      expect(refreshesOf(setup)).toBeLessThanOrEqual(30);
    },
  );

  it('and answers only the wake-up call gets at most 30 refreshes', async () => {
    const setup = createSetup();
    setup.api.accessTokenSeconds = 60;
    const live = await createLive(setup);
    setup.api.fault(() => Promise.reject(networkError('ECONNRESET')), { path: '/auth/refresh' });
    for (let elapsed = 0; elapsed < hour; elapsed += second) {
      live.poll();
      await setup.clock.advance(second);
    }
    expect(refreshesOf(setup)).toBeGreaterThan(5);
    expect(refreshesOf(setup)).toBeLessThanOrEqual(30);
  });
});
