import { join } from 'node:path';
import process from 'node:process';
import { defineConfig } from 'playwright/test';

// The fixture starts what this names, as the menu does; the workers read this file too.
process.env['E2E_EXECUTABLE'] = join(import.meta.dirname, 'start-from-menu.sh');
const { default: endToEnd } = await import('../e2e/playwright.config.ts');

/**
 * The packages, installed on this machine, which only root can do: the end-to-end specs on the
 * .deb, then the specs of this folder, which install and remove it and so run one at a time.
 */
export default defineConfig(endToEnd, {
  globalSetup: './make-packages.ts',
  projects: [
    { name: 'end to end', testDir: '../e2e' },
    {
      name: 'installed',
      testDir: '.',
      dependencies: ['end to end'],
      workers: 1,
      fullyParallel: false,
    },
  ],
});
