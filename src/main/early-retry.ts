import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { App, Net, PowerMonitor } from 'electron';
import type { Session } from './auth/session.ts';
import type { ApiProxy } from './network/network.ts';
import type { Clock, Timer } from './ports.ts';

/** Back-off reaches five minutes; a user whose network is back should not wait that long. */
const pollEveryMs = 30_000;

interface EarlyRetryDeps {
  readonly session: Pick<Session, 'onChange' | 'retry' | 'setVisible'>;
  readonly app: Pick<App, 'on'>;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly power: Pick<PowerMonitor, 'on'>;
  readonly net: Pick<Net, 'isOnline'>;
  readonly proxy: Pick<ApiProxy, 'onAccepted'>;
}

/**
 * Ends the session's back-off early on resume, on unlock, when the network comes back and when a
 * proxy has let the application through. Reports whether the window is visible: behind a
 * hidden one, nobody waits for an answer.
 */
export function retryEarly({ session, app, clock, power, net, proxy }: EarlyRetryDeps): void {
  power.on('resume', () => session.retry('resume'));
  power.on('unlock-screen', () => session.retry('resume'));
  proxy.onAccepted(() => session.retry('network-up'));

  app.on('browser-window-created', (_event, window) => {
    window.on('show', () => session.setVisible(true));
    window.on('focus', () => session.setVisible(true));
    window.on('restore', () => session.setVisible(true));
    window.on('hide', () => session.setVisible(false));
    window.on('minimize', () => session.setVisible(false));
  });

  let poll: Timer | null = null;
  // A hint only: true says nothing about the API, so no request ever waits for it.
  let wasOnline = true;

  function check(): void {
    poll = clock.schedule(check, pollEveryMs);
    const isOnline = net.isOnline();
    const hasComeBack = isOnline && !wasOnline;
    wasOnline = isOnline;
    if (hasComeBack) {
      session.retry('network-up');
    }
  }

  session.onChange((state) => {
    if (!isOffline(state)) {
      poll?.cancel();
      poll = null;
    } else if (poll === null) {
      wasOnline = net.isOnline();
      poll = clock.schedule(check, pollEveryMs);
    }
  });
}

function isOffline(state: AuthState): boolean {
  return 'link' in state && state.link.kind === 'offline';
}
