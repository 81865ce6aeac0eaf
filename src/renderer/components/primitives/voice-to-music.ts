/** A bar of the voice or a note of the music, in units of the drawing's view box. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const drawing = { width: 640, height: 320 } as const;

const step = 10;
const barWidth = 4;
const noteHeight = 10;
const staffGap = 22;

/** A voice as a recorder draws it: close bars around a centre line, swelling and breathing. */
export function voiceBars(): readonly Mark[] {
  return Array.from({ length: 32 }, (_, index) => {
    const swell = Math.sin((index / 31) * Math.PI * 0.92 + 0.14);
    const detail = Math.abs(Math.sin(index * 1.9) * 0.6 + Math.sin(index * 0.71 + 0.6) * 0.55);
    const height = 8 + swell * detail * 210;
    return { x: index * step, y: (drawing.height - height) / 2, width: barWidth, height };
  });
}

/** Steps of the tune: line of the staff (0 is the middle) and length in steps. */
const tune: readonly (readonly [line: number, length: number])[] = [
  [1, 2],
  [-1, 2],
  [2, 3],
  [0, 2],
  [-3, 4],
  [-1, 2],
  [3, 2],
  [1, 3],
  [-2, 2],
  [-4, 4],
  [0, 5],
];

/** The same line as music: notes of a piano roll that start where the voice ends. */
export function notes(): readonly Mark[] {
  let x = 33 * step;
  return tune.map(([line, length]) => {
    const width = length * step - 4;
    const mark = {
      x,
      y: drawing.height / 2 + line * staffGap - noteHeight / 2,
      width,
      height: noteHeight,
    };
    x += length * step;
    return mark;
  });
}
