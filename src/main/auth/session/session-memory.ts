import type { SignOutReason, TokenStorage } from '@mytone/shared/auth-state.ts';
import type { User } from '@mytone/shared/user.ts';
import type { Clock } from '../../ports.ts';
import type { SessionRecord, SessionRecords } from '../ports.ts';

/** Who is signed in, and what the settings file may know of it. */
export interface SessionMemory {
  readonly user: User | null;
  /** True if the record is about another session than the vault's token. */
  readonly isOfAnother: boolean;
  /**
   * Reads what the settings file knows about a session whose token is in the vault. Where the canary
   * names another session than the marker, the cached profile is not used: it may be another user's
   * (docs/session.md, "Life" 9).
   */
  recall(session: number | null): SessionRecord;
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
  let isOfAnother = false;

  function keepUser(storedAt: number): void {
    if (user !== null && user.email !== '') records.update({ lastEmail: user.email });
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
    get isOfAnother() {
      return isOfAnother;
    },
    recall(session) {
      const record = records.read();
      isOfAnother = record.marker?.storedAt !== session;
      user = isOfAnother ? null : record.profile;
      isKept = true;
      return record;
    },
    makeWay() {
      records.update({ profile: null });
    },
    begin(next, storage) {
      user = next;
      isKept = storage === 'keychain';
      isOfAnother = false;
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
