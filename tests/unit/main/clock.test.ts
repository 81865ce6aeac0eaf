import { execFileSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { createClock } from '../../../src/main/clock.ts';

test('the clock runs a task when it is due, and not before', () => {
  vi.useFakeTimers();
  const task = vi.fn();
  createClock().schedule(task, 1000);
  vi.advanceTimersByTime(999);
  expect(task).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(task).toHaveBeenCalledOnce();
  vi.useRealTimers();
});

test('the clock does not run a task that was cancelled', () => {
  vi.useFakeTimers();
  const task = vi.fn();
  createClock().schedule(task, 1000).cancel();
  vi.advanceTimersByTime(2000);
  expect(task).not.toHaveBeenCalled();
  vi.useRealTimers();
});

test('the clock does not keep the process alive', () => {
  const file = new URL('../../../src/main/clock.ts', import.meta.url).href;
  const script = `import { createClock } from '${file}'; createClock().schedule(() => {}, 3_600_000);`;
  // Ends by itself, or the time-out makes this throw.
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { timeout: 60_000 });
});

test('the clock has a monotonic time that does not follow the wall clock', () => {
  const clock = createClock();
  const before = clock.monotonic();
  vi.setSystemTime(0);
  const isBackwards = clock.monotonic() < before;
  vi.useRealTimers();
  expect(isBackwards).toBe(false);
});
