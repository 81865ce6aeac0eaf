import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkScheme, readLink, readLinkIn } from '../../../../src/main/deep-link/read-link.ts';

const link = 'mytone://reset-password?token=abc-DEF_123';
const opened = { kind: 'reset-password', token: 'abc-DEF_123' };
const unknown = { kind: 'refused', why: 'unknown' };

test('the link of the mail opens with its token', () => {
  expect(readLink(link)).toEqual(opened);
});

test('the slash that Windows adds makes no difference', () => {
  expect(readLink('mytone://reset-password/?token=abc-DEF_123')).toEqual(opened);
});

test.each([1, 43, 1024])('a token of %i characters is accepted', (length) => {
  expect(readLink(`mytone://reset-password?token=${'a'.repeat(length)}`)).toMatchObject({
    kind: 'reset-password',
  });
});

test.each([
  ['no token', 'mytone://reset-password'],
  ['an empty token', 'mytone://reset-password?token='],
  ['a token of more than 1,024 characters', `mytone://reset-password?token=${'a'.repeat(1025)}`],
  ['two tokens', 'mytone://reset-password?token=a&token=b'],
  ['something beside the token', 'mytone://reset-password?token=a&api=https://evil.example'],
  ['something before the token', 'mytone://reset-password?x=1&token=a'],
  ['another name', 'mytone://reset-password?Token=a'],
  ['a fragment', 'mytone://reset-password?token=a#b'],
  ['another host', 'mytone://sign-in?token=a'],
  ['a longer host', 'mytone://reset-password.evil.example?token=a'],
  ['a port', 'mytone://reset-password:443?token=a'],
  ['a user', 'mytone://user@reset-password?token=a'],
  ['a user and a password', 'mytone://user:secret@reset-password?token=a'],
  ['no host', 'mytone:///reset-password?token=a'],
  ['no slashes', 'mytone:reset-password?token=a'],
  ['a path', 'mytone://reset-password/x?token=a'],
  ['two slashes', 'mytone://reset-password//?token=a'],
  ['a path that goes up', 'mytone://reset-password/../?token=a'],
  ['an escaped host', 'mytone://reset%2dpassword?token=a'],
  ['an escaped letter', 'mytone://reset-password?token=%61'],
  ['an escape within an escape', 'mytone://reset-password?token=%2561'],
  ['an escaped separator', 'mytone://reset-password?token=a%26token=b'],
  ['a NUL', 'mytone://reset-password?token=a\0'],
  ['a line feed at the end', 'mytone://reset-password?token=a\n'],
  ['a line feed in front', '\nmytone://reset-password?token=a'],
  ['a tab within the scheme', 'my\ttone://reset-password?token=a'],
  ['a blank at the end', 'mytone://reset-password?token=a '],
  ['a quotation mark', 'mytone://reset-password?token=a"'],
  ['a plus', 'mytone://reset-password?token=a+b'],
  ['a backslash', 'mytone:\\\\reset-password?token=a'],
  ['a letter of another script', 'mytone://reset-password?token=аbc'],
  ['a full-width digit', 'mytone://reset-password?token=１'],
  ['another scheme', 'https://reset-password?token=a'],
  ['a scheme of the same end', 'xmytone://reset-password?token=a'],
  ['capitals', 'MYTONE://reset-password?token=a'],
  ['nothing', ''],
])('a link is refused that has %s', (_name, hostile) => {
  expect(readLink(hostile)).toEqual(unknown);
});

test('a token is read from a link unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, isInLink) => {
      const reading = readLink(isInLink ? `mytone://reset-password?token=${text}` : text);
      return reading.kind === 'refused' || (text.endsWith(reading.token) && isInLink);
    }),
  );
});

describe('in the arguments of a copy', () => {
  test('a link is found among options and folders', () => {
    expect(readLinkIn(['mytone', '--api=https://api.example.com', '.', link])).toEqual(opened);
  });

  test('no link is found where there is none', () => {
    expect(readLinkIn(['mytone', '--api=https://api.example.com'])).toEqual({ kind: 'none' });
  });

  test('the value of an option is not read as a link', () => {
    expect(readLinkIn(['mytone', `--flag=${link}`, `--${link}`])).toEqual({ kind: 'none' });
  });

  test.each([
    ['the same twice', [link, link]],
    ['a good one before a bad one', [link, 'mytone://evil']],
    ['a bad one before a good one', ['MyTone:x', link]],
  ])('%s is refused, because the right one is not known', (_name, links) => {
    expect(readLinkIn(['mytone', ...links])).toEqual({ kind: 'refused', why: 'several' });
  });

  test('a link that is not ours is refused', () => {
    expect(readLinkIn(['mytone', 'mytone://sign-in'])).toEqual(unknown);
  });
});

test('the packages register the scheme that is read', () => {
  expect(readFileSync('electron-builder.yml', 'utf8')).toContain(`schemes: [${linkScheme}]`);
});
