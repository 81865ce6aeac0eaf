import { describe, expect, test } from 'vitest';
import { createAppProtocol } from '../../../../src/main/page/app-protocol.ts';

const text = (value: string) => new TextEncoder().encode(value);

const contents = new Map([
  ['index.html', text('<!doctype html>')],
  ['assets/index-a1.js', text('export {}')],
  ['assets/index-a1.css', text('a{}')],
  ['assets/inter.woff2', text('wOF2')],
  ['assets/a b.svg', text('<svg/>')],
]);

const readFiles: string[] = [];

const handle = createAppProtocol({
  files: new Set(contents.keys()),
  read: async (file) => {
    readFiles.push(file);
    return contents.get(file) ?? text('a file that is not listed');
  },
});

/** `Request` would normalise the address; Chromium passes on what the page asked for. */
function ask(url: string, method = 'GET'): Promise<Response> {
  return handle({ url, method } as Request);
}

describe('a listed file', () => {
  test.each([
    ['app://mytone/index.html', 'text/html; charset=utf-8'],
    ['app://mytone/index.html?a=1#b', 'text/html; charset=utf-8'],
    ['app://mytone/assets/index-a1.js', 'text/javascript; charset=utf-8'],
    ['app://mytone/assets/index-a1.css', 'text/css; charset=utf-8'],
    ['app://mytone/assets/inter.woff2', 'font/woff2'],
    ['app://mytone/assets/a%20b.svg', 'image/svg+xml'],
  ])('(%s) is served with its type', async (url, type) => {
    const response = await ask(url);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
  });

  test('is served byte for byte', async () => {
    const response = await ask('app://mytone/assets/index-a1.js');
    expect(await response.text()).toBe('export {}');
  });

  test('is answered without a body to HEAD', async () => {
    const response = await ask('app://mytone/index.html', 'HEAD');
    expect([response.status, response.headers.get('content-length'), response.body]).toEqual([
      200,
      '15',
      null,
    ]);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'get', ''])(
    'is not served to the method %j',
    async (method) => {
      expect((await ask('app://mytone/index.html', method)).status).toBe(405);
    },
  );
});

test.each([
  'app://mytone/',
  'app://mytone',
  'app://mytone/nothing.html',
  'app://mytone/assets',
  'app://mytone/assets/',
  'app://mytone/files.json',
  'app://mytone/../main/index.js',
  'app://mytone/%2e%2e/main/index.js',
  'app://mytone/%2e%2e%2fmain%2findex.js',
  'app://mytone/%252e%252e%252fmain%252findex.js',
  'app://mytone/..%5cmain%5cindex.js',
  'app://mytone/assets\\index-a1.js',
  'app://mytone/index.html%00.js',
  'app://mytone/index.html%00',
  'app://mytone/%00',
  'app://mytone/%',
  'app://mytone/%ff',
  'app://mytone//index.html',
  'app://mytone//etc/passwd',
  'app://mytone/%2fetc%2fpasswd',
  'app://mytone/C:/Windows/win.ini',
  'app://mytone/INDEX.HTML',
  'app://mytone/index%2ehtml/',
  'app://mytone/index%252ehtml',
  'app://mytone/__proto__',
  'app://mytone/constructor',
  'app://evil/index.html',
  'app://mytone.evil/index.html',
  'app://mytone@evil/index.html',
  'app://user@mytone/index.html',
  'app://mytone:80/index.html',
  'app:///index.html',
  'https://mytone/index.html',
  'file:///index.html',
  'not an address',
])('answers 404 and reads nothing for %s', async (url) => {
  readFiles.length = 0;
  const response = await ask(url);
  expect([response.status, await response.text(), readFiles]).toEqual([404, '', []]);
});

test.each([
  ['a file', 'app://mytone/index.html', 'GET'],
  ['404', 'app://mytone/nothing', 'GET'],
  ['405', 'app://mytone/index.html', 'POST'],
])('sends every security header with %s', async (_name, url, method) => {
  const { headers } = await ask(url, method);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-src 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
});
