import { defineConfig } from 'playwright/test';
import page from '../page/playwright.config.ts';

export default defineConfig({
  ...page,
  testDir: '.',
  globalSetup: '../page/build-gallery.ts',
  outputDir: '../../test-results/accessibility',
});
