import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { explainLostLock, readLockHolder } from '../../../../src/main/life-cycle/single-copy.ts';

const here = { host: 'desk', isRunning: true };

test.each([
  ['a running copy on this computer', 'linux', here, null],
  ['a running copy on this Mac', 'darwin', here, null],
  ['any process on Windows', 'win32', null, null],
  ['nobody', 'linux', null, 'cannot be locked'],
  ['nobody on a Mac', 'darwin', null, 'cannot be locked'],
  ['another computer', 'linux', { host: 'laptop', isRunning: true }, 'in use on laptop'],
  ['a copy that has ended', 'linux', { ...here, isRunning: false }, 'remove it and start again'],
] as const)('explains a lock that is held by %s', (_who, platform, holder, words) => {
  const reason = explainLostLock({ platform, holder, host: 'desk' });
  if (words === null) {
    expect(reason).toBeNull();
  } else {
    expect(reason).toContain(words);
  }
});

function createProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'mytone-lock-'));
  onTestFinished(() => rmSync(profile, { recursive: true }));
  return profile;
}

test.runIf(process.platform !== 'win32')('the lock of Chromium is read', () => {
  const profile = createProfile();
  symlinkSync(`my-desk-1-${process.pid}`, join(profile, 'SingletonLock'));
  expect(readLockHolder(profile)).toEqual({ host: 'my-desk-1', isRunning: true });
});

test.runIf(process.platform !== 'win32')('a lock whose holder has ended is recognised', () => {
  const profile = createProfile();
  // Above the largest process id of any system.
  symlinkSync('desk-99999999', join(profile, 'SingletonLock'));
  expect(readLockHolder(profile)).toEqual({ host: 'desk', isRunning: false });
});

test('reads a profile without a lock, or with something else in its place, as not locked', () => {
  const profile = createProfile();
  expect(readLockHolder(profile)).toBeNull();
  writeFileSync(join(profile, 'SingletonLock'), 'desk-1');
  expect(readLockHolder(profile)).toBeNull();
});
