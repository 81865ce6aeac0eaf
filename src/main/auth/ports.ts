import type { SignOutReason } from '@mytone/shared/auth-state.ts';
import type { User } from '@mytone/shared/user.ts';

// What the session engine is given. It imports no Electron, so that it runs in plain Node.

/** The three calls of keytar that the vault uses (never `findCredentials`: it can crash). */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** The non-secret half of a session, kept in the settings file, one per API origin. */
export interface SessionRecord {
  /** Says that the vault should hold a session; null when signed out. */
  readonly marker: { readonly userId: User['id'] | null; readonly storedAt: number } | null;
  /** Profile to draw before the API is asked. */
  readonly profile: User | null;
  /** When the API last confirmed the session, epoch milliseconds. */
  readonly verifiedAt: number | null;
  /** To fill into the sign-in form. */
  readonly lastEmail: string | null;
  /** Why the last session ended; shown until the next sign-in. */
  readonly signOutReason: SignOutReason | null;
  /**
   * Which session `signOutReason` is about, by the time of its marker; null if that is not known.
   * A newer one in the vault is resumed: its marker could not be written.
   */
  readonly endedSession: number | null;
  /** How many signed-out tokens the server has not received yet; the tokens are in the vault. */
  readonly pendingRevocations: number;
  /**
   * Checksums of the token in the vault and of the one that was last to replace it; none if they
   * are not known. A token that matches neither was not stored from these settings.
   */
  readonly tokenChecksums: readonly string[];
  /** The name of the session that the newest of them belongs to; null if it had none. */
  readonly tokenSession: number | null;
}

export const emptySessionRecord: SessionRecord = {
  marker: null,
  profile: null,
  verifiedAt: null,
  lastEmail: null,
  signOutReason: null,
  endedSession: null,
  pendingRevocations: 0,
  tokenChecksums: [],
  tokenSession: null,
};

/** Never throws: if the file cannot be written, the change stays in memory. */
export interface SessionRecords {
  read(): SessionRecord;
  update(change: Partial<SessionRecord>): void;
}

/** Where the session log outlives a run; holds the lines that the user reads. Never throws. */
export interface SessionLogFile {
  /** The lines of earlier runs, oldest first; none if there are none or they cannot be read. */
  read(): readonly string[];
  /** Replaces what was there, later if it must. */
  replace(lines: readonly string[]): void;
}
