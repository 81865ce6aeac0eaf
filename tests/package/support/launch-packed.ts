import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { findArchiveChanges, listArchive, readArchived } from './archive.ts';

const host = join(import.meta.dirname, '../../../tools/browser-host/main.ts');

// What the stand-in for Electron starts: the packed application in the browser host. Like Electron,
// it refuses an archive with a changed file. Files beside the archive are run where they lie.
const [, , executable = '', ...args] = process.argv;
const archive = join(dirname(executable), 'resources/app.asar');
const changes = findArchiveChanges(archive);
if (changes.length > 0) {
  process.stderr.write(`${changes.join('\n')}\n`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'packed-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const file of listArchive(archive)) {
  const target = join(folder, file.path);
  mkdirSync(dirname(target), { recursive: true });
  if (file.isOutside) {
    symlinkSync(join(`${archive}.unpacked`, file.path), target);
  } else {
    writeFileSync(target, readArchived(archive, file));
  }
}
Object.assign(process, { resourcesPath: dirname(archive), execPath: executable });
process.argv = [executable, host, folder, ...args];
await import(host);
