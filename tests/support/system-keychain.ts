const service = 'MyTone';

/** The used part of keytar. Listing is safe here: it only crashes with a locked keyring on Linux. */
interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  deletePassword(service: string, account: string): Promise<boolean>;
  findCredentials(service: string): Promise<{ account: string; password: string }[]>;
}

const refuse = (): Promise<void> =>
  Promise.reject(new Error('this system has no keyring daemon to end or lock'));

/**
 * The user's own keychain (macOS) or Credential Manager (Windows) as a test's keyring. Entries from
 * before are neither seen nor touched; those of the test are deleted in the end. One test at a time.
 */
export async function openSystemKeychain(keytar: Keytar) {
  const found = await keytar.findCredentials(service);
  const older = new Set(found.map(({ account }) => account));
  const list = async (name = service) =>
    (await keytar.findCredentials(name)).filter(({ account }) => !older.has(account));

  return {
    env: {},
    lookup: (account: string) => keytar.getPassword(service, account),
    entries: async (name?: string): Promise<Record<string, string>> =>
      Object.fromEntries((await list(name)).map(({ account, password }) => [account, password])),
    lock: refuse,
    killDaemon: refuse,
    startDaemon: refuse,
    async dispose() {
      for (const { account } of await list()) {
        await keytar.deletePassword(service, account);
      }
    },
  };
}
