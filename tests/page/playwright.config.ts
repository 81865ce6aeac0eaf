import { defineConfig } from 'playwright/test';
import { findChromium } from '../../tools/browser-host/chromium.ts';

const executablePath = findChromium();

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './build-gallery.ts',
  outputDir: '../../test-results/page',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: {
    timeout: 20_000,
    toMatchAriaSnapshot: {
      pathTemplate: '{testDir}/accessibility-trees/{arg}{ext}',
      children: 'deep-equal',
    },
  },
  reporter: 'list',
  use: {
    timezoneId: 'UTC',
    launchOptions: executablePath === undefined ? {} : { executablePath },
  },
});
