import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

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
      'package.json',
      '!node_modules/**',
      'node_modules/keytar/package.json',
      'node_modules/keytar/lib/keytar.js',
      'node_modules/keytar/build/Release/keytar.node',
    ];
    expect(configuration['files']).toEqual([{ filter }]);
  });

  it('turns off every way into the packaged app, and on what guards it', () => {
    expect(configuration['electronFuses']).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
