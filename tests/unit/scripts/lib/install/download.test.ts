import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStallCheck } from '../../../../../scripts/lib/install/download.mjs';

let downloads = '';
let unpacked = '';
beforeEach(() => {
  downloads = mkdtempSync(join(tmpdir(), 'mytone-download-'));
  unpacked = join(downloads, '..', `${downloads}-unpacked`);
});
afterEach(() => {
  rmSync(downloads, { recursive: true, force: true });
  rmSync(unpacked, { recursive: true, force: true });
});

test('a download has stalled after nothing came for more than 20 s', () => {
  const hasStalled = createStallCheck([downloads, unpacked]);
  expect([0, 20_000, 20_001].map(hasStalled)).toEqual([false, false, true]);
});

test('a download that grows has not stalled', () => {
  const hasStalled = createStallCheck([downloads, unpacked]);
  hasStalled(0);
  writeFileSync(join(downloads, 'electron.zip'), 'some bytes');
  expect([19_000, 39_000].map(hasStalled)).toEqual([false, false]);
});

test('a download that is being unpacked into a new folder has not stalled', () => {
  const hasStalled = createStallCheck([downloads, unpacked]);
  hasStalled(0);
  mkdirSync(join(unpacked, 'locales'), { recursive: true });
  writeFileSync(join(unpacked, 'locales', 'fr.pak'), 'some bytes');
  expect([30_000, 49_000, 60_000].map(hasStalled)).toEqual([false, false, true]);
});
