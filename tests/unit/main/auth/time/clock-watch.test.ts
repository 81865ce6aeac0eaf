import { describe, expect, it, vi } from 'vitest';
import { watchClock } from '../../../../../src/main/auth/time/clock-watch.ts';
import { createFakeClock } from '../../../../support/engine/fake-clock.ts';

describe('a watched clock', () => {
  it.each([
    [30_000, 0],
    [30_001, 1],
    [-30_000, 0],
    [-30_001, 1],
  ])('that moved by %i ms has jumped %i times', (step, jumps) => {
    const clock = createFakeClock();
    const onJump = vi.fn();
    const look = watchClock(clock, onJump);
    clock.step(step);
    look();
    look();
    expect(onJump).toHaveBeenCalledTimes(jumps);
  });

  it('does not jump when time passes', async () => {
    const clock = createFakeClock();
    const onJump = vi.fn();
    const look = watchClock(clock, onJump);
    await clock.advance(5 * 60_000);
    look();
    expect(onJump).not.toHaveBeenCalled();
  });

  it('reports a slow drift once it has grown too large', () => {
    const clock = createFakeClock();
    const onJump = vi.fn();
    const look = watchClock(clock, onJump);
    for (let count = 0; count < 4; count += 1) {
      clock.step(10_000);
      look();
    }
    expect(onJump).toHaveBeenCalledOnce();
  });

  it('needs no timer', () => {
    const clock = createFakeClock();
    watchClock(clock, () => {});
    expect(clock.pending()).toEqual([]);
  });
});
