import { expect, test } from 'vitest';
import { createMemoryRelease } from '../../src/release-memory.ts';

const megabyte = 1024 * 1024;

/** What each look at `resident` (MB) and `utilization` does; a collection leaves 100 MB. */
function collectionsAfter(looks: readonly { resident: number; utilization: number }[], left = 100) {
  let current = { resident: 0, utilization: 0 };
  let collections = 0;
  const release = createMemoryRelease({
    residentBytes: () => current.resident * megabyte,
    utilization: () => current.utilization,
    collect: () => {
      collections += 1;
      current = { ...current, resident: left };
    },
  });
  for (const look of looks) {
    current = look;
    release();
  }
  return collections;
}

test('memory is released when the server has little to do', () => {
  expect(collectionsAfter([{ resident: 220, utilization: 0.9 }])).toBe(0);
  expect(
    collectionsAfter([
      { resident: 220, utilization: 0.9 },
      { resident: 220, utilization: 0.1 },
    ]),
  ).toBe(1);
});

test('nothing is released by a small server, or by one that has just done it', () => {
  expect(collectionsAfter([{ resident: 150, utilization: 0 }])).toBe(0);
  const large = { resident: 200, utilization: 0 };
  expect(collectionsAfter([large, large, large], 195)).toBe(1);
});
