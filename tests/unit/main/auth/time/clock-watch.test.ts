import { describe, expect, it, vi } from 'vitest';
import { watchClock } from '../../../../../src/main/auth/time/clock-watch.ts';
import { createFakeClock } from '../../../../support/engine/fake-clock.ts';

const minute = 60_000;

describe('a clock that is watched', () => {
  it.each([
    [30_000, 0],
    [30_001, 1],
    [-30_000, 0],
    [-30_001, 1],
  ])('and moved by %i ms has jumped %i times', async (step, jumps) => {
    const clock = createFakeClock();
    const onJump = vi.fn();
    watchClock(clock, onJump);
    clock.step(step);
    await clock.advance(5 * minute);
    expect(onJump).toHaveBeenCalledTimes(jumps);
  });

  it('is left alone once nobody watches it', async () => {
    const clock = createFakeClock();
    watchClock(clock, () => {})();
    expect(clock.pending()).toEqual([]);
  });
});
