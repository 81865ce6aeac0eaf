import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { provideLinuxTools } from '../package/support/linux-tools.ts';
import { pack } from '../package/support/pack.ts';
import { packagesFolder, versions } from './installed-app.ts';

/** Makes the .deb of two versions from what was built. */
export default async function makePackages(): Promise<void> {
  await rm(packagesFolder, { recursive: true, force: true });
  for (const version of Object.values(versions)) {
    const folder = join(packagesFolder, version);
    const tools = join(folder, 'tools');
    await mkdir(tools, { recursive: true });
    await pack({
      folder,
      target: 'linux-x64',
      packages: ['deb'],
      args: [`-c.extraMetadata.version=${version}`],
      env: await provideLinuxTools(tools),
    });
  }
}
