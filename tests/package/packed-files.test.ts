import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import plist, { type PlistObject } from 'plist';
import { NtExecutable, NtExecutableResource } from 'resedit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFuses, wrongFuses } from '../../tools/packaging/electron/fuses.ts';
import { elf, machO, pe } from '../unit/tools/packaging/native/native-headers.ts';
import {
  type ArchiveFile,
  findArchiveChanges,
  hashOfArchive,
  listArchive,
} from './support/archive.ts';
import type { Target } from './support/electron-stand-in.ts';
import { pack } from './support/pack.ts';

interface System {
  target: Target;
  /** keytar.node as npm would build it there. */
  addon: Buffer;
  executable: string;
  resources: string;
  /** Where people find the licences. */
  licenses: string;
  /** The hash of the archive that Electron compares on this system; Linux has none. */
  recordedHash?: (packed: string) => Promise<unknown>;
}

const allSystems: System[] = [
  {
    target: 'linux-x64',
    addon: elf(62),
    executable: 'mytone-desktop',
    resources: 'resources',
    licenses: '.',
  },
  {
    target: 'win32-x64',
    addon: pe(0x8664),
    executable: 'MyTone.exe',
    resources: 'resources',
    licenses: '.',
    recordedHash: readIntegrityResource,
  },
  {
    target: 'darwin-arm64',
    addon: machO(0x0100000c),
    executable: 'MyTone.app',
    resources: 'MyTone.app/Contents/Resources',
    licenses: 'MyTone.app/Contents/Resources',
    recordedHash: async (packed) => (await readInfoPlist(packed))['ElectronAsarIntegrity'],
  },
];

/** electron-builder does not make macOS packages on Windows. */
const systems = allSystems.filter(
  ({ target }) => process.platform !== 'win32' || !target.startsWith('darwin'),
);

async function readInfoPlist(packed: string): Promise<PlistObject> {
  const text = await readFile(join(packed, 'MyTone.app/Contents/Info.plist'), 'utf8');
  return plist.parse(text) as PlistObject;
}

async function readIntegrityResource(packed: string): Promise<unknown> {
  const executable = NtExecutable.from(await readFile(join(packed, 'MyTone.exe')));
  const { entries } = NtExecutableResource.from(executable);
  const integrity = entries.find(({ type }) => type === 'INTEGRITY');
  return JSON.parse(Buffer.from(integrity?.bin ?? new ArrayBuffer()).toString());
}

/** How the build splits and names its code is its own business. */
const kindOf = (path: string) =>
  path.replace(/^(out\/main\/chunks|out\/renderer\/assets)\/.*\.(\w+)$/, '$1/*.$2');

/** The most bytes of each part: what ships today and a tenth more. A larger part needs a reason. */
const mostBytes: Readonly<Record<string, number>> = {
  'out/main': 1_600_000,
  'out/preload': 2_000,
  'out/renderer': 2_600_000,
  'out/licenses.json': 75_000,
  'node_modules/keytar': 125_000,
  'package.json': 1_000,
};

/** Bytes of all files by the part they belong to: the first two names of their path. */
function sizesOf(files: readonly ArchiveFile[]): Record<string, number> {
  const sizes: Record<string, number> = {};
  for (const { path, size } of files) {
    const part = path.split('/').slice(0, 2).join('/');
    sizes[part] = (sizes[part] ?? 0) + size;
  }
  return sizes;
}

describe.each(systems)('a package for $target', ({ target, addon, executable, ...places }) => {
  let folder = '';
  let packed = '';
  let files: ArchiveFile[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mytone-package-'));
    ({ packed } = await pack({ folder, target, addon }));
    files = listArchive(join(packed, places.resources, 'app.asar'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds the listed files and no other', async () => {
    const list = (await readFile(join(import.meta.dirname, 'packed-files.txt'), 'utf8')).trim();
    const found = new Set(files.map(({ path }) => kindOf(path)).toSorted());
    expect([...found].join('\n')).toBe(list);
  });

  it('is no larger than each part may be', () => {
    const sizes = sizesOf(files);
    expect(Object.keys(sizes).toSorted()).toEqual(Object.keys(mostBytes).toSorted());
    const tooLarge = Object.entries(sizes).filter(
      ([part, bytes]) => bytes > (mostBytes[part] ?? 0),
    );
    expect(tooLarge).toEqual([]);
  });

  it("has nothing beside the archive but keytar's native part", () => {
    const outside = files.filter(({ isOutside }) => isOutside).map(({ path }) => path);
    expect(outside).toEqual(['node_modules/keytar/build/Release/keytar.node']);
  });

  it('has the right hash of every file', () => {
    expect(findArchiveChanges(join(packed, places.resources, 'app.asar'))).toEqual([]);
  });

  it('has all nine fuses set', async () => {
    const fuses = await readFuses(join(packed, executable));
    expect(fuses.size).toBe(9);
    expect(wrongFuses(fuses)).toEqual([]);
  });

  it('holds our licence and those of the packages, Electron and Chromium', async () => {
    const read = (name: string) => readFile(join(packed, places.licenses, name), 'utf8');
    expect(await read('LICENSE.txt')).toContain('MIT License');
    expect(await read('LICENSE.electron.txt')).not.toBe('');
    expect(await read('LICENSES.chromium.html')).not.toBe('');
    const others = await read('LICENSES.third-party.txt');
    for (const name of ['axios', 'keytar', 'react', 'zod', '@fontsource-variable/inter']) {
      expect(others).toMatch(new RegExp(`^ {2}${name} \\d`, 'm'));
    }
  });

  it("does not hold Electron's own application", async () => {
    await expect(
      readFile(join(packed, places.resources, 'default_app.asar')),
    ).rejects.toHaveProperty('code', 'ENOENT');
  });

  it("records its archive's hash where Electron compares it", async () => {
    const hash = hashOfArchive(join(packed, places.resources, 'app.asar'));
    const recorded = await places.recordedHash?.(packed);
    expect(JSON.stringify(recorded ?? hash)).toContain(hash);
  });

  if (target.startsWith('darwin')) {
    it('asks for no permission, allows no plain HTTP and opens our links alone', async () => {
      const info = await readInfoPlist(packed);
      expect(info['NSAppTransportSecurity']).toEqual({ NSAllowsLocalNetworking: true });
      expect(Object.keys(info).filter((key) => key.includes('UsageDescription'))).toEqual([]);
      expect(info['LSMinimumSystemVersion']).toBe('13.0');
      expect(info['CFBundleURLTypes']).toEqual([
        { CFBundleTypeRole: 'Viewer', CFBundleURLName: 'MyTone', CFBundleURLSchemes: ['mytone'] },
      ]);
    });
  }
});

describe('a package with a keytar of another system', () => {
  it('is refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mytone-package-'));
    const packing = pack({ folder, target: 'linux-x64', addon: pe(0x8664) });
    await expect(packing).rejects.toThrow(
      'keytar.node is built for win32-x64; this package is for linux-x64',
    );
    await rm(folder, { recursive: true, force: true });
  });
});
