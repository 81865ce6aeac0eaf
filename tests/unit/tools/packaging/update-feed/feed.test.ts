import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFeed, type Trust } from '../../../../../src/main/update/core/signed-release.ts';
import { nameOfUpdate } from '../../../../../src/main/update/release-trust.ts';
import {
  createFeed,
  findFeedProblems,
  isSignedBy,
} from '../../../../../tools/packaging/update-feed/feed.ts';
import {
  createReleaseKey,
  publicKeyOf,
  readReleaseKey,
} from '../../../../../tools/packaging/update-feed/release-key.ts';
import { parsePublicKey } from '../../../../../tools/packaging/update-feed/trusted-keys.ts';

const [oldKey, newKey] = [createReleaseKey(), createReleaseKey()];
const [oldPrivate, newPrivate] = [oldKey, newKey].map(({ privatePem }) =>
  readReleaseKey(privatePem),
) as [ReturnType<typeof readReleaseKey>, ReturnType<typeof readReleaseKey>];

const platforms = ['linux', 'win32', 'darwin'] as const;
const processors = ['x64', 'arm64'] as const;
const targets = platforms.flatMap((platform) => processors.map((arch) => ({ platform, arch })));

let packages = '';
let feed = '';

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mytone-feed-'));
  packages = join(folder, 'packages');
  feed = join(folder, 'feed');
  await mkdir(packages);
  await mkdir(feed);
  for (const { platform, arch } of targets) {
    const name = nameOfUpdate('0.1.1', platform, arch);
    await writeFile(join(packages, name), `${platform} ${arch}`);
  }
  await writeFile(join(packages, 'mytone-desktop_0.1.1_amd64.deb'), 'apt brings this one');
});
afterEach(() => rm(join(packages, '..'), { recursive: true, force: true }));

const sign = (keys = [oldPrivate]) =>
  createFeed({ packages, keys, channel: 'latest', rollout: 100 });

async function writeFeed(keys = [oldPrivate]): Promise<void> {
  for (const [name, text] of await sign(keys)) {
    await writeFile(join(feed, name), text);
  }
}

const problems = (known = oldKey.publicKey) =>
  findFeedProblems(feed, packages, (text, signatures) =>
    isSignedBy([parsePublicKey(known)], text, signatures),
  );

function trust({ platform, arch }: (typeof targets)[number], ...keys: string[]): Trust {
  const fileOf = (version: string) => nameOfUpdate(version, platform, arch);
  return { keys, channel: 'latest', fileOf };
}

test.each(targets)('a copy on $platform-$arch accepts what is signed for it', async (target) => {
  const text = (await sign()).get(`latest-${target.platform}-${target.arch}.json`) ?? '';
  expect(readFeed(text, trust(target, oldKey.publicKey))).toMatchObject({
    ok: true,
    value: { release: { version: '0.1.1' }, rollout: 100 },
  });
});

test.each(targets)(
  'a copy on $platform-$arch refuses what is signed for others',
  async (target) => {
    for (const [name, text] of await sign()) {
      const isOwn = name === `latest-${target.platform}-${target.arch}.json`;
      expect([name, readFeed(text, trust(target, oldKey.publicKey)).ok]).toEqual([name, isOwn]);
    }
  },
);

test('a release that is signed with two keys serves copies that know either', async () => {
  const target = { platform: 'linux', arch: 'x64' } as const;
  const text = (await sign([oldPrivate, newPrivate])).get('latest-linux-x64.json') ?? '';
  for (const key of [oldKey, newKey]) {
    expect(readFeed(text, trust(target, key.publicKey)).ok).toBe(true);
  }
});

test('a folder without packages that update themselves is refused', async () => {
  await rm(packages, { recursive: true });
  await mkdir(packages);
  await expect(sign()).rejects.toThrow('holds no package that updates itself');
});

test('a folder with packages of several versions is refused', async () => {
  await writeFile(join(packages, nameOfUpdate('0.1.2', 'linux', 'x64')), '');
  await expect(sign()).rejects.toThrow('several versions: 0.1.1, 0.1.2');
});

describe('before a feed is published', () => {
  test('a check accepts what was just signed', async () => {
    await writeFeed();
    expect(await problems()).toEqual([]);
  });

  test('a package without signature is named', async () => {
    await writeFeed();
    await rm(join(feed, 'latest-win32-x64.json'));
    expect(await problems()).toEqual(['MyTone-Setup-0.1.1-x64.exe is not signed']);
  });

  test('a package that was changed after it was signed is named', async () => {
    await writeFeed();
    await writeFile(join(packages, nameOfUpdate('0.1.1', 'darwin', 'arm64')), 'changed');
    expect(await problems()).toEqual([
      'MyTone-0.1.1-mac-arm64.zip is not the file that latest-darwin-arm64.json describes',
    ]);
  });

  test('a feed signed with a key that the application does not know is named', async () => {
    await writeFeed([newPrivate]);
    expect(await problems()).toContain(
      'latest-linux-x64.json is not signed with a key of the application',
    );
  });

  test('a feed whose signed text was changed is named', async () => {
    await writeFeed();
    const file = join(feed, 'latest-linux-x64.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('0.1.1', '0.1.9'));
    expect(await problems()).toContain(
      'latest-linux-x64.json is not signed with a key of the application',
    );
  });
});

test('a new key differs from every key before', () => {
  expect(oldKey.publicKey).not.toBe(newKey.publicKey);
  expect(publicKeyOf(oldPrivate)).toBe(oldKey.publicKey);
});

test.each(['', 'text', '-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n'])(
  '%j is refused as a key, and not repeated in the message',
  (pem) => {
    expect(() => readReleaseKey(pem)).toThrow('must be an Ed25519 private key as PEM');
  },
);
