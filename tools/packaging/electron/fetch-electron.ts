import { createRequire } from 'node:module';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { downloadArtifact } from '@electron/get';
import * as z from 'zod/mini';
import { checkElectronArchive, nameOfElectronArchive } from './electron-archive.ts';

const Package = z.object({ version: z.string() });
const Checksums = z.record(z.string(), z.string());

const require = createRequire(import.meta.url);
const { version } = Package.parse(require('electron/package.json'));
const checksums = Checksums.parse(require('electron/checksums.json'));
const { arch, platform } = process;

// Prints the path of Electron's archive for this system: the given one, checked, or a download,
// which @electron/get checks. It keeps downloads in the user's cache.
const { values } = parseArgs({ options: { archive: { type: 'string' } } });
if (values.archive === undefined) {
  const details = { version, artifactName: 'electron', platform, arch, checksums } as const;
  process.stdout.write(await downloadArtifact(details));
} else {
  const name = nameOfElectronArchive(version, platform, arch);
  await checkElectronArchive(values.archive, name, checksums);
  process.stdout.write(values.archive);
}
