import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeychainTest } from '@mytone/shared/settings/keychain-test.ts';
import type { Keychain } from '../auth/ports.ts';
import type { Clock, Log } from '../ports.ts';

/** Separate from the session's entries, so that the test cannot touch them. */
const service = 'MyTone keychain test';
const account = 'test';

/** Longer than a working keychain takes, in milliseconds. */
const longestWaitMs = 10_000;

interface KeychainTestDeps {
  readonly keychain: Keychain;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly log: Log;
  /** Whether the keyring that was written to is stored on disk as readable text. */
  readonly isPlainText: () => Promise<boolean>;
}

/**
 * Checks whether the system's keychain works: writes, reads and removes an entry that contains
 * nothing of the session. One test runs at a time, because a hanging call blocks a thread. Never
 * rejects.
 */
export function createKeychainTest(deps: KeychainTestDeps): () => Promise<KeychainTest> {
  const { keychain, clock, log, isPlainText } = deps;
  let running: Promise<KeychainTest> | null = null;

  async function tryEntry(): Promise<KeychainTest> {
    try {
      const secret = crypto.randomUUID();
      await keychain.setPassword(service, account, secret);
      const kept = await keychain.getPassword(service, account);
      await keychain.deletePassword(service, account);
      if (kept !== secret) {
        return 'lost';
      }
      return (await isPlainText()) ? 'plain-text' : 'works';
    } catch (error) {
      const outcome = readError(error);
      log.warn('keychain-test.failed', { outcome });
      return outcome;
    } finally {
      running = null;
    }
  }

  return () => {
    running ??= tryEntry();
    const { promise: late, resolve } = Promise.withResolvers<KeychainTest>();
    const timer = clock.schedule(() => resolve('timed-out'), longestWaitMs);
    return Promise.race([running, late]).finally(() => timer.cancel());
  };
}

const lockedMessage = /locked|prompt|dismissed|interaction is not allowed/i;
const missingMessage =
  /not provided|no such (file|interface)|autolaunch|d-?bus|serviceunknown|cannot (find|open)|connection|could not connect|not activatable/i;

/** keytar has no error codes, so the message of libsecret, macOS or Windows decides. */
function readError(error: unknown): KeychainTest {
  const message = error instanceof Error ? error.message : '';
  if (lockedMessage.test(message)) {
    return 'locked';
  }
  return missingMessage.test(message) ? 'missing' : 'refused';
}

/**
 * Whether GNOME Keyring keeps its default keyring unencrypted, which it does when the keyring's
 * password is empty: such a file begins with `[keyring]`.
 */
export async function isPlainTextKeyring(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): Promise<boolean> {
  const folder = join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'keyrings');
  try {
    const name = (await readFile(join(folder, 'default'), 'utf8')).trim();
    return (await readFile(join(folder, `${name}.keyring`), 'latin1')).startsWith('[keyring]');
  } catch {
    // Another keychain, or another location: whether it is encrypted is unknown.
    return false;
  }
}
