import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { Log } from '../../ports.ts';
import { isAllowed } from './core/transitions.ts';
import type { SessionLog } from './session-log.ts';

/** Holds the session's state, publishes every change and writes it into the session log. */
export interface StatePublisher {
  get(): AuthState;
  publish(next: AuthState, cause: string, status?: number | null): void;
  onChange(listener: (state: AuthState) => void): () => void;
}

export function createStatePublisher({
  sessionLog,
  log,
}: {
  sessionLog: SessionLog;
  log: Log;
}): StatePublisher {
  let state: AuthState = { kind: 'starting', isWaitingForKeychain: false };
  const listeners = new Set<(state: AuthState) => void>();

  /** A listener that throws must not stop the session's other work. */
  function tell(listener: (state: AuthState) => void, next: AuthState): void {
    try {
      listener(next);
    } catch (error) {
      log.error('session.listener-failed', error);
    }
  }

  return {
    get: () => state,
    publish(next, cause, status = null) {
      if (!isAllowed(state.kind, next.kind)) {
        throw new Error(`The session cannot go from ${state.kind} to ${next.kind}`);
      }
      const [from, to] = [nameOf(state), nameOf(next)];
      state = next;
      // The screen first: the session log reads its file before the first entry.
      for (const listener of listeners) {
        tell(listener, next);
      }
      sessionLog.add({ from, to, cause, status });
      log.info('session.changed', { from, to, cause, status });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function nameOf(state: AuthState): string {
  return 'link' in state ? `${state.kind}/${state.link.kind}` : state.kind;
}
