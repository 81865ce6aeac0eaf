import { drawing, type Mark, notes, voiceBars } from './voice-to-music.ts';

const staff = [-4, -3, -2, -1, 0, 1, 2, 3, 4];

function Marks({
  marks,
  className,
}: {
  readonly marks: readonly Mark[];
  readonly className: string;
}) {
  return (
    <g className={className}>
      {marks.map(({ x, y, width, height }) => (
        <rect key={x} x={x} y={y} width={width} height={height} rx={Math.min(width, height) / 2} />
      ))}
    </g>
  );
}

/** The product in one drawing: a voice that turns into notes. Decoration only. */
export function VoiceToMusic() {
  return (
    <svg
      className="voice-to-music"
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      aria-hidden="true"
      focusable="false"
    >
      <g className="staff">
        {staff.map((line) => (
          <line
            key={line}
            x1={drawing.width / 2 + 10}
            x2={drawing.width}
            y1={drawing.height / 2 + line * 22}
            y2={drawing.height / 2 + line * 22}
          />
        ))}
      </g>
      <Marks marks={voiceBars()} className="voice" />
      <Marks marks={notes()} className="notes" />
    </svg>
  );
}
