import { expect, test } from 'vitest';
import { releaseKeys, updateFeed } from '../../../../../src/main/update/release-trust.ts';
import { createReleaseKey } from '../../../../../tools/packaging/update-feed/release-key.ts';
import { readTrustedKeys } from '../../../../../tools/packaging/update-feed/trusted-keys.ts';

test('the tool finds the keys that the application has', () => {
  expect(readTrustedKeys()).toEqual(releaseKeys);
});

test('the tool finds every key of a list', () => {
  const keys = [createReleaseKey().publicKey, createReleaseKey().publicKey];
  const list = keys.map((key) => `  '${key}',`).join('\n');
  expect(readTrustedKeys(`export const releaseKeys = [\n${list}\n];`)).toEqual(keys);
});

test('the address of the feed is https and ends with a slash', () => {
  expect(new URL(updateFeed).protocol).toBe('https:');
  expect(updateFeed.endsWith('/')).toBe(true);
});
