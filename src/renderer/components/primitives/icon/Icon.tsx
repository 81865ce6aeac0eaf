interface Props {
  /** A path in a square of 24, from `icons` or `moreIcons`. */
  readonly shape: string;
}

/** A decorative line drawing beside a text; hidden from screen readers. */
export function Icon({ shape }: Props) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shape} />
    </svg>
  );
}
