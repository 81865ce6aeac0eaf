import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkNativeAddons } from '../../../../../tools/packaging/native/native-addons.ts';
import { elf, machO, pe } from './native-headers.ts';

const path = 'resources/app.asar.unpacked/node_modules/keytar/build/Release';

describe('checkNativeAddons', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'native-addons-'));
    mkdirSync(join(folder, path), { recursive: true });
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const pack = (header: Buffer, name = 'keytar.node') =>
    writeFileSync(join(folder, path, name), header);

  it.each([
    ['linux-x64', elf(62)],
    ['linux-arm64', elf(183)],
    ['win32-x64', pe(0x8664)],
    ['darwin-arm64', machO(0x0100000c)],
  ])('accepts a keytar built for %s in its package', (target, header) => {
    pack(header);
    expect(checkNativeAddons(folder, target)).toEqual([join(folder, path, 'keytar.node')]);
  });

  it.each([
    ['win32-x64', 'linux-x64', elf(62)],
    ['darwin-arm64', 'linux-x64', elf(62)],
    ['linux-arm64', 'linux-x64', elf(62)],
    ['darwin-x64', 'darwin-arm64', machO(0x0100000c)],
    ['linux-x64', 'unknown', Buffer.from('not code')],
  ])('refuses for %s a keytar built for %s', (target, built, header) => {
    pack(header);
    expect(() => checkNativeAddons(folder, target)).toThrow(
      `keytar.node is built for ${built}; this package is for ${target}`,
    );
  });

  it('finds the wrong one among several', () => {
    pack(elf(62));
    pack(elf(183), 'other.node');
    expect(() => checkNativeAddons(folder, 'linux-x64')).toThrow('other.node');
  });

  it('refuses a package without keytar', () => {
    expect(() => checkNativeAddons(folder, 'linux-x64')).toThrow('keytar.node was not packed');
  });
});
