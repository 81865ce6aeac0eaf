import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Certificate, createCertificate, trust } from '../../support/update/certificate.ts';
import { type FeedServer, startFeedServer } from '../../support/update/feed-server.ts';
import {
  createKey,
  imageOf,
  nameOfImage,
  publicKeyOf,
  release,
} from '../../support/update/releases.ts';
import { type RunningCopy, runCopy } from './support/running-copy.ts';

const key = createKey();
const image = nameOfImage('0.1.1');
const feedPath = '/feed/latest-linux-x64.json';
let credentials: Certificate;
let folder = '';
let root = '';
let home = '';
let server: FeedServer;
let copy: RunningCopy;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mytone-update-'));
  credentials = createCertificate(folder);
  trust(credentials);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  root = await mkdtemp(join(folder, 'server-'));
  home = await mkdtemp(join(folder, 'home-'));
  server = await startFeedServer(root, credentials);
  copy = await runCopy({
    home,
    version: '0.1.0',
    origin: server.origin,
    keys: [publicKeyOf(key)],
  });
});
afterEach(() => server.close());

async function publish(text: string): Promise<void> {
  await mkdir(join(root, 'feed'), { recursive: true });
  await writeFile(join(root, feedPath), text);
}

const started = () => execFileSync(copy.image, { encoding: 'utf8' }).trim();

/** What lies outside the updater's cache: the hash of each file by its path. */
function outsideTheCache(): Record<string, string> {
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('cache') && statSync(join(home, path)).isFile())
    .map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(home, path)))
        .digest('hex'),
    ]);
  return Object.fromEntries(files);
}

/** Checks as a user does and, if a version is offered, downloads it. */
async function update() {
  copy.updates.act('check');
  const checked = await copy.until('offered', 'none', 'failed');
  if (checked.kind !== 'offered') {
    return checked;
  }
  copy.updates.act('download');
  return copy.until('ready', 'failed');
}

describe('a release that is signed', () => {
  test('is offered, downloaded and installed, and the application starts as the new version', async () => {
    await publish(await release(root, '0.1.1', { key }));
    expect(await update()).toMatchObject({ kind: 'ready', version: '0.1.1' });
    expect(started()).toBe('0.1.0');

    copy.updates.act('install');
    await expect.poll(() => copy.restarts).toEqual([copy.image]);

    expect(started()).toBe('0.1.1');
    expect(statSync(copy.image).mode & 0o777).toBe(0o755);
    expect(readdirSync(join(home, 'Applications'))).toEqual(['MyTone.AppImage']);
  });

  test('is not downloaded before the user says so', async () => {
    await publish(await release(root, '0.1.1', { key }));
    copy.updates.act('check');
    await copy.until('offered');
    expect(server.asked).toEqual([feedPath]);
  });

  test('shows how much of it has come', async () => {
    await publish(await release(root, '0.1.1', { key }));
    const seen: number[] = [];
    copy.updates.onChange((state) => state.kind === 'downloading' && seen.push(state.percent));
    await update();
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
    expect(seen.at(-1)).toBe(100);
  });

  test('is taken from a host that the server redirects to over https', async () => {
    await publish(await release(root, '0.1.1', { key }));
    server.fail((path, response) => {
      const isMoved = path.startsWith('/v0.1.1/');
      if (isMoved) {
        response.writeHead(302, { location: `/elsewhere${path}` }).end();
      } else if (path.startsWith('/elsewhere/')) {
        response.end(imageOf('0.1.1'));
      }
      return isMoved || path.startsWith('/elsewhere/');
    });
    expect(await update()).toMatchObject({ kind: 'ready' });
  });

  test('can be downloaded after a download was put off', async () => {
    await publish(await release(root, '0.1.1', { key }));
    server.fail((path, response, file) => {
      if (!path.startsWith('/v')) {
        return false;
      }
      response.writeHead(200, { 'content-length': file?.length ?? 0 });
      response.write(file?.subarray(0, 1000));
      return true;
    });
    copy.updates.act('check');
    await copy.until('offered');
    const asked = server.whenAsked(image);
    copy.updates.act('download');
    await asked;
    copy.updates.act('postpone');
    expect(copy.updates.getState()).toMatchObject({ kind: 'offered', isShown: false });

    server.fail(() => false);
    copy.updates.act('download');
    expect(await copy.until('ready', 'failed')).toMatchObject({ kind: 'ready' });
  });

  test('asks without anything by which the server could know this computer again', async () => {
    await publish(await release(root, '0.1.1', { key }));
    await update();
    const names = new Set(server.headers.flatMap((headers) => Object.keys(headers)));
    expect([...names].filter((name) => /staging|cookie|authorization/.test(name))).toEqual([]);
  });
});

interface Case {
  readonly name: string;
  readonly prepare: () => Promise<unknown>;
  readonly expected: object;
}

const failed = (code: string) => ({ kind: 'failed', code });
const none = { kind: 'none' };
const isImage = (path: string) => path.endsWith('.AppImage');

/** Publishes 0.1.1, whose file the server then sends as `answer` says. */
const withImage = (answer: (file: Buffer) => Buffer) => async () => {
  await publish(await release(root, '0.1.1', { key }));
  server.fail((path, response, file) => {
    if (!isImage(path) || file === null) {
      return false;
    }
    response.end(answer(file));
    return true;
  });
};

/** The server answers every request so. */
const always =
  (status: number, body: string, headers = {}) =>
  async () => {
    await publish(await release(root, '0.1.1', { key }));
    server.fail((_path, response) => {
      response.writeHead(status, headers).end(body);
      return true;
    });
  };

/** What someone who owns the server, and no key, can put there. */
const stolen = (change: (signed: Record<string, unknown>) => object) => async () => {
  const feed = JSON.parse(await release(root, '0.1.1', { key }));
  await publish(
    JSON.stringify({ ...feed, signed: JSON.stringify(change(JSON.parse(feed.signed))) }),
  );
};

const evil = '#!/bin/sh\necho owned\n';

const cases: Case[] = [
  {
    name: 'a byte of the file was changed',
    prepare: withImage((file) => Buffer.concat([file.subarray(0, -1), Buffer.from([7])])),
    expected: failed('damaged'),
  },
  {
    name: 'the file ends early, with no sign of it',
    prepare: withImage((file) => file.subarray(0, 1000)),
    expected: failed('damaged'),
  },
  {
    name: 'the file is longer than the signed one',
    prepare: withImage((file) => Buffer.concat([file, file])),
    expected: failed('damaged'),
  },
  {
    name: 'the connection is cut',
    async prepare() {
      await publish(await release(root, '0.1.1', { key }));
      server.fail((path, response, file) => {
        if (!isImage(path)) {
          return false;
        }
        response.writeHead(200, { 'content-length': file?.length ?? 0 });
        response.write(file?.subarray(0, 5000), () => response.destroy());
        return true;
      });
    },
    expected: failed('unreachable'),
  },
  {
    name: 'the file is missing',
    async prepare() {
      await publish(await release(root, '0.1.1', { key }));
      await rm(join(root, 'v0.1.1'), { recursive: true });
    },
    expected: failed('unreachable'),
  },
  { name: 'there is no feed', prepare: async () => {}, expected: failed('not-a-feed') },
  { name: 'the feed is empty', prepare: always(200, ''), expected: failed('not-a-feed') },
  {
    name: 'the feed has no end',
    async prepare() {
      const block = Buffer.alloc(64 * 1024, '{');
      server.fail((_path, response) => {
        const sendMore = () => {
          while (!response.destroyed && response.write(block)) {}
        };
        response.on('drain', sendMore);
        sendMore();
        return true;
      });
    },
    expected: failed('not-a-feed'),
  },
  {
    name: 'a signed version is not semantic',
    prepare: async () => publish(await release(root, '01.2.3', { key })),
    expected: failed('untrusted'),
  },
  {
    name: "a network's sign-in page answers",
    prepare: always(200, '<!doctype html><p>Sign in', { 'content-type': 'text/html' }),
    expected: failed('not-a-feed'),
  },
  {
    name: 'the server answers 503',
    prepare: always(503, 'later'),
    expected: failed('unreachable'),
  },
  {
    name: 'a proxy refuses with a page that claims to be JSON',
    prepare: always(403, '<p>no', { 'content-type': 'application/json' }),
    expected: failed('not-a-feed'),
  },
  {
    name: 'the feed is for the version that runs',
    prepare: async () => publish(await release(root, '0.1.0', { key })),
    expected: none,
  },
  {
    name: 'the feed is for an older version',
    prepare: async () => publish(await release(root, '0.0.9', { key })),
    expected: none,
  },
  {
    name: 'the version is offered to nobody yet',
    prepare: async () => publish(await release(root, '0.1.1', { key, rollout: 0 })),
    expected: none,
  },
  {
    name: 'the feed was stolen, and its checksums are those of another file',
    async prepare() {
      await stolen((signed) => ({
        ...signed,
        size: evil.length,
        sha512: createHash('sha512').update(evil).digest('base64'),
      }))();
      await writeFile(join(root, 'v0.1.1', image), evil);
    },
    expected: failed('untrusted'),
  },
  {
    name: 'the signature is by a key of someone else',
    prepare: async () => publish(await release(root, '0.1.1', { key: createKey() })),
    expected: failed('untrusted'),
  },
  {
    name: 'the signature is missing',
    async prepare() {
      const feed = JSON.parse(await release(root, '0.1.1', { key }));
      await publish(JSON.stringify({ ...feed, signatures: [] }));
    },
    expected: failed('untrusted'),
  },
  {
    name: 'the signature is that of another version',
    prepare: stolen((signed) => ({ ...signed, version: '9.9.9', file: nameOfImage('9.9.9') })),
    expected: failed('untrusted'),
  },
  {
    name: 'the release is signed for another channel',
    async prepare() {
      const text = await release(root, '0.1.1', { key, channel: 'beta' });
      await publish(text);
    },
    expected: failed('untrusted'),
  },
  {
    name: 'the server leads to plain http',
    async prepare() {
      await publish(await release(root, '0.1.1', { key }));
      server.fail((path, response) => {
        if (isImage(path)) {
          response.writeHead(302, { location: `http://127.0.0.1:1/${image}` }).end();
        }
        return isImage(path);
      });
    },
    expected: failed('untrusted'),
  },
  {
    name: 'the feed leads to plain http',
    prepare: always(302, '', { location: 'http://127.0.0.1:1/feed.json' }),
    expected: failed('untrusted'),
  },
];

describe.each(cases)('when $name', ({ prepare, expected }) => {
  test('the answer is right, the old version starts, and nothing outside the cache is touched', async () => {
    await prepare();
    const before = outsideTheCache();

    expect(await update()).toMatchObject(expected);

    expect(started()).toBe('0.1.0');
    const { 'profile/.updaterId': _, ...after } = outsideTheCache();
    expect(after).toEqual(before);
    expect(copy.restarts).toEqual([]);
    expect(existsSync(join(home, 'cache/mytone-desktop-updater/pending', image))).toBe(false);
  });
});

describe('while an update is in progress', () => {
  test('a server that is silent is given up after a minute', async () => {
    server.fail(() => true);
    const asked = server.whenAsked('.json');
    copy.updates.act('check');
    await asked;
    await copy.clock.advance(60_000);
    expect(copy.updates.getState()).toMatchObject(failed('unreachable'));
  });

  test('a download that stands still is given up after a minute', async () => {
    await publish(await release(root, '0.1.1', { key }));
    server.fail((path) => isImage(path));
    copy.updates.act('check');
    await copy.until('offered');
    const asked = server.whenAsked(image);
    copy.updates.act('download');
    await asked;
    await copy.clock.advance(60_000);
    expect(await copy.until('failed')).toMatchObject(failed('unreachable'));
    expect(started()).toBe('0.1.0');
  });

  test('redirects that lead in a circle are given up after a minute', async () => {
    await publish(await release(root, '0.1.1', { key }));
    server.fail((path, response) => {
      if (isImage(path)) {
        response.writeHead(302, { location: path }).end();
      }
      return isImage(path);
    });
    copy.updates.act('check');
    await copy.until('offered');
    const asked = server.whenAsked(image);
    copy.updates.act('download');
    await asked;
    await copy.clock.advance(60_000);
    expect(await copy.until('failed')).toMatchObject(failed('unreachable'));
  });

  test('a file that is changed between its download and the installation is refused', async () => {
    await publish(await release(root, '0.1.1', { key }));
    await update();
    await writeFile(join(home, 'cache/mytone-desktop-updater/pending', image), evil);
    copy.updates.act('install');
    expect(await copy.until('failed')).toMatchObject(failed('damaged'));
    expect(started()).toBe('0.1.0');
    expect(readdirSync(join(home, 'Applications'))).toEqual(['MyTone.AppImage']);
  });

  test('an AppImage that cannot be replaced is left as it is', async () => {
    await publish(await release(root, '0.1.1', { key }));
    await update();
    // Root may write anywhere: a folder in its place stops even root.
    await rm(copy.image);
    await mkdir(join(copy.image, 'content'), { recursive: true });
    copy.updates.act('install');
    expect(await copy.until('failed')).toMatchObject(failed('not-writable'));
    expect(readdirSync(join(home, 'Applications'))).toEqual(['MyTone.AppImage']);
    expect(existsSync(join(copy.image, 'content'))).toBe(true);
  });

  test('quitting installs nothing', async () => {
    await publish(await release(root, '0.1.1', { key }));
    await update();
    copy.quit();
    expect(started()).toBe('0.1.0');
  });
});

test('a server with a self-signed certificate is refused', async () => {
  const strangers = await startFeedServer(root, createCertificate(root));
  const other = await runCopy({
    home,
    version: '0.1.0',
    origin: strangers.origin,
    keys: [publicKeyOf(key)],
  });
  other.updates.act('check');
  expect(await other.until('offered', 'none', 'failed')).toMatchObject(failed('unreachable'));
  await strangers.close();
});
