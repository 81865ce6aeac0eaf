import { join } from 'node:path';
import { newMajor } from './node-version.mjs';
import { nodeModules } from './project.mjs';

/**
 * The Node that runs everything after the set-up: the caller's own if it is Node 24 or newer, else
 * the one from this system's npm package. Electron 45 embeds Node 24.
 * @param {{ version: string, execPath: string, platform: NodeJS.Platform, arch: string }} caller
 * @param {string} modules the folder node_modules
 */
export function chooseNode24({ version, execPath, platform, arch }, modules) {
  if (Number(version.split('.')[0]) >= newMajor) {
    return execPath;
  }
  return platform === 'win32'
    ? join(modules, `node-win-${arch}`, 'bin', 'node.exe')
    : join(modules, `node-${platform}-${arch}`, 'bin', 'node');
}

const { execPath, platform, arch, versions } = process;

export const node24 = chooseNode24(
  { execPath, platform, arch, version: versions.node },
  nodeModules,
);
