import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFeed, type Trust } from '../../../../../src/main/update/core/signed-release.ts';
import { publicKeyOf } from '../../../../../tools/packaging/update-feed/release-key.ts';

const createKey = () => generateKeyPairSync('ed25519').privateKey;
const [oldKey, newKey, strange] = [createKey(), createKey(), createKey()];
const release = {
  channel: 'latest',
  version: '0.1.1',
  file: 'MyTone-0.1.1.AppImage',
  size: 3,
  sha512: `${'A'.repeat(86)}==`,
};
const trust = (...keys: KeyObject[]): Trust => ({
  keys: keys.map(publicKeyOf),
  channel: 'latest',
  fileOf: (version) => `MyTone-${version}.AppImage`,
});

function feed(signed: string, keys: readonly KeyObject[], more = {}): string {
  const signatures = keys.map((key) => sign(null, Buffer.from(signed), key).toString('base64'));
  return JSON.stringify({ signed, signatures, ...more });
}
const feedOf = (change: object, ...keys: KeyObject[]) =>
  feed(JSON.stringify({ ...release, ...change }), keys);

test('a release with a signature by a known key is read, for everyone unless it says otherwise', () => {
  expect(readFeed(feedOf({}, oldKey), trust(oldKey))).toEqual({
    ok: true,
    value: { release, rollout: 100 },
  });
});

test('the share of copies that are offered a release is not signed, so that it can be raised', () => {
  const text = feed(JSON.stringify(release), [oldKey], { rollout: 20 });
  expect(readFeed(text, trust(oldKey))).toMatchObject({ value: { rollout: 20 } });
});

describe('while a key is replaced', () => {
  const both = feedOf({}, oldKey, newKey);

  test.each([
    ['a copy that knows the old key', trust(oldKey)],
    ['a copy that knows both', trust(oldKey, newKey)],
    ['a copy that knows the new one', trust(newKey)],
  ])('%s accepts a release signed with both', (_name, known) => {
    expect(readFeed(both, known)).toMatchObject({ ok: true });
  });

  test('a copy that knows only the new key refuses what the old one signed', () => {
    expect(readFeed(feedOf({}, oldKey), trust(newKey))).toMatchObject({
      error: { code: 'untrusted', detail: 'signature' },
    });
  });
});

test('a copy that knows no key accepts nothing', () => {
  expect(readFeed(feedOf({}, oldKey), trust())).toMatchObject({ error: { code: 'untrusted' } });
});

test.each([
  ['a key of someone else', feedOf({}, strange), 'signature'],
  ['another channel', feedOf({ channel: 'beta' }, oldKey), 'channel'],
  ['a file of another system', feedOf({ file: 'MyTone-Setup-0.1.1-x64.exe' }, oldKey), 'file'],
  ['a file of another version', feedOf({ file: 'MyTone-0.1.0.AppImage' }, oldKey), 'file'],
  ['a path in the name', feedOf({ file: '../MyTone-0.1.1.AppImage' }, oldKey), 'file'],
  ['a version that is none', feedOf({ version: '../x' }, oldKey), 'signed-text'],
  ['a size that is none', feedOf({ size: -1 }, oldKey), 'signed-text'],
  ['a hash that is none', feedOf({ sha512: 'short' }, oldKey), 'signed-text'],
  ['more than it should hold', feedOf({ also: 1 }, oldKey), 'signed-text'],
])('a release with %s is refused', (_name, text, detail) => {
  expect(readFeed(text, trust(oldKey))).toEqual({
    ok: false,
    error: { code: 'untrusted', detail },
  });
});

test.each(['0.1.1', '1.0.0-beta', '1.0.0-beta.2', '10.20.30'])(
  '%s is read as a version',
  (version) => {
    const text = feedOf({ version, file: `MyTone-${version}.AppImage` }, oldKey);
    expect(readFeed(text, trust(oldKey))).toMatchObject({ value: { release: { version } } });
  },
);

test.each([
  ...['', 'v1', 'v1.0.0', '1', '1.2', '1.2.3.4', '01.2.3', '1.02.3', '1.2.03', '-1.0.0', '1.0.0-'],
  ...[
    '1.0.0-beta.02',
    '1.0.0-beta..1',
    '1.0.0+build',
    ' 1.0.0',
    '1.0.0\n',
    '1.0.0/../../x',
    '1.0.x',
  ],
  ...['99999999999999999999.0.0', '\u0661.0.0'],
])('%j is refused as a version, even if it is signed', (version) => {
  const text = feedOf({ version, file: `MyTone-${version}.AppImage` }, oldKey);
  expect(readFeed(text, trust(oldKey))).toMatchObject({ error: { detail: 'signed-text' } });
});

test.each([
  ['is missing', {}],
  ['has the wrong length', { signatures: ['AAAA'] }],
  ['is followed by more bytes', { signatures: [`${'A'.repeat(88)}AAAA`] }],
  ['is no base64', { signatures: ['!!!'] }],
])('a feed whose signature %s is refused', (_name, change) => {
  const { signed } = JSON.parse(feedOf({}, oldKey));
  const text = JSON.stringify({ signed, signatures: [], ...change });
  expect(readFeed(text, trust(oldKey))).toMatchObject({
    error: { code: 'untrusted', detail: 'signature' },
  });
});

test.each(['', '{', '[]', 'null', '"text"', '{"signed":1,"signatures":[]}', '<html>'])(
  '%j is not read as a feed',
  (text) => {
    expect(readFeed(text, trust(oldKey))).toMatchObject({ error: { code: 'not-a-feed' } });
  },
);

test('a release is refused after any change to the signed text', () => {
  const { signed, signatures } = JSON.parse(feedOf({}, oldKey));
  fc.assert(
    fc.property(fc.nat(signed.length - 1), fc.integer({ min: 33, max: 126 }), (at, code) => {
      const changed = signed.slice(0, at) + String.fromCharCode(code) + signed.slice(at + 1);
      const answer = readFeed(JSON.stringify({ signed: changed, signatures }), trust(oldKey));
      expect(answer.ok).toBe(changed === signed);
    }),
  );
});

test('a release is refused with anything other than a valid signature', () => {
  const { signed } = JSON.parse(feedOf({}, oldKey));
  fc.assert(
    fc.property(fc.array(fc.string()), (signatures) => {
      const answer = readFeed(JSON.stringify({ signed, signatures }), trust(oldKey));
      expect(answer.ok).toBe(false);
    }),
  );
});
