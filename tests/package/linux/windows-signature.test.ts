import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFuses, wrongFuses } from '../../../tools/packaging/electron/fuses.ts';
import { pe } from '../../unit/tools/packaging/native/native-headers.ts';
import { pack } from '../support/pack.ts';

const password = 'the password of a test';
// What `npm run package -- --release` adds.
const release = ['-c.forceCodeSigning=true'];
const windows = { target: 'win32-x64', addon: pe(0x8664), args: release } as const;

/** A certificate for signing code that nobody trusts, with its key, as a .p12. */
function createCertificate(folder: string): string {
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'cert.pem'],
    ...['-subj', '/CN=MyTone Test', '-addext', 'extendedKeyUsage=codeSigning', '-days', '2'],
  );
  openssl(
    ...['pkcs12', '-export', '-inkey', 'key.pem', '-in', 'cert.pem', '-out', 'cert.p12'],
    ...['-passout', `pass:${password}`],
  );
  return join(folder, 'cert.p12');
}

describe('a Windows release', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mytone-windows-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const createFolder = async (name: string) => {
    await mkdir(join(folder, name));
    return join(folder, name);
  };

  it('is refused without a certificate', async () => {
    const packing = pack({ ...windows, folder: await createFolder('unsigned') });
    await expect(packing).rejects.toThrow('forceCodeSigning');
  });

  it('is signed with SHA-256 alone, after its fuses were set', async () => {
    const { packed } = await pack({
      ...windows,
      folder: await createFolder('signed'),
      env: {
        WIN_CSC_LINK: createCertificate(folder),
        WIN_CSC_KEY_PASSWORD: password,
        USE_SYSTEM_OSSLSIGNCODE: 'true',
        // Without a time stamp, which a server would have to give.
        ELECTRON_BUILDER_OFFLINE: 'true',
      },
    });
    const executable = join(packed, 'MyTone.exe');

    const report = execFileSync(
      'osslsigncode',
      ['verify', '-CAfile', join(folder, 'cert.pem'), '-in', executable],
      { encoding: 'utf8' },
    );
    expect(report).toContain('Signature verification: ok');
    expect(report).toContain('Number of verified signatures: 1');
    expect(report).toMatch(/Message digest algorithm *: SHA256/);
    expect(wrongFuses(await readFuses(executable))).toEqual([]);
  });
});
