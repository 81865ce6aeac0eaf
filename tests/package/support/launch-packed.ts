import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { readArchive } from './archive.ts';

const host = join(import.meta.dirname, '../../../tools/browser-host/main.ts');

// What the stand-in for Electron starts: the packed application in the browser host. Like Electron,
// it refuses an archive with a changed file. Files beside the archive are run where they lie.
const [, , archive = '', ...args] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'packed-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const { path, isOutside, isIntact, content } of readArchive(archive)) {
  if (!isIntact) {
    process.stderr.write(`${path} was changed after it was packed\n`);
    process.exit(1);
  }
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  if (isOutside) {
    symlinkSync(join(`${archive}.unpacked`, path), target);
  } else {
    writeFileSync(target, content);
  }
}
Object.assign(process, { resourcesPath: dirname(archive) });
process.argv = [process.execPath, host, folder, ...args];
await import(host);
