import { describe, expect, it } from 'vitest';
import { readStartOptions } from '../../../../scripts/lib/start-options.mjs';

describe('readStartOptions', () => {
  it('starts the local API on port 8000 by default', () => {
    expect(readStartOptions([])).toEqual({ api: undefined, port: 8000 });
  });

  it.each([
    [['--port', '9001'], { api: undefined, port: 9001 }],
    [['--api', 'https://api.example.com/v1?x=1'], { api: 'https://api.example.com', port: 8000 }],
    [['--api=http://localhost:9000'], { api: 'http://localhost:9000', port: 8000 }],
    [['--api=http://127.0.0.2:9000/'], { api: 'http://127.0.0.2:9000', port: 8000 }],
    [['--api=http://[::1]:9000/'], { api: 'http://[::1]:9000', port: 8000 }],
  ])('reads %j', (args, options) => {
    expect(readStartOptions(args)).toEqual(options);
  });

  it.each([
    'http://example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'ftp://localhost',
    'file:///etc/passwd',
    'localhost:8000',
    'not an address',
    '',
  ])('refuses the address "%s" in one line', (address) => {
    expect(() => readStartOptions([`--api=${address}`])).toThrow(/^--api must be an address.*$/);
  });

  it('does not repeat an address, which may hold a password', () => {
    expect(() => readStartOptions(['--api=http://jean:sesame@example.com'])).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('sesame') }),
    );
  });

  it.each(['0', '65536', '-1', '80.5', 'abc', '', '0x50', '1e3'])(
    'refuses the port "%s"',
    (port) => {
      expect(() => readStartOptions([`--port=${port}`])).toThrow(/^--port must be a number.*$/);
    },
  );

  it.each([[['--prot', '1']], [['start']], [['--api']], [['--port']], [['-x']]])(
    'refuses %j with the usage in the same line',
    (args) => {
      expect(() => readStartOptions(args)).toThrow(/^[^\n]+\. Usage: npm start -- [^\n]+$/);
    },
  );
});
