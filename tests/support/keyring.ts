import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { type Program, watchProgram } from './child-process.ts';
import { openSystemKeychain } from './system-keychain.ts';

const run = promisify(execFile);

/** The test's own keyring, read from outside the application. */
export interface Keyring {
  /** The environment variables that make a program use this keyring only. */
  readonly env: Readonly<Record<string, string>>;
  /** The secret under the service `MyTone` for this account; null if there is none. */
  lookup(account: string): Promise<string | null>;
  /** Every entry of a service, which is `MyTone` by default: account to secret. */
  entries(service?: string): Promise<Record<string, string>>;
  /** Locks it through the Secret Service's own call. */
  lock(): Promise<void>;
  /** Kills the daemon but not the bus: the service then has no provider. */
  killDaemon(): Promise<void>;
  /** Starts a daemon on the same data, unlocked. */
  startDaemon(): Promise<void>;
  dispose(): Promise<void>;
}

// No service folders: a killed daemon is not started again behind the test's back.
const busConfiguration = (folder: string) => `<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** A keyring for a test: a separate one on Linux; elsewhere the user's, with the test's entries. */
export async function startKeyring(platform = process.platform): Promise<Keyring> {
  if (platform === 'linux') {
    return startSecretService();
  }
  const { default: keytar } = await import('keytar');
  return openSystemKeychain(keytar);
}

/** Starts a D-Bus and an unlocked GNOME keyring in a folder of their own. */
async function startSecretService(): Promise<Keyring> {
  // A socket's path may not be longer than about 100 bytes: no nested folders.
  const folder = await mkdtemp(join(tmpdir(), 'mytone-'));
  const env = {
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_RUNTIME_DIR: folder,
    DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/bus`,
  };
  const inFolder = { env: { ...process.env, ...env } };
  await mkdir(env.XDG_DATA_HOME, { recursive: true, mode: 0o700 });
  const configuration = join(folder, 'bus.conf');
  await writeFile(configuration, busConfiguration(folder));

  const busArguments = [
    '--nofork',
    '--nopidfile',
    '--print-address',
    `--config-file=${configuration}`,
  ];
  const bus = watchProgram('dbus-daemon', spawn('dbus-daemon', busArguments, inFolder));
  await bus.untilOutput(/unix:path=/);

  let daemon: Program | undefined;
  const startDaemon = async () => {
    const child = spawn(
      'gnome-keyring-daemon',
      ['--foreground', '--unlock', '--components=secrets', `--control-directory=${folder}`],
      inFolder,
    );
    child.stdin.end('the password of a test');
    daemon = watchProgram('gnome-keyring-daemon', child);
    await run('gdbus', ['wait', '--session', '--timeout=20', 'org.freedesktop.secrets'], inFolder);
  };
  await startDaemon();

  const call = (method: string, ...args: string[]) =>
    run(
      'gdbus',
      [
        ...['call', '--session', '--dest=org.freedesktop.secrets'],
        ...['--object-path=/org/freedesktop/secrets', `--method=${method}`, ...args],
      ],
      inFolder,
    );

  async function entries(service = 'MyTone'): Promise<Record<string, string>> {
    const query = ['search', '--all', 'service', service];
    const found = await run('secret-tool', query, inFolder).catch((error) => {
      // It lists, then reads each: an entry removed in between ends it. The list is read again.
      if (String(error.stderr).includes('No such secret item')) {
        return null;
      }
      throw error;
    });
    if (found === null) {
      return entries(service);
    }
    const { stdout, stderr } = found;
    // Secrets on one stream, attributes on the other, in the same order.
    const accounts = [...stderr.matchAll(/^attribute\.account = (.*)$/gm)];
    const secrets = [...stdout.matchAll(/^secret = (.*)$/gm)];
    return Object.fromEntries(
      accounts.map(([, account], index) => [account ?? '', secrets[index]?.[1] ?? '']),
    );
  }

  return {
    env,
    startDaemon,
    async lookup(account) {
      const query = ['lookup', 'service', 'MyTone', 'account', account];
      const found = await run('secret-tool', query, inFolder).catch((error) => {
        // Nothing found: exit code 1 and not a word.
        if (error.code === 1 && error.stderr === '') {
          return null;
        }
        throw error;
      });
      return found?.stdout ?? null;
    },
    entries,
    async lock() {
      const login = "[objectpath '/org/freedesktop/secrets/collection/login']";
      await call('org.freedesktop.Secret.Service.Lock', login);
    },
    async killDaemon() {
      await daemon?.end('SIGKILL');
    },
    async dispose() {
      await daemon?.end('SIGKILL');
      await bus.end('SIGKILL');
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}
