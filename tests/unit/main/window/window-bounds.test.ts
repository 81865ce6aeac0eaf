import { describe, expect, test } from 'vitest';
import {
  firstSize,
  fitToDisplays,
  keepPosition,
  smallestSize,
} from '../../../../src/main/window/window-bounds.ts';

const left = { x: 0, y: 25, width: 1440, height: 875 };
const right = { x: 1440, y: 0, width: 1920, height: 1080 };

describe('saved bounds', () => {
  test('that lie inside a display stay as they are', () => {
    const bounds = { x: 1500, y: 100, width: 900, height: 700 };
    expect(fitToDisplays(bounds, [left, right])).toEqual(bounds);
  });

  test('on a missing display move to an existing one', () => {
    expect(fitToDisplays({ x: 1500, y: 100, width: 900, height: 700 }, [left])).toEqual({
      x: 540,
      y: 100,
      width: 900,
      height: 700,
    });
  });

  test('that lie across two displays move to the one that shows more', () => {
    expect(fitToDisplays({ x: 1300, y: 100, width: 900, height: 700 }, [left, right])?.x).toBe(
      1440,
    );
  });

  test('above the work area come down, so that the title bar can be reached', () => {
    expect(fitToDisplays({ x: 10, y: -300, width: 900, height: 700 }, [left])?.y).toBe(25);
  });

  test('larger than the display shrink to it', () => {
    expect(fitToDisplays({ x: 0, y: 0, width: 5000, height: 4000 }, [left])).toEqual(left);
  });

  test('smaller than the screens need grow', () => {
    expect(fitToDisplays({ x: 0, y: 25, width: 10, height: 10 }, [left])).toMatchObject({
      width: 400,
      height: 560,
    });
  });

  test.each([
    [1366, 768, 1.5],
    [1920, 1080, 2],
    [800, 480, 1],
  ])('never leave the work area of %d × %d at a scale of %d', (width, height, scale) => {
    const area = { x: 0, y: 0, width: width / scale, height: height / scale - 40 };
    const fitted = fitToDisplays({ x: 0, y: 0, width: 960, height: 720 }, [area]);
    expect(fitted?.width).toBeLessThanOrEqual(area.width);
    expect(fitted?.height).toBeLessThanOrEqual(area.height);
  });

  test('are ignored if there is no display', () => {
    expect(fitToDisplays({ x: 0, y: 0, width: 900, height: 700 }, [])).toBeUndefined();
  });
});

describe('the first window', () => {
  test('is 960 × 720 if there is room', () => {
    expect(firstSize(right)).toEqual({ width: 960, height: 720 });
  });

  test('is no larger than a small work area', () => {
    expect(firstSize({ width: 910, height: 472 })).toEqual({ width: 910, height: 472 });
  });
});

describe('the smallest window', () => {
  test('is 400 × 560', () => {
    expect(smallestSize([left, right])).toEqual({ width: 400, height: 560 });
  });

  test('fits the work area of every display', () => {
    expect(smallestSize([left, { width: 910, height: 472 }])).toEqual({ width: 400, height: 472 });
  });
});

describe('the position under Wayland, where it is not known', () => {
  const bounds = { x: 0, y: 0, width: 900, height: 675, isMaximized: false };

  test('stays that of the last placement', () => {
    const last = { x: 1500, y: 100, width: 500, height: 600 };
    expect(keepPosition(bounds, last, left)).toEqual({ ...bounds, x: 1500, y: 100 });
  });

  test('is the middle of the display if there was none', () => {
    expect(keepPosition(bounds, null, left)).toEqual({ ...bounds, x: 270, y: 125 });
  });
});
