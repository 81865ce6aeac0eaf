import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { linkScheme } from '../../../src/main/deep-link/read-link.ts';

const root = join(import.meta.dirname, '../../..');
const builder = createRequire(join(root, 'node_modules/electron-builder/package.json'));
const { getConfig, validateConfiguration } = builder('app-builder-lib/out/util/config/config.js');

describe('electron-builder.yml', () => {
  let configuration: Record<string, unknown> = {};

  beforeAll(async () => {
    configuration = await getConfig(root, 'electron-builder.yml', null);
  });

  it("agrees with electron-builder's schema", async () => {
    await expect(validateConfiguration(configuration, { isEnabled: false })).resolves.toBe(
      undefined,
    );
  });

  it('ships the build and keytar, nothing else', () => {
    const filter = [
      'out/**',
      '!out/*/licenses.json',
      'package.json',
      '!node_modules/**',
      'node_modules/keytar/package.json',
      'node_modules/keytar/lib/keytar.js',
      'node_modules/keytar/build/Release/keytar.node',
    ];
    expect(configuration['files']).toEqual([{ filter }]);
  });

  it("puts only keytar's native part beside the archive", () => {
    expect(configuration['asar']).toEqual({ smartUnpack: false });
    expect(configuration['asarUnpack']).toEqual(['node_modules/keytar/build/Release/keytar.node']);
  });

  it('leaves the fuses to the hook, which sets all of them', () => {
    expect(configuration['electronFuses']).toBeUndefined();
    expect(configuration['afterPack']).toBe('./tools/packaging/after-pack.ts');
  });

  it('makes AppImages with the tools that keep the sandbox on', () => {
    expect(configuration['toolsets']).toEqual({ appimage: '1.0.3' });
  });

  it('registers the one scheme that main reads, and no file type', () => {
    expect(configuration['protocols']).toEqual([
      { name: 'MyTone', schemes: [linkScheme], role: 'Viewer' },
    ]);
    expect(configuration['fileAssociations']).toBeUndefined();
  });

  it('registers the scheme on Windows with the installer, and removes it with the uninstaller', async () => {
    expect(configuration['nsis']).toMatchObject({ include: 'resources/win/installer.nsh' });
    const script = await readFile(join(root, 'resources/win/installer.nsh'), 'utf8');
    const key = `"Software\\Classes\\${linkScheme}`;
    expect(script).toContain(
      `${key}\\shell\\open\\command" "" '"$INSTDIR\\\${APP_EXECUTABLE_FILENAME}" "%1"'`,
    );
    expect(script).toMatch(
      new RegExp(`customUnInstall[^]*DeleteRegKey SHCTX "Software.Classes.${linkScheme}"`),
    );
  });
});
