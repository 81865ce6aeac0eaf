import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stepsOf } from './run-steps.ts';

describe.runIf(process.platform === 'linux')('the steps of the workflow release', () => {
  const { folder, stub, calls, runStep } = stepsOf('release.yml');

  test('write the key of the notarisation to its file, byte for byte', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nof %s and $(none) \\n\n-----END PRIVATE KEY-----';
    expect(runStep('package', 'notarisation', { RUNNER_TEMP: folder(), KEY: key })).toBe(0);
    expect(readFileSync(join(folder(), 'notarisation.p8'), 'utf8')).toBe(key);
  });

  test.each([
    [0, 'exit 0'],
    [1, 'exit 1'],
  ])('end with %i where the packages do', (status, script) => {
    stub('npm', script);
    expect(runStep('package', 'npm run package')).toBe(status);
    expect(calls()).toEqual(['npm run package -- --release']);
  });

  test('install the headers of keytar, and nothing if the list of packages does not come', () => {
    stub('sudo', '[ "$2" != update ]');
    expect(runStep('package', 'apt-get')).not.toBe(0);
    expect(calls()).toEqual(['sudo apt-get update']);
    stub('sudo');
    expect(runStep('package', 'apt-get')).toBe(0);
    expect(calls().at(-1)).toContain('libsecret-1-dev');
  });

  test('sign what was packed', () => {
    stub('npm');
    expect(runStep('sign', 'sign-release')).toBe(0);
    expect(calls()).toEqual(['npm run sign-release -- --packages dist --feed feed']);
  });

  test('write the hash of every file, also if its name begins with a hyphen', () => {
    const dist = join(folder(), 'dist');
    mkdirSync(dist);
    writeFileSync(join(dist, 'MyTone.exe'), 'abc');
    writeFileSync(join(dist, '-latest.json'), '{}');
    expect(runStep('draft', 'sha256sum')).toBe(0);
    const lines = readFileSync(join(dist, 'SHA256SUMS'), 'utf8').trim().split('\n');
    expect(lines.filter((line) => !line.endsWith('SHA256SUMS'))).toEqual([
      expect.stringMatching(/^[0-9a-f]{64} {2}-latest\.json$/),
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  MyTone.exe',
    ]);
  });

  test('draft a release with every file, and publish nothing', () => {
    mkdirSync(join(folder(), 'dist'));
    writeFileSync(join(folder(), 'dist', 'MyTone 1.exe'), '');
    writeFileSync(join(folder(), 'dist', 'SHA256SUMS'), '');
    stub('gh', 'printf "%s\\n" "$#" >> count');
    const env = { TAG: 'v1.2.3 --repo evil/evil', GITHUB_REPOSITORY: 'owner/mytone' };
    expect(runStep('draft', 'gh release create', env)).toBe(0);
    expect(calls()).toEqual([
      'gh release create v1.2.3 --repo evil/evil --repo owner/mytone --draft --verify-tag --generate-notes dist/MyTone 1.exe dist/SHA256SUMS',
    ]);
    // The tag and the file with a space are one argument each.
    expect(readFileSync(join(folder(), 'count'), 'utf8').trim()).toBe('10');
  });
});

describe.runIf(process.platform === 'linux')('the steps of the workflow feed', () => {
  const { folder, stub, calls, runStep } = stepsOf('feed.yml');
  const env = { TAG: 'v1.2.3', GITHUB_REPOSITORY: 'owner/mytone' };
  const upload = 'gh release upload';

  test('end where a signature is missing', () => {
    stub('npm', 'exit 1');
    expect(runStep('publish', '--check')).toBe(1);
    expect(calls()).toEqual(['npm run sign-release -- --packages dist --feed dist --check']);
  });

  test.each([
    ['is there', 'exit 0', ['view', 'upload']],
    ['is not there', '[ "$2" != view ]', ['view', 'create', 'upload']],
  ])('replace the lists where the feed %s', (_what, script, commands) => {
    mkdirSync(join(folder(), 'dist'));
    writeFileSync(join(folder(), 'dist', 'latest-linux-x64.json'), '{}');
    writeFileSync(join(folder(), 'dist', 'MyTone.exe'), '');
    stub('gh', script);
    expect(runStep('publish', upload, env)).toBe(0);
    expect(calls().map((call) => call.split(' ')[2])).toEqual(commands);
    expect(calls().at(-1)).toBe(
      'gh release upload feed dist/latest-linux-x64.json --clobber --repo owner/mytone',
    );
  });

  test('upload nothing where the feed cannot be made', () => {
    mkdirSync(join(folder(), 'dist'));
    stub('gh', 'exit 1');
    expect(runStep('publish', upload, env)).toBe(1);
    expect(calls().map((call) => call.split(' ')[2])).toEqual(['view', 'create']);
  });
});
