import process from 'node:process';
import { defineConfig } from 'playwright/test';

// The fixture starts what this names, as the menu does; the workers read this file too.
process.env['E2E_EXECUTABLE'] = '/usr/bin/mytone-desktop';
const { default: endToEnd } = await import('../e2e/playwright.config.ts');

/** The .deb, installed on this machine: only as root, and only one test at a time. */
export default defineConfig(endToEnd, {
  testDir: '.',
  globalSetup: './make-packages.ts',
  workers: 1,
  fullyParallel: false,
});
