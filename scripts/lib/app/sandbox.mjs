import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const rootHelperMode = 0o4755;

/**
 * What the system says about whether Chromium's sandbox can start.
 * @typedef {object} SandboxState
 * @property {NodeJS.Platform} platform
 * @property {boolean} isRoot root runs without the sandbox anyway
 * @property {boolean} areNamespacesRestricted to the programs named in an AppArmor profile
 * @property {string} helper path of the binary that can start the sandbox instead
 * @property {boolean} isHelperRoots owned by root, and run as root
 */

/**
 * Why Electron would exit at once with "The SUID sandbox helper … is not configured correctly",
 * and the command that fixes it; undefined if it would start. Ubuntu 23.10 and later restrict
 * namespaces (https://github.com/electron/electron/issues/42510).
 * @param {SandboxState} state
 * @returns {string | undefined}
 */
export function findSandboxProblem(state) {
  const { platform, isRoot, areNamespacesRestricted, helper, isHelperRoots } = state;
  return platform === 'linux' && !isRoot && areNamespacesRestricted && !isHelperRoots
    ? `this system keeps its sandbox from starting; allow it with: sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`
    : undefined;
}

/**
 * @param {string} binary Electron's
 * @returns {SandboxState}
 */
export function inspectSandbox(binary) {
  const helper = join(dirname(binary), 'chrome-sandbox');
  const stats = statSync(helper, { throwIfNoEntry: false });
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    areNamespacesRestricted: isOn('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
    helper,
    isHelperRoots: stats?.uid === 0 && (stats.mode & 0o7777) === rootHelperMode,
  };
}

/** @param {string} setting of the kernel */
function isOn(setting) {
  return existsSync(setting) && readFileSync(setting, 'utf8').trim() === '1';
}
