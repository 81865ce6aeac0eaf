import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { provideLinuxTools } from '../package/support/linux-tools.ts';
import { pack } from '../package/support/pack.ts';
import { install, packagesFolder, purge, versions } from './installed-app.ts';

/** Packs the build as two versions, and installs the older one until the specs have run. */
export default async function makePackages(): Promise<() => void> {
  await rm(packagesFolder, { recursive: true, force: true });
  await make(versions.old, ['deb', 'rpm', 'AppImage', 'tar.gz']);
  await make(versions.new, ['deb']);
  install(versions.old);
  return purge;
}

async function make(version: string, packages: readonly string[]): Promise<void> {
  const folder = join(packagesFolder, version);
  const tools = join(folder, 'tools');
  await mkdir(tools, { recursive: true });
  await pack({
    folder,
    target: 'linux-x64',
    packages,
    args: [`-c.extraMetadata.version=${version}`],
    env: await provideLinuxTools(tools),
  });
}
