import { type ReactNode, useEffect, useRef } from 'react';
import { Icon, type Shape } from './icon/Icon.tsx';
import { icons } from './icon/icons.ts';

export type Tone = 'info' | 'success' | 'error';

const shapes = {
  info: icons.info,
  success: icons.check,
  error: icons.warning,
} as const satisfies Record<Tone, Shape>;

interface Props {
  readonly tone: Tone;
  readonly children: ReactNode;
}

/** A message about the whole screen. Errors are announced at once, others politely. Scrolls itself into view. */
export function Notice({ tone, children }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={ref} className={`notice notice-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon shape={shapes[tone]} />
      <div className="notice-body">{children}</div>
    </div>
  );
}
