import { join } from 'node:path';
import { root } from '../support/project.ts';

/** Where the packages of these specs lie, one folder a version. */
export const packagesFolder = join(root, 'node_modules', '.cache', 'installed-app');

/** The version that is in package.json, and the one that follows it. */
export const versions = { old: '0.1.0', new: '0.1.1' } as const;

export const debOf = (version: string) =>
  join(packagesFolder, version, 'dist', `mytone-desktop_${version}_amd64.deb`);
