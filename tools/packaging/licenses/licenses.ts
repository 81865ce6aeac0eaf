import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type License, licenseSchema } from '@mytone/shared/settings/licenses.ts';
import * as z from 'zod/mini';
import { mitLicense } from './mit-license.ts';

/** The list that each of the three builds writes: what it bundled, with the licences. */
const buildReports = ['main', 'preload', 'renderer'].map((name) => `${name}/licenses.json`);

/** Packages that name their licence but do not contain its text. */
const missingTexts = new Map([['lazy-val', mitLicense('Vladimir Krivosheev')]]);

/** Packages that ship without being bundled as code: a native module and a font. */
const otherPackages = ['keytar', '@fontsource-variable/inter'];

const Report = z.array(z.extend(licenseSchema, { text: z.optional(z.string()) }));
const Package = z.object({ name: z.string(), version: z.string(), license: z.string() });

/**
 * The licences of all third-party code in a package except Electron, each package once and
 * sorted by name.
 * @param root the project's folder
 * @param out the folder with its three builds
 * @throws if a build wrote no report, or a package has no licence text
 */
export function collectLicenses(root: string, out = join(root, 'out')): License[] {
  const found = new Map<string, License>();
  for (const license of [
    ...buildReports.flatMap((path) =>
      Report.parse(JSON.parse(readFileSync(join(out, path), 'utf8'))).map((license) =>
        licenseSchema.parse({ ...license, text: license.text ?? missingTexts.get(license.name) }),
      ),
    ),
    ...otherPackages.map((name) => readPackage(join(root, 'node_modules', name))),
  ]) {
    found.set(`${license.name}@${license.version}`, license);
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, license]) => license);
}

function readPackage(folder: string): License {
  const { name, version, license } = Package.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].find((candidate) =>
    existsSync(join(folder, candidate)),
  );
  if (file === undefined) {
    throw new Error(`${name} comes without the text of its licence`);
  }
  return {
    name,
    version,
    identifier: license,
    text: readFileSync(join(folder, file), 'utf8').trim(),
  };
}

/** One text file for people: a list, then each licence in full. */
export function formatLicenses(licenses: readonly License[]): string {
  const line = '-'.repeat(80);
  const list = licenses.map(
    ({ name, version, identifier }) => `${name} ${version} (${identifier})`,
  );
  const texts = licenses.map(
    ({ text }, index) => `${line}\n${list[index]}\n${line}\n\n${text.replaceAll('\r\n', '\n')}\n`,
  );
  return [
    'MyTone contains the following software and fonts of others.',
    'The licences of Electron and Chromium are in LICENSE.electron.txt and LICENSES.chromium.html.',
    '',
    ...list.map((entry) => `  ${entry}`),
    '',
    ...texts,
  ].join('\n');
}
