import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findReleaseProblem,
  readPackageOptions,
} from '../../../../scripts/lib/package-options.mjs';

describe('readPackageOptions', () => {
  it('fetches Electron and makes no release by default', () => {
    expect(readPackageOptions([])).toEqual({ release: false, electron: undefined });
  });

  it('takes an archive of Electron that is there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'electron-'));
    const electron = join(folder, 'electron.zip');
    writeFileSync(electron, '');

    expect(readPackageOptions(['--release', '--electron', electron])).toEqual({
      release: true,
      electron,
    });
    rmSync(folder, { recursive: true });
  });

  it.each([
    [['--electron', '/nowhere/electron.zip'], '--electron must name'],
    [['--electron', tmpdir()], '--electron must name'],
    [['--publish'], "Unknown option '--publish'. Usage: npm run package"],
  ])('refuses %j', (args, words) => {
    expect(() => readPackageOptions(args)).toThrow(words);
  });
});

describe('findReleaseProblem', () => {
  const configuration = 'maintainer: MyTone <support@mytone.org>';
  const version = '1.2.3';
  const trust = "'https://updates.mytone.org/'; ['MCowBQYDK2VwAyEAx']";
  const mac = {
    CSC_LINK: 'certificate',
    CSC_KEY_PASSWORD: 'password',
    APPLE_API_KEY: 'key',
    APPLE_API_KEY_ID: 'id',
    APPLE_API_ISSUER: 'issuer',
  };
  const windows = { WIN_CSC_LINK: 'certificate', WIN_CSC_KEY_PASSWORD: 'password' };

  it.each([
    ['linux', {}],
    ['darwin', mac],
    ['win32', windows],
  ] as const)('lets a release be made on %s with its secrets', (platform, env) => {
    expect(findReleaseProblem({ platform, env, configuration, trust, version })).toBeUndefined();
  });

  it.each([
    ...Object.keys(mac).map((name) => ['darwin', mac, name] as const),
    ...Object.keys(windows).map((name) => ['win32', windows, name] as const),
  ])('refuses an unsigned release on %s', (platform, env, name) => {
    const problem = findReleaseProblem({
      platform,
      env: { ...env, [name]: '' },
      configuration,
      trust,
      version,
    });
    expect(problem).toContain(`${name} is not set`);
  });

  it('refuses a release whose maintainer cannot be reached', () => {
    const example = 'maintainer: MyTone <support@mytone.example>';
    const problem = findReleaseProblem({
      platform: 'linux',
      env: {},
      configuration: example,
      trust,
      version,
    });
    expect(problem).toContain('.example');
  });

  it.each([
    [`${trust} 'https://updates.mytone.example/'`, 'look for updates in the domain .example'],
    ["'https://updates.mytone.org/'; []", 'has no key for releases'],
  ])('refuses a release that could not be updated (%s)', (text, words) => {
    const facts = { platform: 'linux', env: {}, configuration, trust: text, version } as const;
    expect(findReleaseProblem(facts)).toContain(words);
  });

  it.each([
    ['v1.2.3', undefined],
    ['v1.2.4', 'The tag v1.2.4 is not that of version 1.2.3 in package.json.'],
    ['1.2.3', 'The tag 1.2.3 is not that of version 1.2.3 in package.json.'],
  ])('compares the tag %s with the version', (tag, problem) => {
    const env = { GITHUB_REF_NAME: tag };
    expect(findReleaseProblem({ platform: 'linux', env, configuration, trust, version })).toBe(
      problem,
    );
  });
});
