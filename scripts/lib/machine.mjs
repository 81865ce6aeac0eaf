import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * What the scripts ask the machine, in one object that tests can replace.
 * @typedef {object} Machine
 * @property {NodeJS.Platform} platform
 * @property {boolean} isDebian Debian or a system based on it: packages come from apt-get
 * @property {boolean} isRoot
 * @property {NodeJS.ProcessEnv} env
 * @property {string} home the user's folder
 * @property {(name: string) => boolean} hasProgram on the PATH
 * @property {(folder: string) => string[]} list the names in a folder; empty if there is none
 * @property {(command: string, args: readonly string[]) => boolean} succeeds
 */

/** @returns {Machine} */
export function inspectMachine() {
  return {
    platform: process.platform,
    isDebian: existsSync('/etc/debian_version'),
    isRoot: process.getuid?.() === 0,
    env: process.env,
    home: homedir(),
    hasProgram,
    list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
    succeeds: (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0,
  };
}

/** @param {string} name */
function hasProgram(name) {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, file), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
