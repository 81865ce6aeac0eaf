import type { Display, Rectangle, Screen } from 'electron';
import { createEvents } from '../stand-in/events.ts';
import { loud } from '../stand-in/loud.ts';
import { isUnkind } from '../unkindness.ts';

const createDisplay = (id: number, bounds: Rectangle, scaleFactor: number): Display => {
  const size = { width: bounds.width, height: bounds.height };
  return loud<Display>('display', {
    id,
    bounds,
    workArea: bounds,
    size,
    workAreaSize: size,
    scaleFactor,
    rotation: 0,
    internal: false,
  });
};

const oneDisplay = () => [createDisplay(1, { x: 0, y: 0, width: 1920, height: 1080 }, 1)];

/** A scaled laptop with a small second display to its left: coordinates may be negative. */
const severalDisplays = () => [
  createDisplay(1, { x: 0, y: 0, width: 1280, height: 800 }, 1.5),
  createDisplay(2, { x: -800, y: 100, width: 800, height: 600 }, 1),
];

const distance = (point: Electron.Point, { bounds }: Display) =>
  Math.hypot(
    Math.max(bounds.x - point.x, 0, point.x - bounds.x - bounds.width),
    Math.max(bounds.y - point.y, 0, point.y - bounds.y - bounds.height),
  );

/** `screen`: one display on which any window fits, or the two of `several-displays`. */
export function createScreen(): Screen {
  const displays = isUnkind('several-displays') ? severalDisplays() : oneDisplay();
  const [primary] = displays as [Display];
  const nearest = (point: Electron.Point) =>
    displays.toSorted((a, b) => distance(point, a) - distance(point, b))[0] ?? primary;
  const names = ['display-added', 'display-removed', 'display-metrics-changed'];
  const screen: Screen = loud<Screen>('electron.screen', {
    ...createEvents<Screen>('screen', names, () => screen).members,
    getPrimaryDisplay: () => primary,
    getAllDisplays: () => displays,
    getDisplayMatching: ({ x, y, width, height }) =>
      nearest({ x: x + width / 2, y: y + height / 2 }),
    getDisplayNearestPoint: nearest,
  });
  return screen;
}
