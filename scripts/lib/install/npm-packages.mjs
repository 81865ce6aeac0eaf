import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24 } from '../node-24.mjs';
import { nodeModules, root } from '../project.mjs';
import { Refusal } from '../refusal.mjs';

/**
 * @typedef {object} Lockfile
 * @property {Record<string, { version?: string, integrity?: string, optional?: boolean }>} packages
 */

/**
 * Whether everything in the lockfile is in npm's record of what it installed. npm writes the
 * record last, after every build has succeeded. Optional packages are for other platforms.
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted.packages)
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, { version, integrity, optional }]) => {
      const found = installed.packages[path];
      return found === undefined
        ? optional === true
        : found.version === version && found.integrity === integrity;
    });
}

/** Whether node_modules matches the lockfile. */
export function areNpmPackagesInstalled() {
  const record = join(nodeModules, '.package-lock.json');
  return (
    existsSync(record) &&
    existsSync(node24) &&
    isInstalled(readLockfile(join(root, 'package-lock.json')), readLockfile(record))
  );
}

/**
 * @param {string} path
 * @returns {Lockfile}
 */
function readLockfile(path) {
  return /** @type {Lockfile} */ (JSON.parse(readFileSync(path, 'utf8')));
}

/**
 * Installs the npm packages of the lockfile; quick if they are already installed.
 * @param {import('../processes.mjs').Processes} processes
 */
export async function bringNpmPackages(processes) {
  if (areNpmPackagesInstalled()) {
    return;
  }
  console.log('Installing npm packages (takes a few minutes the first time)');
  const { command, args, shell } = findNpm(process.env, process.platform);
  const { code, output } = await processes.run(
    command,
    [...args, 'ci', '--no-audit', '--no-fund', '--no-update-notifier'],
    { env: { ...process.env, ...findNodeHeaders() }, shell },
  );
  if (code !== 0 || !areNpmPackagesInstalled()) {
    console.error(output);
    throw new Refusal('"npm ci" failed (above): put that right and run this again.');
  }
}

/**
 * The npm that runs this script, else the one on the PATH.
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 */
export function findNpm(env, platform) {
  const script = env['npm_execpath'];
  if (script?.endsWith('npm-cli.js')) {
    return { command: process.execPath, args: [script], shell: false };
  }
  // Windows can run npm.cmd only through a shell.
  return { command: 'npm', args: [], shell: platform === 'win32' };
}

/** Node's headers, if they are installed beside it: keytar's build then need not fetch them. */
function findNodeHeaders() {
  const prefix = join(process.execPath, '../..');
  return existsSync(join(prefix, 'include/node/node_version.h'))
    ? { npm_config_nodedir: prefix }
    : {};
}
