import { describe, expect, it } from 'vitest';
import { findNpm, isInstalled } from '../../../../../scripts/lib/install/npm-packages.mjs';

describe('isInstalled', () => {
  const zod = { version: '4.6.7', integrity: 'sha512-a' };
  const lockfile = {
    packages: {
      '': {},
      server: { version: '0.1.0' },
      'node_modules/zod': zod,
      'node_modules/windows-only': { version: '1.0.0', optional: true },
    },
  };

  it('accepts a record with all packages but those of other platforms', () => {
    expect(isInstalled(lockfile, { packages: { 'node_modules/zod': zod } })).toBe(true);
  });

  it('reports a package that is not there', () => {
    expect(isInstalled(lockfile, { packages: {} })).toBe(false);
  });

  it.each([
    { ...zod, version: '4.6.6' },
    { ...zod, integrity: 'sha512-b' },
  ])('reports a package that is there as %j', (other) => {
    expect(isInstalled(lockfile, { packages: { 'node_modules/zod': other } })).toBe(false);
  });
});

describe('findNpm', () => {
  it('returns the npm that runs the script', () => {
    const env = { npm_execpath: '/usr/lib/node_modules/npm/bin/npm-cli.js' };
    expect(findNpm(env, 'linux')).toEqual({
      command: process.execPath,
      args: [env.npm_execpath],
      shell: false,
    });
  });

  it('returns the npm on the PATH when another package manager runs the script', () => {
    const env = { npm_execpath: '/usr/lib/node_modules/yarn/bin/yarn.js' };
    expect(findNpm(env, 'linux')).toEqual({ command: 'npm', args: [], shell: false });
  });

  it('starts npm.cmd through a shell on Windows', () => {
    expect(findNpm({}, 'win32')).toEqual({ command: 'npm', args: [], shell: true });
  });
});
