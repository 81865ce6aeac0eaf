import { mkdir, rm } from 'node:fs/promises';
import { pack } from '../package/support/pack.ts';
import { packedFolder } from './packed-app.ts';

/** Packs what was built, for all specs of a run. */
export default async function packApp(): Promise<void> {
  await rm(packedFolder, { recursive: true, force: true });
  await mkdir(packedFolder, { recursive: true });
  await pack({ folder: packedFolder, target: 'linux-x64' });
}
