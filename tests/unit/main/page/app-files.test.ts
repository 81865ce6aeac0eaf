import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAppFiles } from '../../../../src/main/page/app-files.ts';

function createFolder(list?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'mytone-files-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  if (list !== undefined) {
    writeFileSync(join(folder, 'files.json'), list);
  }
  return folder;
}

test('knows the listed files and reads them', async () => {
  const { files, read } = openAppFiles(createFolder('["index.html"]'));
  expect([[...files], (await read('index.html')).toString()]).toEqual([
    ['index.html'],
    '<!doctype html>',
  ]);
});

test('does not serve a symbolic link beside the listed files', () => {
  const folder = createFolder('["index.html"]');
  symlinkSync('/etc/passwd', join(folder, 'passwd'));
  expect(openAppFiles(folder).files.has('passwd')).toBe(false);
});

test.each([
  ['no list', undefined],
  ['a list that is not JSON', 'index.html'],
  ['a list of another shape', '{"files":[]}'],
  ['an absolute name', '["/etc/passwd"]'],
  ['a name that leaves the folder', '["../main/index.js"]'],
  ['a name that leaves the folder on Windows', '["assets\\\\..\\\\..\\\\main.js"]'],
])('refuses to start with %s, and says what to do', (_name, list) => {
  expect(() => openAppFiles(createFolder(list))).toThrow(/build it, or install/);
});
