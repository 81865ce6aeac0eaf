import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../../../src/main/configuration.ts';

function read({ argv = [] as string[], env = {}, isPackaged = false }) {
  return readConfiguration({ argv: ['mytone', ...argv], env, isPackaged });
}

describe('the API address', () => {
  test('is the public API by default', () => {
    expect(read({})).toMatchObject({
      ok: true,
      value: { apiOrigin: 'https://api-mytone.onrender.com' },
    });
  });

  test('comes from the environment', () => {
    expect(read({ env: { MYTONE_API_URL: 'https://api.example.com' } })).toMatchObject({
      value: { apiOrigin: 'https://api.example.com' },
    });
  });

  test('is read from the command line before the environment', () => {
    const argv = ['--api=https://one.example.com'];
    const env = { MYTONE_API_URL: 'https://two.example.com' };
    expect(read({ argv, env })).toMatchObject({
      value: { apiOrigin: 'https://one.example.com' },
    });
  });

  test('is the last one named on the command line', () => {
    const argv = ['--api=https://one.example.com', '--api=https://two.example.com'];
    expect(read({ argv })).toMatchObject({ value: { apiOrigin: 'https://two.example.com' } });
  });

  test.each([
    ['https://api.example.com/v1/?a=1#b', 'https://api.example.com'],
    ['https://user:secret@api.example.com', 'https://api.example.com'],
    ['HTTPS://API.example.com:443/', 'https://api.example.com'],
    ['https://api.example.com:8443', 'https://api.example.com:8443'],
    ['http://localhost:8000', 'http://localhost:8000'],
    ['http://127.0.0.1:8000/', 'http://127.0.0.1:8000'],
    ['http://127.8.9.1', 'http://127.8.9.1'],
    ['http://[::1]:8000', 'http://[::1]:8000'],
  ])('keeps only the origin of %s', (address, apiOrigin) => {
    expect(read({ argv: [`--api=${address}`] })).toMatchObject({ ok: true, value: { apiOrigin } });
  });

  test.each([
    'http://example.com',
    'http://localhost.example.com',
    'http://not-localhost',
    'http://localhost.example.com',
    'http://not-localhost',
    'http://127.0.0.1.example.com',
    'http://0.0.0.0',
    'http://192.168.1.2',
    'http://[::2]',
    'ftp://localhost',
    'file:///etc/passwd',
    'ws://localhost',
    'javascript:alert(1)',
    'api.example.com',
    'localhost:8000',
    'https://',
    '',
    ' ',
  ])('is refused when it is %j', (address) => {
    expect(read({ argv: [`--api=${address}`] }).ok).toBe(false);
  });

  test('is never repeated in a refusal, which names its source instead', () => {
    const failed = read({ env: { MYTONE_API_URL: 'http://user:secret@example.com' } });
    expect(failed).toEqual({
      ok: false,
      error: expect.stringMatching(/^(?!.*secret).*MYTONE_API_URL.*https:\/\/[^\n]*$/),
    });
  });
});

describe('remote debugging', () => {
  const switches = [
    '--remote-debugging-port=9222',
    '--remote-debugging-port',
    '--remote-debugging-pipe',
    '--remote-debugging-address=0.0.0.0',
    '-remote-debugging-port=9222',
    '--Remote-Debugging-Port=9222',
    '/remote-debugging-port=9222',
  ];

  test.each(switches)('(%s) is refused in a packaged copy', (argument) => {
    expect(read({ argv: [argument], isPackaged: true }).ok).toBe(false);
  });

  test.each(switches)('(%s) is allowed while developing', (argument) => {
    expect(read({ argv: [argument], isPackaged: false }).ok).toBe(true);
  });
});

describe("Chromium's sandbox", () => {
  const switches = [
    '--no-sandbox',
    '-no-sandbox',
    '--No-Sandbox',
    '/no-sandbox',
    '--no-sandbox=1',
    '--no-zygote-sandbox',
    '--disable-setuid-sandbox',
    '--disable-seccomp-filter-sandbox',
    '--disable-gpu-sandbox',
  ];

  test.each(switches)('cannot be turned off in a packaged copy by %s', (argument) => {
    expect(read({ argv: [argument], isPackaged: true }).ok).toBe(false);
  });

  test.each(switches)('can be turned off while developing by %s', (argument) => {
    expect(read({ argv: [argument], isPackaged: false }).ok).toBe(true);
  });
});

describe('an option', () => {
  const link = 'mytone://reset-password?token=abc';

  test.each(['--api=https://evil.example', '-x', '--', '/x', '--user-data-dir=elsewhere'])(
    '(%s) after a link is refused, packaged or not',
    (option) => {
      for (const isPackaged of [true, false]) {
        expect(read({ argv: [link, option], isPackaged })).toEqual({
          ok: false,
          error: 'no option may follow a link; start MyTone with options first.',
        });
      }
    },
  );

  test('before a link is allowed', () => {
    expect(read({ argv: ['--api=https://api.example.com', link] })).toMatchObject({ ok: true });
  });
});
