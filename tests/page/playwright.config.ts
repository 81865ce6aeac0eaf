import process from 'node:process';
import { defineConfig } from 'playwright/test';
import { findChromium } from '../../tools/browser-host/chromium.ts';

const executablePath = findChromium();

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './build-gallery.ts',
  snapshotPathTemplate: '{testDir}/{arg}{ext}',
  updateSnapshots: process.env['VISUAL_UPDATE'] === '1' ? 'all' : 'none',
  outputDir: '../../test-results/page',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  // What a screen reader is told holds times.
  use: {
    timezoneId: 'UTC',
    launchOptions: executablePath === undefined ? {} : { executablePath },
  },
});
