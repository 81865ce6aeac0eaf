import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { keyringData, logs } from '../project.mjs';
import { Refusal } from '../refusal.mjs';

const startLimitMs = 30_000;

/**
 * The address of the session bus; undefined if no keyring (Secret Service) answers on it.
 * @param {import('../processes.mjs').Processes} processes
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>}
 */
export async function findSystemKeyring(processes, env) {
  const address = findSessionBus(env);
  if (address === undefined) {
    return undefined;
  }
  const { code } = await callBus(processes, address, 'StartServiceByName', 'uint32:0');
  return code === 0 ? address : undefined;
}

/** @param {NodeJS.ProcessEnv} env */
function findSessionBus(env) {
  const socket = join(env['XDG_RUNTIME_DIR'] ?? `/run/user/${process.getuid?.()}`, 'bus');
  return (
    env['DBUS_SESSION_BUS_ADDRESS'] || (existsSync(socket) ? `unix:path=${socket}` : undefined)
  );
}

/**
 * Asks the bus itself about the Secret Service.
 * @param {import('../processes.mjs').Processes} processes
 * @param {string} address
 * @param {string} method
 * @param {...string} more arguments after the service's name
 */
function callBus(processes, address, method, ...more) {
  const bus = 'org.freedesktop.DBus';
  const target = [
    '--print-reply',
    '--reply-timeout=5000',
    `--dest=${bus}`,
    '/org/freedesktop/DBus',
  ];
  const call = [`${bus}.${method}`, 'string:org.freedesktop.secrets', ...more];
  return processes.run('dbus-send', [`--bus=${address}`, ...target, ...call]);
}

/**
 * Starts a D-Bus and an unlocked GNOME keyring for this project; its data is kept between runs.
 * Its password is stored beside it, so it protects nothing: it is for machines without a keyring.
 * @param {import('../processes.mjs').Processes} processes
 * @returns {Promise<string>} the address of its bus
 */
export async function startPrivateKeyring(processes) {
  console.log('No keyring answers here: using a private one with its data in .data/keyring');
  // A socket's path is limited to about 100 bytes; the project's path may be longer.
  const sockets = mkdtempSync(join(tmpdir(), 'mytone-keyring-'));
  process.once('exit', () => rmSync(sockets, { recursive: true, force: true }));
  mkdirSync(keyringData, { recursive: true, mode: 0o700 });
  const address = await startBus(processes, sockets);
  processes.start(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets', `--control-directory=${sockets}`],
    {
      env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: address, XDG_DATA_HOME: keyringData },
      input: readPassword(),
      logFile: join(logs, 'keyring.log'),
    },
  );
  const giveUpAt = Date.now() + startLimitMs;
  while (Date.now() < giveUpAt) {
    const { output } = await callBus(processes, address, 'NameHasOwner');
    if (output.includes('boolean true')) {
      return address;
    }
    await wait(50);
  }
  throw new Refusal('The keyring daemon did not start: see .data/logs/keyring.log.');
}

/**
 * @param {import('../processes.mjs').Processes} processes
 * @param {string} sockets
 */
async function startBus(processes, sockets) {
  const bus = processes.start('dbus-daemon', [
    '--session',
    '--nofork',
    '--nopidfile',
    '--print-address=1',
    `--address=unix:dir=${sockets}`,
  ]);
  const [line] = /** @type {(Buffer | undefined)[]} */ (
    await Promise.race([once(bus.stdout, 'data'), once(bus, 'close')])
  );
  if (!Buffer.isBuffer(line)) {
    throw new Refusal('dbus-daemon did not start: check that the package dbus is whole.');
  }
  return line.toString().trim();
}

function readPassword() {
  const file = join(keyringData, 'password');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}
