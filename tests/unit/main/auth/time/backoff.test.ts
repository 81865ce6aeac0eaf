import { describe, expect, it } from 'vitest';
import { createBackoff } from '../../../../../src/main/auth/time/backoff.ts';

const minute = 60_000;

describe('back-off', () => {
  it('doubles from 1 s to 5 min and stays there', () => {
    const backoff = createBackoff(() => 0);
    const delays = Array.from({ length: 40 }, () => backoff.next());
    expect(delays.slice(0, 10)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000,
    ]);
    expect(new Set(delays.slice(9))).toEqual(new Set([300_000]));
  });

  it('shortens a wait by a quarter at most', () => {
    expect(createBackoff(() => 1).next()).toBe(750);
    expect(createBackoff(() => 0.5).next()).toBe(875);
  });

  it('starts over when reset', () => {
    const backoff = createBackoff(() => 0);
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(1_000);
  });

  it('waits at least as long as requested, for a day at most', () => {
    const backoff = createBackoff(() => 0);
    expect(backoff.next(10 * minute)).toBe(10 * minute);
    expect(backoff.next(500)).toBe(2_000);
    expect(backoff.next(Number.MAX_SAFE_INTEGER)).toBe(24 * 60 * minute);
  });
});
