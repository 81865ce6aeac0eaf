import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFeed } from '../../../tools/packaging/update-feed/feed.ts';
import { publicKeyOf } from '../../../tools/packaging/update-feed/release-key.ts';

export const createKey = () => generateKeyPairSync('ed25519').privateKey;

/** What stands for an AppImage: a program that prints its version, with something to download. */
export const imageOf = (version: string) =>
  `#!/bin/sh\necho ${version}\nexit\n${`${version} `.repeat(40_000)}\n`;

export const nameOfImage = (version: string) => `MyTone-${version}-linux-x86_64.AppImage`;

interface ReleaseOptions {
  readonly key: KeyObject;
  /** The content of the AppImage; by default it prints its version. */
  readonly image?: string;
  readonly channel?: string;
  readonly rollout?: number;
}

/** Lays out a release below `root` as a server has it, and gives the text of its signed feed. */
export async function release(
  root: string,
  version: string,
  { key, image = imageOf(version), channel = 'latest', rollout = 100 }: ReleaseOptions,
): Promise<string> {
  const packages = join(root, `v${version}`);
  await mkdir(packages, { recursive: true });
  await writeFile(join(packages, nameOfImage(version)), image);
  const feed = await createFeed({ packages, keys: [key], channel, rollout });
  return feed.get(`${channel}-linux-x64.json`) ?? '';
}

/** Puts an AppImage where a user keeps it. */
export async function installImage(folder: string, content: string): Promise<string> {
  const image = join(folder, 'MyTone.AppImage');
  await mkdir(folder, { recursive: true });
  await writeFile(image, content);
  await chmod(image, 0o755);
  return image;
}

export { publicKeyOf };
