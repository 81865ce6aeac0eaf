import { expect, test } from 'vitest';
import { changeZoom } from '../../../../src/main/window/zoom.ts';

test.each([
  [100, 'in', 110],
  [100, 'out', 90],
  [105, 'in', 110],
  [105, 'out', 100],
  [300, 'in', 300],
  [50, 'out', 50],
  [250, 'in', 300],
  [67, 'reset', 100],
] as const)('from %i %% "%s" leads to %i %%', (zoom, change, next) => {
  expect(changeZoom(zoom, change)).toBe(next);
});
