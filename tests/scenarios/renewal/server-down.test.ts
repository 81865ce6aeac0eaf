import { describe, expect, it, vi } from 'vitest';
import { createWorld, type World } from '../../support/engine/engine.ts';
import { html, networkError } from '../../support/engine/fake-api.ts';
import { createLive } from '../../support/engine/live.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;
const hour = 3_600 * second;

function refreshesOf(world: World): number {
  return world.api.count('/auth/refresh');
}

describe('a server that is down for an hour', () => {
  it.each([
    ['answers 503', () => html(503)],
    ['resets every connection', () => Promise.reject(networkError('ECONNRESET'))],
    ['refuses every connection', () => Promise.reject(networkError('ECONNREFUSED'))],
  ] as const)(
    'and %s is asked at most 30 times though polled every second',
    async (_name, fault) => {
      const world = createWorld();
      world.api.accessTokenSeconds = 60;
      const live = await createLive(world);
      world.api.fault(fault);
      for (let elapsed = 0; elapsed < hour; elapsed += second) {
        live.poll();
        await world.clock.advance(second);
      }
      expect(refreshesOf(world)).toBeGreaterThanOrEqual(0);
      expect(refreshesOf(world)).toBeLessThanOrEqual(30);
    },
  );

  it('and answers the wake-up call alone is asked at most 30 times', async () => {
    const world = createWorld();
    world.api.accessTokenSeconds = 60;
    const live = await createLive(world);
    world.api.fault(() => Promise.reject(networkError('ECONNRESET')), { path: '/auth/refresh' });
    for (let elapsed = 0; elapsed < hour; elapsed += second) {
      live.poll();
      await world.clock.advance(second);
    }
    expect(refreshesOf(world)).toBeGreaterThan(5);
    expect(refreshesOf(world)).toBeLessThanOrEqual(30);
  });
});
