import { defineConfig } from 'playwright/test';
import { findChromium } from '../../tools/browser-host/chromium.ts';

const executablePath = findChromium();

// For each window, Chromium loads two pages for the pop-ups of its address bar, which take longer than
// most of these tests. The switch replaces playwright's own list, so the features of it that ask the
// network are turned off here too.
const withoutFeatures = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
];

/** Of every window that does not ask for another one. */
export const timezoneId = 'UTC';

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
    timezoneId,
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [`--disable-features=${withoutFeatures.join(',')}`],
    },
  },
});
