import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../support/project.ts';

/** Where the packages of these specs lie, one folder a version. */
export const packagesFolder = join(root, 'node_modules', '.cache', 'installed-app');

/** The version that is in package.json, and the one that follows it. */
export const versions = { old: '0.1.0', new: '0.1.1' } as const;

/** The name of the .deb and the .rpm, and of the command that they install. */
export const name = 'mytone-desktop';

/** The file of a version, by its name in electron-builder.yml. */
export const packageFile = (version: string, file: string) =>
  join(packagesFolder, version, 'dist', file);

export const run = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' });

/**
 * Installs the .deb of a version: without the libraries of Electron, which the stand-in does not
 * load, and without waiting for the disk.
 */
export function install(version: string): void {
  const deb = packageFile(version, `${name}_${version}_amd64.deb`);
  run('dpkg', ['--force-depends', '--force-unsafe-io', '--install', deb]);
}

export function purge(): void {
  run('dpkg', ['--force-unsafe-io', '--purge', name]);
}
