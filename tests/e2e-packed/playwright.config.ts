import process from 'node:process';
import { defineConfig } from 'playwright/test';
import { packedExecutable } from './packed-app.ts';

// The fixture starts what this names; the workers read this file too.
process.env['E2E_EXECUTABLE'] = packedExecutable;
const { default: endToEnd } = await import('../e2e/playwright.config.ts');

/** The end-to-end specs on the packed application, and those of this folder. */
export default defineConfig(endToEnd, {
  globalSetup: './pack-app.ts',
  projects: [
    { name: 'end to end', testDir: '../e2e' },
    { name: 'packed', testDir: '.' },
  ],
});
