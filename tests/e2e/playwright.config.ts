import process from 'node:process';
import { defineConfig } from 'playwright/test';
import { findRuntime } from '../support/app/find-runtime.ts';

const runtime = findRuntime().name;
// The report's first line; workers read this file too.
if (process.env['TEST_WORKER_INDEX'] === undefined) {
  process.stdout.write(`End to end in: ${runtime}\n`);
}

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  metadata: { runtime },
  // Elsewhere than on Linux there is one keychain for all tests.
  workers: process.platform === 'linux' ? 2 : 1,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  // No limit that a busy machine could miss.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
});
