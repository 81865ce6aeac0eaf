import { useEffect, useRef } from 'react';
import { useDocumentTitle } from '../../hooks/use-document-title.ts';

interface Props {
  /** Name of the screen in the window's title; never personal data. */
  readonly title: string;
  readonly heading: string;
  readonly lead?: string;
  /** Moves the focus here when the screen appears; off if a form gets it. */
  readonly takesFocus?: boolean;
}

/** The heading of a screen, which also sets the window's title and is read by screen readers. */
export function ScreenHeading({ title, heading, lead, takesFocus = false }: Props) {
  const ref = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(title);
  useEffect(() => {
    if (takesFocus) {
      ref.current?.focus();
    }
  }, [takesFocus]);
  return (
    <div className="screen-heading">
      <h1 className="title" ref={ref} tabIndex={-1}>
        {heading}
      </h1>
      {lead !== undefined && <p className="lead">{lead}</p>}
    </div>
  );
}
