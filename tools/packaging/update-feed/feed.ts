import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod/mini';

/** Names of the packages that update themselves, as electron-builder.yml writes them. */
const selfUpdating = [
  { platform: 'linux', name: /^MyTone-(\d[\w.-]*?)-linux-(x86_64|arm64)\.AppImage$/ },
  { platform: 'win32', name: /^MyTone-Setup-(\d[\w.-]*?)-(x64|arm64)\.exe$/ },
  { platform: 'darwin', name: /^MyTone-(\d[\w.-]*?)-mac-(x64|arm64)\.zip$/ },
] as const;

export interface SignOptions {
  /** The folder with the packages of one version. */
  readonly packages: string;
  /** Private keys: while one is being replaced, the old and the new one. */
  readonly keys: readonly KeyObject[];
  readonly channel: string;
  /** How many of a hundred copies are offered the version. */
  readonly rollout: number;
}

/**
 * The signed feeds of a version: file name and text for each package that updates itself.
 * `src/main/update/core/signed-release.ts` reads it.
 * @throws if there is no such package, or packages of several versions
 */
export async function createFeed(options: SignOptions): Promise<Map<string, string>> {
  const updates = await findUpdates(options.packages);
  const feed = new Map<string, string>();
  for (const { file, version, platform, arch } of updates) {
    const { size, sha512 } = await measure(join(options.packages, file));
    const signed = JSON.stringify({ channel: options.channel, version, file, size, sha512 });
    const signatures = options.keys.map((key) =>
      sign(null, Buffer.from(signed), key).toString('base64'),
    );
    const text = JSON.stringify({ signed, signatures, rollout: options.rollout }, null, 2);
    feed.set(`${options.channel}-${platform}-${arch}.json`, `${text}\n`);
  }
  return feed;
}

/** The packages of a folder that update themselves. */
async function findUpdates(folder: string) {
  const updates = (await readdir(folder)).toSorted().flatMap((file) =>
    selfUpdating.flatMap(({ platform, name }) => {
      const [, version = '', word = ''] = name.exec(file) ?? [];
      return version === ''
        ? []
        : [{ file, version, platform, arch: word === 'x86_64' ? 'x64' : word }];
    }),
  );
  const versions = new Set(updates.map(({ version }) => version));
  if (versions.size !== 1) {
    throw new Error(
      versions.size === 0
        ? `${folder} holds no package that updates itself`
        : `${folder} holds packages of several versions: ${[...versions].join(', ')}`,
    );
  }
  return updates;
}

async function measure(file: string): Promise<{ size: number; sha512: string }> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return { size: (await stat(file)).size, sha512: hash.digest('base64') };
}

const Feed = z.object({ signed: z.string(), signatures: z.array(z.string()) });
const Signed = z.object({ file: z.string(), size: z.number(), sha512: z.string() });

/**
 * The problems of a feed that is about to be published, one line each: a package without feed, a
 * signature of an unknown key, a package that differs from the signed one.
 * @param feedFolder what `createFeed` made
 * @param packages the folder with the packages as users will get them
 * @param isKnown whether a text's signature is by a key that the application has
 */
export async function findFeedProblems(
  feedFolder: string,
  packages: string,
  isKnown: (text: string, signatures: readonly string[]) => boolean,
): Promise<string[]> {
  const problems: string[] = [];
  const unsigned = new Set((await findUpdates(packages)).map(({ file }) => file));
  const names = (await readdir(feedFolder)).filter((name) => name.endsWith('.json'));
  for (const name of names) {
    const { signed, signatures } = Feed.parse(
      JSON.parse(await readFile(join(feedFolder, name), 'utf8')),
    );
    if (!isKnown(signed, signatures)) {
      problems.push(`${name} is not signed with a key of the application`);
      continue;
    }
    const { file, size, sha512 } = Signed.parse(JSON.parse(signed));
    const found = unsigned.has(file) ? await measure(join(packages, file)) : null;
    if (found?.size !== size || found.sha512 !== sha512) {
      problems.push(`${file} is not the file that ${name} describes`);
    }
    unsigned.delete(file);
  }
  return [...problems, ...[...unsigned].map((file) => `${file} is not signed`)];
}

/** Whether one of `keys` (public) made one of the signatures of `text`. */
export function isSignedBy(
  keys: readonly KeyObject[],
  text: string,
  signatures: readonly string[],
): boolean {
  return keys.some((key) =>
    signatures.some((signature) =>
      verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64')),
    ),
  );
}
