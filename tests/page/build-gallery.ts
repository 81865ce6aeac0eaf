import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../support/project.ts';

/** Builds the gallery's scenes once for all specs. */
export default async function buildGallery(): Promise<void> {
  await build({ configFile: join(root, 'tools/gallery/vite.config.ts'), logLevel: 'error' });
}
