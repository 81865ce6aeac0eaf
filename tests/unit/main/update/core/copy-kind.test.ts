import { expect, test } from 'vitest';
import { findCopyKind, type RunningCopy } from '../../../../../src/main/update/core/copy-kind.ts';

const linux: RunningCopy = {
  isPackaged: true,
  platform: 'linux',
  execPath: '/opt/MyTone/mytone-desktop',
  env: {},
  readPackageType: () => null,
  exists: () => false,
};
const mounted = {
  execPath: '/tmp/.mount_MyTone/mytone-desktop',
  env: { APPIMAGE: '/home/jean/MyTone.AppImage', APPDIR: '/tmp/.mount_MyTone' },
};

test('an AppImage replaces the file that it was started from', () => {
  expect(findCopyKind({ ...linux, ...mounted })).toEqual({
    how: 'app-image',
    image: '/home/jean/MyTone.AppImage',
  });
});

test('a copy that another AppImage started does not replace that one', () => {
  const { env } = mounted;
  expect(findCopyKind({ ...linux, env, readPackageType: () => 'deb' })).toEqual({
    how: 'managed',
    by: 'apt',
  });
});

test('an AppImage with a relative name is not replaced', () => {
  const env = { ...mounted.env, APPIMAGE: 'MyTone.AppImage' };
  expect(findCopyKind({ ...linux, ...mounted, env })).toEqual({ how: 'managed', by: 'user' });
});

test.each([
  ['deb\n', 'apt'],
  ['rpm', 'package-manager'],
  [null, 'user'],
  ['pacman', 'user'],
] as const)('on Linux a package of type %j is updated by %s', (type, by) => {
  expect(findCopyKind({ ...linux, readPackageType: () => type })).toEqual({ how: 'managed', by });
});

test('an unpacked archive that carries the type of a package is updated by the user', () => {
  const execPath = '/home/jean/MyTone/mytone-desktop';
  expect(findCopyKind({ ...linux, execPath, readPackageType: () => 'deb' })).toEqual({
    how: 'managed',
    by: 'user',
  });
});

test.each([
  [true, { how: 'nsis' }],
  [false, { how: 'managed', by: 'user' }],
] as const)('on Windows with an uninstaller (%s) the copy is %j', (isThere, expected) => {
  const exists = (path: string) => isThere && path.endsWith('Uninstall MyTone.exe');
  expect(findCopyKind({ ...linux, platform: 'win32', exists })).toEqual(expected);
});

test('on macOS the application replaces itself', () => {
  expect(findCopyKind({ ...linux, platform: 'darwin' })).toEqual({ how: 'mac' });
});

test.each(['linux', 'win32', 'darwin'] as const)(
  'a copy that is not packaged never updates on %s',
  (platform) => {
    expect(findCopyKind({ ...linux, ...mounted, platform, isPackaged: false })).toEqual({
      how: 'managed',
      by: 'developer',
    });
  },
);
