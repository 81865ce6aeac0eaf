import type { Rectangle } from 'electron';

type Size = Pick<Rectangle, 'width' | 'height'>;

const minimumSize = { width: 400, height: 560 };
const defaultSize = { width: 960, height: 720 };

/** Size of the first window, which is centred; no larger than the work area that it opens on. */
export function firstSize(area: Size): Size {
  return smaller(defaultSize, area);
}

/** The smallest size of a window; smaller on a work area that is smaller, so that all of it is reachable. */
export function smallestSize(workAreas: readonly Size[]): Size {
  return workAreas.reduce(smaller, minimumSize);
}

/**
 * Moves and shrinks saved bounds so that they fit into the work area of a display: a monitor may
 * have been removed. Undefined if there is no display.
 */
export function fitToDisplays(
  bounds: Rectangle,
  workAreas: readonly Rectangle[],
): Rectangle | undefined {
  const area = workAreas.toSorted((a, b) => overlap(b, bounds) - overlap(a, bounds))[0];
  if (area === undefined) {
    return undefined;
  }
  const least = smallestSize(workAreas);
  const { width, height } = smaller(
    {
      width: Math.max(least.width, bounds.width),
      height: Math.max(least.height, bounds.height),
    },
    area,
  );
  return {
    x: Math.max(area.x, Math.min(bounds.x, area.x + area.width - width)),
    y: Math.max(area.y, Math.min(bounds.y, area.y + area.height - height)),
    width,
    height,
  };
}

/**
 * Bounds to save if the window's own position is not known: that of the last placement, else
 * the middle of `area`.
 */
export function keepPosition<Bounds extends Rectangle>(
  bounds: Bounds,
  last: Rectangle | null,
  area: Rectangle,
): Bounds {
  const { x, y } = last ?? {
    x: Math.round(area.x + (area.width - bounds.width) / 2),
    y: Math.round(area.y + (area.height - bounds.height) / 2),
  };
  return { ...bounds, x, y };
}

function smaller(a: Size, b: Size): Size {
  return { width: Math.min(a.width, b.width), height: Math.min(a.height, b.height) };
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}
