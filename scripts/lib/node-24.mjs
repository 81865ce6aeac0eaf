import { join } from 'node:path';
import { newMajor } from './node-version.mjs';
import { nodeModules } from './project.mjs';

/**
 * The Node that runs everything after the set-up: the caller's own from Node 24 on, else the one
 * that an npm package brings for this system. Node 24 is the major inside Electron 45.
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
