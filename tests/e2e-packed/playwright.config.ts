import process from 'node:process';
import { defineConfig } from 'playwright/test';
import { packedExecutable } from './packed-app.ts';

// The fixture starts what this names; the workers read this file too.
process.env['E2E_EXECUTABLE'] = packedExecutable;
const { default: endToEnd } = await import('../e2e/playwright.config.ts');

/** The end-to-end specs on the packed application. */
export default defineConfig(endToEnd, {
  testDir: '../e2e',
  globalSetup: './pack-app.ts',
});
