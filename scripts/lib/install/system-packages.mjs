import { join } from 'node:path';
import { Refusal } from '../refusal.mjs';

/**
 * Something outside npm that a step needs on Linux; other systems include it.
 * @typedef {object} Need
 * @property {string} what as the subject of "… is missing"
 * @property {(machine: import('../machine.mjs').Machine) => boolean} isMet
 * @property {readonly string[]} packages Debian's names
 */

/** @type {Need} */
export const keytarBuild = {
  what: 'what the build of keytar needs (C++ compiler, make, Python, libsecret headers)',
  isMet: (machine) =>
    ['g++', 'make', 'python3', 'pkg-config'].every(machine.hasProgram) &&
    machine.succeeds('pkg-config', ['--exists', 'libsecret-1']),
  packages: ['libsecret-1-dev', 'pkg-config', 'python3', 'make', 'g++'],
};

/** @type {Need} */
export const keyring = {
  what: 'a keyring (D-Bus and the GNOME keyring daemon)',
  isMet: (machine) =>
    ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon', 'secret-tool'].every(machine.hasProgram),
  packages: ['dbus', 'dbus-x11', 'gnome-keyring', 'libsecret-tools'],
};

/** @type {Need} */
export const busTools = {
  what: 'gdbus',
  isMet: (machine) => machine.hasProgram('gdbus'),
  packages: ['libglib2.0-bin'],
};

/** @type {Need} */
export const browser = {
  what: 'Chromium',
  // The paths where tools/browser-host looks for it.
  isMet: ({ env, home, list, hasProgram }) =>
    Boolean(env['BROWSER_HOST_CHROMIUM']) ||
    [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'microsoft-edge',
    ].some(hasProgram) ||
    list(join(home, '.cache/ms-playwright')).some((name) => name.startsWith('chromium-')),
  packages: ['chromium', 'fonts-liberation'],
};

/** @type {Need} */
export const virtualDisplay = {
  what: 'a virtual display (Xvfb)',
  isMet: (machine) => machine.hasProgram('Xvfb'),
  packages: ['xvfb'],
};

/** @type {Need} */
export const postgres = {
  what: 'PostgreSQL',
  isMet: (machine) =>
    machine.hasProgram('initdb') || machine.list('/usr/lib/postgresql').length > 0,
  packages: ['postgresql'],
};

/** @type {Need} */
export const databaseProxies = {
  what: 'what stands before a PostgreSQL that fails over (haproxy and PgBouncer)',
  // Debian installs them into a folder that is only on root's PATH.
  isMet: (machine) =>
    ['haproxy', 'pgbouncer'].every((name) => machine.list('/usr/sbin').includes(name)),
  packages: ['haproxy', 'pgbouncer'],
};

/** @type {Need} */
export const falseClock = {
  what: 'a library that sets a program a wrong clock (libfaketime)',
  isMet: (machine) =>
    ['x86_64', 'aarch64'].some(
      (architecture) => machine.list(`/usr/lib/${architecture}-linux-gnu/faketime`).length > 0,
    ),
  packages: ['libfaketime'],
};

/** @type {Need} */
export const packageTools = {
  what: 'what makes and checks packages (squashfs-tools, rpm, 7zip, lintian, osslsigncode and others)',
  isMet: (machine) =>
    [
      ...['mksquashfs', 'rpmbuild', '7za', 'openssl', 'gpg'],
      ...[
        'lintian',
        'desktop-file-validate',
        'appstreamcli',
        'osslsigncode',
        'makensis',
        'xdg-open',
      ],
    ].every(machine.hasProgram),
  packages: [
    ...['squashfs-tools', 'rpm', 'p7zip-full', 'openssl', 'gnupg'],
    ...['lintian', 'desktop-file-utils', 'appstream', 'osslsigncode', 'nsis', 'xdg-utils'],
  ],
};

/**
 * What to do about missing needs: nothing, install packages, or refuse with one line that names
 * the exact command.
 * @param {readonly Need[]} needs
 * @param {import('../machine.mjs').Machine} machine
 * @returns {{ do: 'nothing' } | { do: 'install', packages: string[] } | { do: 'refuse', line: string }}
 */
export function planInstall(needs, machine) {
  const missing = machine.platform === 'linux' ? needs.filter((need) => !need.isMet(machine)) : [];
  if (missing.length === 0) {
    return { do: 'nothing' };
  }
  const packages = missing.flatMap((need) => need.packages);
  if (machine.isDebian && machine.isRoot) {
    return { do: 'install', packages };
  }
  const what = missing.map((need) => need.what).join(' and ');
  const command = installCommands(packages)
    .map((line) => `sudo ${line}`)
    .join(' && ');
  return {
    do: 'refuse',
    line: machine.isDebian
      ? `Missing: ${what}. Run: ${command}`
      : `Missing: ${what}. Install it with your package manager; on Debian it is: ${command}`,
  };
}

/** @param {readonly string[]} packages */
function installCommands(packages) {
  return ['apt-get update', `apt-get install -y --no-install-recommends ${packages.join(' ')}`];
}

/**
 * Installs what is missing, or refuses with the command that installs it.
 * @param {readonly Need[]} needs
 * @param {import('../machine.mjs').Machine} machine
 * @param {import('../processes.mjs').Processes} processes
 */
export async function bringSystemPackages(needs, machine, processes) {
  const plan = planInstall(needs, machine);
  if (plan.do === 'refuse') {
    throw new Refusal(plan.line);
  }
  if (plan.do === 'nothing') {
    return;
  }
  console.log(`Installing system packages: ${plan.packages.join(' ')}`);
  for (const command of installCommands(plan.packages)) {
    const [program = '', ...args] = command.split(' ');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { code, output } = await processes.run(program, args, { env });
    if (code !== 0) {
      console.error(output);
      throw new Refusal(`"${command}" failed (above): put that right, or run it yourself.`);
    }
  }
}
