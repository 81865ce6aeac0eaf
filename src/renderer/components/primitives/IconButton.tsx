import type { ComponentProps } from 'react';
import { Icon, type Shape } from './icon/Icon.tsx';

interface Props extends Omit<ComponentProps<'button'>, 'aria-label' | 'title' | 'className'> {
  readonly icon: Shape;
  /** The button's name, for screen readers and as a tooltip. */
  readonly label: string;
}

/** A button without words: its name appears as a tooltip. */
export function IconButton({ icon, label, ...button }: Props) {
  return (
    <button type="button" {...button} className="icon-button" aria-label={label} title={label}>
      <Icon shape={icon} />
    </button>
  );
}
