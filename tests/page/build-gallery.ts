import { join } from 'node:path';
import process from 'node:process';
import { build, preview } from 'vite';
import { root } from '../support/project.ts';

/** Builds the gallery's scenes once for all specs, and serves them at `GALLERY_URL`. */
export default async function buildGallery(): Promise<() => Promise<void>> {
  const gallery = { configFile: join(root, 'tools/gallery/vite.config.ts') };
  await build({ ...gallery, logLevel: 'error' });
  const server = await preview({ ...gallery, preview: { host: '127.0.0.1', port: 0 } });
  process.env['GALLERY_URL'] = server.resolvedUrls?.local[0];
  return () => server.close();
}
