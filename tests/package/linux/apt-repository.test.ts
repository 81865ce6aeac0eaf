import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../support/project.ts';

const run = promisify(execFile);
const list = 'dists/stable/main/binary-amd64/Packages';

/** Makes a .deb that holds one file. */
async function makeDeb(folder: string, version: string): Promise<void> {
  const tree = join(folder, `tree-${version}`);
  await mkdir(join(tree, 'DEBIAN'), { recursive: true });
  await writeFile(
    join(tree, 'DEBIAN/control'),
    `Package: mytone-desktop\nVersion: ${version}\nArchitecture: amd64\nMaintainer: MyTone <support@mytone.example>\nDescription: a test\n`,
  );
  await writeFile(join(tree, 'application'), version);
  const deb = join(folder, 'debs', `mytone-desktop_${version}_amd64.deb`);
  await run('dpkg-deb', ['--root-owner-group', '--build', tree, deb]);
}

/** Creates a key of the test's own, and returns its fingerprint. */
async function createKey(home: string): Promise<string> {
  await mkdir(home, { mode: 0o700 });
  const gpg = (...args: string[]) => run('gpg', ['--homedir', home, '--batch', ...args]);
  const noPassword = ['--passphrase', '', '--pinentry-mode', 'loopback'];
  await gpg(...noPassword, '--quick-generate-key', 'MyTone Test', 'ed25519', 'sign', '1d');
  const { stdout } = await gpg('--with-colons', '--list-keys');
  return /^fpr:+([0-9A-F]{40}):/m.exec(stdout)?.[1] ?? '';
}

/** apt on lists and sources of the test's own, which leaves the machine's alone. */
async function createApt(folder: string, repository: string) {
  await rm(folder, { recursive: true, force: true });
  for (const part of ['state/lists/partial', 'cache/archives/partial', 'parts', 'downloads']) {
    await mkdir(join(folder, part), { recursive: true });
  }
  await writeFile(join(folder, 'status'), '');
  await writeFile(
    join(folder, 'sources.list'),
    `deb [arch=amd64 signed-by=${repository}/mytone.gpg] copy:${repository} stable main\n`,
  );
  const options = {
    'Dir::State': join(folder, 'state'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': join(folder, 'cache'),
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': join(folder, 'parts'),
    'APT::Architecture': 'amd64',
    'APT::Sandbox::User': 'root',
  };
  const given = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return (...args: string[]) =>
    run('apt-get', [...given, ...args], {
      cwd: join(folder, 'downloads'),
      env: { ...process.env, LC_ALL: 'C' },
    });
}

describe('the apt repository', () => {
  let folder = '';
  let made = '';
  let repository = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mytone-apt-'));
    made = join(folder, 'made');
    await mkdir(join(folder, 'debs'));
    for (const version of ['0.1.0', '0.1.1']) {
      await makeDeb(folder, version);
    }
    const home = join(folder, 'gnupg');
    const key = await createKey(home);
    const given = ['--packages', join(folder, 'debs'), '--output', made, '--key', key];
    const script = join(root, 'tools/packaging/apt/write-apt-repository.ts');
    await run(process.execPath, [script, ...given], {
      env: { ...process.env, GNUPGHOME: home },
    });
    execFileSync('gpgconf', ['--homedir', home, '--kill', 'gpg-agent']);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  beforeEach(async () => {
    repository = join(folder, 'repository');
    await rm(repository, { recursive: true, force: true });
    await cp(made, repository, { recursive: true });
  });

  const prepareApt = () => createApt(join(folder, 'apt'), repository);

  it('gives apt the newest version', async () => {
    const apt = await prepareApt();
    await apt('update', '--error-on=any');
    await apt('download', 'mytone-desktop');
    const name = 'mytone-desktop_0.1.1_amd64.deb';
    const downloaded = await readFile(join(folder, 'apt/downloads', name));
    expect(downloaded.equals(await readFile(join(folder, 'debs', name)))).toBe(true);
  });

  it('still offers the version before', async () => {
    const apt = await prepareApt();
    await apt('update', '--error-on=any');
    await expect(apt('download', 'mytone-desktop=0.1.0')).resolves.toBeDefined();
  });

  it('is refused by apt when a list was changed', async () => {
    const text = await readFile(join(repository, list), 'utf8');
    await writeFile(join(repository, list), text.replace('0.1.1', '9.9.9'));
    const apt = await prepareApt();
    await expect(apt('update', '--error-on=any')).rejects.toThrow(/mismatch|unexpected size/i);
  });

  it('is refused by apt when a package was changed', async () => {
    const deb = join(repository, 'pool/mytone-desktop_0.1.1_amd64.deb');
    const content = await readFile(deb);
    content.writeUInt8(content.readUInt8(content.length - 1) ^ 1, content.length - 1);
    await writeFile(deb, content);
    const apt = await prepareApt();
    await apt('update', '--error-on=any');
    await expect(apt('download', 'mytone-desktop')).rejects.toThrow(/mismatch/i);
  });

  it('is refused by apt when a signed file was changed', async () => {
    const release = join(repository, 'dists/stable/InRelease');
    await writeFile(
      release,
      (await readFile(release, 'utf8')).replace('Label: MyTone', 'Label: X'),
    );
    const apt = await prepareApt();
    await expect(apt('update', '--error-on=any')).rejects.toThrow(/invalid|BADSIG/i);
  });

  it('is refused by apt without its signature', async () => {
    await rm(join(repository, 'dists/stable/InRelease'));
    const apt = await prepareApt();
    await expect(apt('update', '--error-on=any')).rejects.toThrow(/not signed/i);
  });
});
