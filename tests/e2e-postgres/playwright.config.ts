import { defineConfig } from 'playwright/test';
import endToEnd from '../e2e/playwright.config.ts';

/** The same specs, with the API on PostgreSQL instead of its embedded database. */
export default defineConfig(endToEnd, {
  testDir: '../e2e',
  globalSetup: './start-postgres.ts',
});
