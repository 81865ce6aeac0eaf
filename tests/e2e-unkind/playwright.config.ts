import process from 'node:process';
import { defineConfig } from 'playwright/test';
import endToEnd from '../e2e/playwright.config.ts';

// The browser host reads it; the workers read this file too.
process.env['BROWSER_HOST_UNKIND'] = 'all';

/** The end-to-end specs with everything that Electron may do to an application at any start. */
export default defineConfig(endToEnd, { testDir: '../e2e' });
