import { type ReactNode, useId } from 'react';

interface Props {
  readonly heading: string;
  readonly lead?: string;
  readonly children: ReactNode;
  /** The card is for an action that cannot be undone. */
  readonly isDangerous?: boolean;
}

/** A card of the account screen. */
export function AccountSection({ heading, lead, children, isDangerous = false }: Props) {
  const headingId = useId();
  return (
    <section className={isDangerous ? 'card card-danger' : 'card'} aria-labelledby={headingId}>
      <div className="card-heading">
        <h2 id={headingId}>{heading}</h2>
        {lead !== undefined && <p className="detail">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
