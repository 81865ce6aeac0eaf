import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { root } from '../../support/project.ts';

const run = promisify(execFile);
const include = join(root, 'resources/win/installer.nsh');
const templates = join(root, 'node_modules/app-builder-lib/templates/nsis');

/** The least that NSIS takes for an installer around our part, uncompressed so that it can be read. */
const script = (output: string) => `
Unicode true
SetCompress off
Name MyTone
OutFile "${output}"
InstallDir "$TEMP\\MyTone"
!define APP_EXECUTABLE_FILENAME "MyTone.exe"
!include "${include}"
Section
  WriteUninstaller "$INSTDIR\\uninstall.exe"
  !insertmacro customInstall
SectionEnd
Section un.
  !insertmacro customUnInstall
SectionEnd
`;

it("the installer's own part has the names that electron-builder looks for", async () => {
  const text = await readFile(include, 'utf8');
  const names = [...text.matchAll(/^!macro (\w+)/gm)].map(([, name]) => name ?? '');
  const files = await readdir(templates, { recursive: true });
  const scripts = files.filter((name) => /\.ns[hi]$/.test(name));
  const texts = await Promise.all(scripts.map((name) => readFile(join(templates, name), 'utf8')));
  const used = names.filter((name) =>
    texts.some((each) => each.includes(`!insertmacro ${name}\n`)),
  );
  expect(names).toEqual(['customInstall', 'customUnInstall']);
  expect(used).toEqual(names);
});

it("NSIS compiles the installer's own part, which registers our links", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mytone-nsis-'));
  const [source, output] = [join(folder, 'test.nsi'), join(folder, 'test.exe')];
  await writeFile(source, script(output));
  // Warnings are errors, as electron-builder has it.
  await run('makensis', ['-WX', '-V2', '-INPUTCHARSET', 'UTF8', source]);
  const installer = await readFile(output);
  for (const written of ['Software\\Classes\\mytone', 'URL Protocol', 'shell\\open\\command']) {
    expect([written, installer.includes(Buffer.from(written, 'utf16le'))]).toEqual([written, true]);
  }
  await rm(folder, { recursive: true });
});
