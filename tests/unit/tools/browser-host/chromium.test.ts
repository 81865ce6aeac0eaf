import { expect, test } from 'vitest';
import { canBeSandboxed } from '../../../../tools/browser-host/chromium.ts';

test.each([
  ['Windows', { platform: 'win32' }, true],
  ['macOS', { platform: 'darwin' }, true],
  ['macOS as root', { platform: 'darwin', isRoot: true }, true],
  ['Linux', { platform: 'linux' }, true],
  ['Linux as root', { platform: 'linux', isRoot: true }, false],
  ['Ubuntu 24.04', { platform: 'linux', areNamespacesRestricted: true }, false],
] as const)('on %s (%j) the page can run in the sandbox: %s', (_name, difference, expected) => {
  const state = { isRoot: false, areNamespacesRestricted: false, ...difference };
  expect(canBeSandboxed(state)).toBe(expected);
});
