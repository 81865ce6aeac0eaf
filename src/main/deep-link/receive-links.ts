import type { App } from 'electron';
import type { Log } from '../ports.ts';
import { type LinkReading, readLink, readLinkIn } from './read-link.ts';

interface LinkDeps {
  readonly app: Pick<App, 'on'>;
  /** The arguments of this copy. */
  readonly argv: readonly string[];
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly onResetLink: (token: string) => void;
}

/**
 * Receives the links that the system opens with the application: as an argument of this copy or of a
 * second one (Windows, Linux), or as an event (macOS). Call before Electron is ready, because
 * `open-url` may be the first event. The log records that a link came, not what it contains.
 */
export function receiveLinks({ app, argv, log, onResetLink }: LinkDeps): void {
  function take(reading: LinkReading): void {
    switch (reading.kind) {
      case 'none':
        return;
      case 'refused':
        log.warn('link.refused', { why: reading.why });
        return;
      case 'reset-password':
        log.info('link.opened', { kind: reading.kind });
        onResetLink(reading.token);
    }
  }

  take(readLinkIn(argv));
  app.on('second-instance', (_event, theirs) => take(readLinkIn(theirs)));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    take(readLink(link));
  });
}
