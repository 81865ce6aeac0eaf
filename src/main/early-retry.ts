import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { Net, PowerMonitor } from 'electron';
import type { Session } from './auth/session.ts';
import type { Clock, Timer } from './ports.ts';

/** Back-off reaches five minutes; a user whose network is back should not wait that long. */
const pollEveryMs = 30_000;

interface EarlyRetryDeps {
  readonly auth: Pick<Session, 'onChange' | 'retry'>;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly power: Pick<PowerMonitor, 'on'>;
  readonly net: Pick<Net, 'isOnline'>;
}

/** Cuts the session's back-off short on resume, on unlock and when the network comes back. */
export function retryEarly({ auth, clock, power, net }: EarlyRetryDeps): void {
  power.on('resume', () => auth.retry('resume'));
  power.on('unlock-screen', () => auth.retry('resume'));

  let poll: Timer | null = null;
  // A hint only: true says nothing about the API, so no request ever waits for it.
  let wasOnline = true;

  function check(): void {
    poll = clock.schedule(check, pollEveryMs);
    const isOnline = net.isOnline();
    const hasComeBack = isOnline && !wasOnline;
    wasOnline = isOnline;
    if (hasComeBack) {
      auth.retry('network-up');
    }
  }

  auth.onChange((state) => {
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
