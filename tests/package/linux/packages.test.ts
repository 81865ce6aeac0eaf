import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { provideLinuxTools } from '../support/linux-tools.ts';
import { pack } from '../support/pack.ts';

const run = promisify(execFile);

/** What lintian says of the package and we do not follow, with the reason. */
const accepted = new Map([
  ['dir-or-file-in-opt', 'where packages from outside Debian belong'],
  ['unstripped-binary-or-object', 'keytar.node ships as npm built it'],
  ['command-with-path-in-maintainer-script', "electron-builder's script"],
  ['maintainer-script-ignores-errors', "electron-builder's script"],
  ['postrm-removes-alternative', "electron-builder's script"],
]);

/** Packs everything for Linux in a folder of its own. */
async function packAll(folder: string): Promise<string> {
  const tools = join(folder, 'tools');
  await mkdir(tools, { recursive: true });
  const { output } = await pack({
    folder,
    target: 'linux-x64',
    packages: ['deb', 'rpm', 'AppImage', 'tar.gz'],
    // One commit makes one package: no other time goes into it.
    env: { ...(await provideLinuxTools(tools)), SOURCE_DATE_EPOCH: '1764115200' },
  });
  return output;
}

describe('the Linux packages', () => {
  let folder = '';
  let output = '';
  let image = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mytone-linux-'));
    output = await packAll(join(folder, 'first'));
    image = join(output, 'MyTone-0.1.0-linux-x86_64.AppImage');
    execFileSync(image, ['--appimage-extract'], { cwd: folder });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const find = async (end: string) =>
    join(output, (await readdir(output)).find((name) => name.endsWith(end)) ?? `no ${end}`);

  it('pass lintian, except for explained tags', async () => {
    const { stdout } = await run('lintian', [
      ...['--tag-display-limit', '0', '--fail-on', 'none'],
      await find('.deb'),
    ]);
    const tags = [...stdout.matchAll(/^[EW]: \S+: ([\w-]+)/gm)].map(([, tag]) => tag ?? '');
    expect(tags).not.toEqual([]);
    expect(new Set(tags.filter((tag) => !accepted.has(tag)))).toEqual(new Set());
  });

  it('depend on what Electron and keytar load', async () => {
    const { stdout: deb } = await run('dpkg-deb', ['--field', await find('.deb'), 'Depends']);
    const { stdout: rpm } = await run('rpm', [
      '-qp',
      '--nosignature',
      '--requires',
      await find('.rpm'),
    ]);
    for (const library of [
      'libc6',
      'libgtk-3-0',
      'libnss3',
      'libgbm1',
      'libasound2',
      'libsecret-1-0',
    ]) {
      expect(deb).toMatch(new RegExp(`(^|, )${library}\\b`));
    }
    for (const library of ['gtk3', 'nss', 'mesa-libgbm', 'alsa-lib', 'libsecret']) {
      expect(rpm).toMatch(new RegExp(`^\\(?${library}\\b`, 'm'));
    }
  });

  it('install the same application from the .deb and the .rpm', async () => {
    const { stdout: rpm } = await run('rpm', ['-qpl', '--nosignature', await find('.rpm')]);
    await run('dpkg-deb', ['--extract', await find('.deb'), join(folder, 'deb')]);
    const deb = await readdir(join(folder, 'deb/opt'), { recursive: true });
    const inRpm = rpm.split('\n').filter((path) => path.startsWith('/opt/MyTone'));
    expect(inRpm.toSorted()).toEqual(deb.map((path) => `/opt/${path}`).toSorted());
  });

  it('have a valid menu entry, whose name is that of the window', async () => {
    const name = 'com.mytone.MyTone.desktop';
    const entry = join(folder, 'squashfs-root', name);
    const { stdout } = await run('desktop-file-validate', [entry]);
    expect(stdout).toBe('');
    const text = await readFile(entry, 'utf8');
    expect(text).toContain('\nStartupWMClass=com.mytone.MyTone\n');
    expect(text).toContain('\nMimeType=x-scheme-handler/mytone;\n');
    const { stdout: files } = await run('dpkg-deb', ['--contents', await find('.deb')]);
    expect(files).toContain(`./usr/share/applications/${name}`);
  });

  it('describe the application to software centres', async () => {
    const metainfo = join(folder, 'deb/usr/share/metainfo/com.mytone.MyTone.metainfo.xml');
    await run('dpkg-deb', ['--extract', await find('.deb'), join(folder, 'deb')]);
    await expect(run('appstreamcli', ['validate', '--no-net', metainfo])).resolves.toBeDefined();
  });

  it('start the AppImage with its sandbox on', async () => {
    const entry = await readFile(join(folder, 'squashfs-root/com.mytone.MyTone.desktop'), 'utf8');
    expect(entry).toContain('\nExec=AppRun %U\n');
    const started = run(image, []);
    await expect(started).rejects.toHaveProperty('code', 70);
    await expect(started).rejects.toHaveProperty(
      'stdout',
      expect.stringContaining('mytone-desktop'),
    );
  });

  it('hold the application in the .tar.gz', async () => {
    const { stdout } = await run('tar', ['--list', '--file', await find('.tar.gz')]);
    expect(stdout).toContain('/resources/app.asar\n');
    expect(stdout).toContain('/LICENSES.third-party.txt\n');
  });

  it('are the same, byte for byte, when made twice from one commit', async () => {
    const second = await packAll(join(folder, 'second'));
    const hash = async (path: string) =>
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
    for (const name of [
      'linux-unpacked/resources/app.asar',
      'mytone-desktop_0.1.0_amd64.deb',
      'MyTone-0.1.0-linux-x86_64.AppImage',
    ]) {
      expect([name, await hash(join(second, name))]).toEqual([
        name,
        await hash(join(output, name)),
      ]);
    }
  });
});
