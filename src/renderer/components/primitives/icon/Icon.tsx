import type { icons } from './icons.ts';
import type { moreIcons } from './more-icons.ts';

type ShapeOf<Shapes> = Shapes[keyof Shapes];

/** A path in a square of 24. */
export type Shape = ShapeOf<typeof icons> | ShapeOf<typeof moreIcons>;

interface Props {
  readonly shape: Shape;
}

/** A decorative line drawing beside a text; hidden from screen readers. */
export function Icon({ shape }: Props) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shape} />
    </svg>
  );
}
