import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkElectronArchive,
  nameOfElectronArchive,
} from '../../../../../tools/packaging/electron/electron-archive.ts';

const name = 'electron-v45.4.1-linux-x64.zip';
const checksums = { [name]: createHash('sha256').update('the archive').digest('hex') };

describe('checkElectronArchive', () => {
  let folder = '';
  let file = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'electron-archive-'));
    file = join(folder, 'any-name.zip');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('accepts the archive that the list names', async () => {
    writeFileSync(file, 'the archive');
    await expect(checkElectronArchive(file, name, checksums)).resolves.toBeUndefined();
  });

  it('refuses an archive with one byte changed', async () => {
    writeFileSync(file, 'the archivE');
    await expect(checkElectronArchive(file, name, checksums)).rejects.toThrow(`is not the ${name}`);
  });

  it('refuses an archive that the list does not know', async () => {
    writeFileSync(file, 'the archive');
    await expect(checkElectronArchive(file, `other-${name}`, checksums)).rejects.toThrow(
      'does not list',
    );
  });

  it.each([
    ['linux', 'x64'],
    ['linux', 'arm64'],
    ['win32', 'x64'],
    ['win32', 'arm64'],
    ['darwin', 'x64'],
    ['darwin', 'arm64'],
  ])("finds Electron's checksum for %s and %s", (platform, arch) => {
    const require = createRequire(import.meta.url);
    const { version } = require('electron/package.json');
    const list = require('electron/checksums.json');
    expect(list[nameOfElectronArchive(version, platform, arch)]).toMatch(/^[0-9a-f]{64}$/);
  });
});
