import { rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';

const parts = ['main', 'preload', 'renderer'] as const;
export type Part = (typeof parts)[number];

/**
 * Builds the app into `out/` and again on every change, with names that stay the same.
 * @param onBuilt called after each successful build of a part; failed ones are printed only
 * @returns when every part has been built once
 */
export async function watchBuild(root: string, onBuilt: (part: Part) => void): Promise<void> {
  // What electron-vite's own `build` sets; that one leaves out the watching.
  process.env['NODE_ENV_ELECTRON_VITE'] = 'production';
  rmSync(join(root, 'out'), { recursive: true, force: true });
  const configFile = join(root, 'electron.vite.config.ts');
  const { config } = await resolveConfig({ root, configFile }, 'build', 'development');
  for (const part of parts) {
    const settings = config?.[part];
    // The files keep their names; a page that loads during a rebuild still finds the old ones.
    const watched = { ...settings?.build, emptyOutDir: false, watch: {} };
    const watcher = await build({ ...settings, build: watched });
    if (!('on' in watcher)) {
      throw new Error(`${part} is not watched`);
    }
    await new Promise<void>((resolve) => {
      watcher.on('event', (event) => {
        if (event.code === 'BUNDLE_END') {
          void event.result.close();
          onBuilt(part);
          resolve();
        }
        if (event.code === 'ERROR') {
          process.stderr.write(`${part}: ${event.error.message}\n`);
          void event.result.close();
        }
      });
    });
  }
}
