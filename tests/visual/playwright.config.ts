import process from 'node:process';
import { defineConfig } from 'playwright/test';
import page from '../page/playwright.config.ts';

/** A tenth of a percent: anti-aliasing differs a little between machines, a screen does not. */
const tolerance = 0.001;

export default defineConfig({
  ...page,
  testDir: '.',
  globalSetup: '../page/build-gallery.ts',
  outputDir: '../../test-results/visual',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  updateSnapshots: process.env['VISUAL_UPDATE'] === '1' ? 'all' : 'none',
  expect: {
    timeout: 20_000,
    toHaveScreenshot: { maxDiffPixelRatio: tolerance, animations: 'disabled', caret: 'hide' },
  },
  use: { ...page.use, timezoneId: 'Europe/Paris', locale: 'fr-FR', deviceScaleFactor: 1 },
});
