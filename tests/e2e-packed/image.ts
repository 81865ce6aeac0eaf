import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pack } from '../package/support/pack.ts';

interface ImageOptions {
  /** An empty folder for the packed application. */
  readonly folder: string;
  readonly version: string;
  /** Where this build looks for new versions, and the keys that it trusts. */
  readonly feed: string;
  readonly keys: readonly string[];
  /** A file that gets the process id of each copy that starts. */
  readonly pidFile: string;
}

/**
 * Packs the build as an AppImage of `version`, as far as the application can tell: one file that starts
 * it, with the variables that AppImage's own runtime sets.
 * @returns the content of that file
 */
export async function packImage(options: ImageOptions): Promise<string> {
  const { folder, version, pidFile } = options;
  const { packed } = await pack({
    folder,
    target: 'linux-x64',
    prepare: (project) => trustTestFeed(join(project, 'out/main/index.js'), options),
    args: [`-c.extraMetadata.version=${version}`],
  });
  return [
    '#!/bin/sh',
    `echo $$ >> '${pidFile}'`,
    `export APPDIR='${packed}' APPIMAGE="$(readlink -f "$0")"`,
    'exec "$APPDIR/mytone-desktop" "$@"',
    // Something to download.
    `# ${version} `.repeat(30_000),
  ].join('\n');
}

/** Replaces what src/main/update/release-trust.ts has for releases: it is part of a build. */
async function trustTestFeed(file: string, { feed, keys }: ImageOptions): Promise<void> {
  const text = await readFile(file, 'utf8');
  const changed = text
    .replace(/^(?:var|const) updateFeed = .*;$/m, `const updateFeed = ${JSON.stringify(feed)};`)
    .replace(/^(?:var|const) releaseKeys = .*;$/m, `const releaseKeys = ${JSON.stringify(keys)};`);
  if (!changed.includes(feed) || !keys.every((key) => changed.includes(key))) {
    throw new Error(`${file} has no address or no keys of releases to replace`);
  }
  await writeFile(file, changed);
}
