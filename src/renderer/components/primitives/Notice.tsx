import { type ReactNode, useEffect, useRef } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export type Tone = 'info' | 'success' | 'error';

const icons = { info: 'info', success: 'check', error: 'warning' } as const satisfies Record<
  Tone,
  IconName
>;

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
      <Icon name={icons[tone]} />
      <div className="notice-body">{children}</div>
    </div>
  );
}
