import type { SignOutReason, TokenStorage } from '@mytone/shared/auth-state.ts';
import type { User } from '@mytone/shared/user.ts';
import type { Clock } from '../../ports.ts';
import type { SessionRecord, SessionRecords } from '../ports.ts';

/** Who is signed in, and what the settings file may know of it. */
export interface SessionMemory {
  readonly user: User | null;
  /** Takes up what the settings file says of a session that the vault handed out. */
  recall(): SessionRecord;
  /**
   * A sign-in is about to store its token in the place of another: from here on nobody can say
   * whose token a later start will find, so no cached profile may be drawn for it.
   */
  makeWay(): void;
  /** A new session, or its move into the keychain; answers the time of its marker. */
  begin(user: User | null, storage: TokenStorage): number;
  /** The API told the profile. */
  learn(user: User): void;
  confirm(verifiedAt: number): void;
  forget(reason: SignOutReason): void;
}

export function createSessionMemory(records: SessionRecords, clock: Clock): SessionMemory {
  let user: User | null = null;
  /** False for a session that no file may know of, because no keychain holds its token. */
  let isKept = false;

  function keepUser(storedAt: number): void {
    if (user !== null) records.update({ lastEmail: user.email });
    if (!isKept) return;
    records.update({ marker: { userId: user?.id ?? null, storedAt }, profile: user });
  }

  /** The session whose traces are about to be removed. */
  function endedSession(): number | null {
    const { marker, endedSession: earlier } = records.read();
    return marker?.storedAt ?? earlier;
  }

  return {
    get user() {
      return user;
    },
    recall() {
      const record = records.read();
      user = record.profile;
      isKept = true;
      return record;
    },
    makeWay() {
      records.update({ profile: null });
    },
    begin(next, storage) {
      user = next;
      isKept = storage === 'keychain';
      const now = clock.now();
      records.update({
        marker: null,
        profile: null,
        verifiedAt: isKept ? now : null,
        // A session in memory is gone at the next start; what the vault may still hold is older.
        signOutReason: isKept ? null : 'keychain-lost',
        endedSession: isKept ? null : endedSession(),
      });
      keepUser(now);
      return now;
    },
    learn(next) {
      user = next;
      keepUser(records.read().marker?.storedAt ?? clock.now());
    },
    confirm(verifiedAt) {
      if (isKept) records.update({ verifiedAt });
    },
    forget(reason) {
      user = null;
      isKept = false;
      records.update({
        marker: null,
        profile: null,
        verifiedAt: null,
        signOutReason: reason,
        endedSession: endedSession(),
      });
    },
  };
}
