import type { AuthState } from '@mytone/shared/auth-state.ts';
import { describe, expect, it, vi } from 'vitest';
import type { SessionLogEntry } from '../../../../../src/main/auth/session/session-log.ts';
import { createStatePublisher } from '../../../../../src/main/auth/session/state-publisher.ts';

const signedOut: AuthState = { kind: 'signed-out', reason: null, email: null };
const locked: AuthState = { kind: 'keychain-locked', problem: 'unavailable', email: null };

function create() {
  const entries: SessionLogEntry[] = [];
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const sessionLog = {
    add: (change: SessionLogEntry) => void entries.push(change),
    read: () => '',
  };
  return { publisher: createStatePublisher({ sessionLog, log }), entries, log };
}

describe('the published state', () => {
  it('reaches every listener, even if another one throws', () => {
    const { publisher, log } = create();
    const bug = new Error('a bug');
    const listener = vi.fn();
    publisher.onChange(() => {
      throw bug;
    });
    publisher.onChange(listener);
    publisher.publish(signedOut, 'absent');
    expect(listener).toHaveBeenCalledExactlyOnceWith(signedOut);
    expect(log.error).toHaveBeenCalledExactlyOnceWith('session.listener-failed', bug);
    expect(publisher.get()).toBe(signedOut);
  });

  it('is not sent to a listener that has stopped', () => {
    const { publisher } = create();
    const listener = vi.fn();
    publisher.onChange(listener)();
    publisher.publish(signedOut, 'absent');
    expect(listener).not.toHaveBeenCalled();
  });

  it('is written to the session log and the log with its cause', () => {
    const { publisher, entries, log } = create();
    const change = { from: 'starting', to: 'signed-out', cause: 'absent', status: 401 };
    publisher.publish(signedOut, 'absent', 401);
    expect(entries).toEqual([change]);
    expect(log.info).toHaveBeenCalledExactlyOnceWith('session.changed', change);
  });

  it('is that of a start at first', () => {
    expect(create().publisher.get()).toEqual({ kind: 'starting', isWaitingForKeychain: false });
  });

  it('is written to the session log with what is known about the API', () => {
    const { publisher, entries } = create();
    const link = { kind: 'verifying' } as const;
    publisher.publish({ kind: 'restoring', link, storage: 'keychain' }, 'restored');
    expect(entries).toMatchObject([{ from: 'starting', to: 'restoring/verifying' }]);
  });

  it('never makes a step that is not in the table of transitions', () => {
    const { publisher, entries } = create();
    publisher.publish(signedOut, 'absent');
    expect(() => publisher.publish(locked, 'unavailable')).toThrow(
      'The session cannot go from signed-out to keychain-locked',
    );
    expect(publisher.get()).toBe(signedOut);
    expect(entries).toHaveLength(1);
  });
});
