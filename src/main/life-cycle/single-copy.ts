import { readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Chromium's lock on a profile (Linux, macOS): a link to `<host>-<process id>`. */
const lockName = 'SingletonLock';

/** What is known about the holder of a profile's lock. */
export interface LockHolder {
  readonly host: string;
  readonly isRunning: boolean;
}

interface LostLock {
  readonly platform: NodeJS.Platform;
  /** Null if the profile has no readable lock. */
  readonly holder: LockHolder | null;
  /** Name of this computer. */
  readonly host: string;
}

/**
 * Why `requestSingleInstanceLock()` was refused: null if another copy is running, else what to
 * tell the user. Electron answers false in each case. On Windows the lock cannot be read, and is
 * freed by the system when its holder ends.
 */
export function explainLostLock({ platform, holder, host }: LostLock): string | null {
  if (platform === 'win32') {
    return null;
  }
  if (holder === null) {
    return 'its profile folder cannot be locked; make sure that the folder is yours and can be written.';
  }
  if (holder.host !== host) {
    return `its profile is in use on ${holder.host}; quit MyTone there, or remove ${lockName} from the profile folder if it no longer runs.`;
  }
  return holder.isRunning
    ? null
    : `a copy that has ended left ${lockName} in the profile folder; remove it and start again.`;
}

/** Reads the holder of the lock on `profile`; null if there is none. */
export function readLockHolder(profile: string): LockHolder | null {
  try {
    const [, host = '', pid = ''] =
      /^(.*)-(\d+)$/.exec(readlinkSync(join(profile, lockName))) ?? [];
    return pid === '' ? null : { host, isRunning: isRunning(Number(pid)) };
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: the process exists but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
