import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactField, redactText } from '../../../src/main/redaction.ts';

const jsonWebToken =
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';

describe('redaction removes from a text', () => {
  test.each([
    ['a JWT', `refused ${jsonWebToken} twice`, jsonWebToken],
    ['the head of a JWT', 'refused eyJhbGciOiJIUzI1NiJ9.eyJz', 'eyJhbGciOiJIUzI1NiJ9'],
    ['an opaque token', `sent ${'aB3-'.repeat(10)} once`, 'aB3-aB3-'],
    ['a hexadecimal digest', `sent ${'0af1'.repeat(16)}`, '0af10af1'],
    ['a bearer header', 'Authorization: Bearer abc.def', 'abc.def'],
    ['a basic header', 'authorization: Basic amVhbjpwdw==', 'amVhbjpwdw'],
    ['an e-mail address', 'no account jean.dupont+a@mail.example.com here', 'jean.dupont'],
    ['an encoded form', 'username=jeandupont&password=SuperSecure123!', 'SuperSecure123!'],
    ['a JSON body', '{"new_password": "Super Secure 123!"}', 'Secure'],
    ['a reset link', 'mytone://reset-password?token=abc123', 'abc123'],
    ['a cookie', 'set-cookie: id=abc123', 'abc123'],
  ])('%s', (_name, text, secret) => {
    expect(redactText(text)).not.toContain(secret);
  });

  test('every secret on every line', () => {
    const text = `${jsonWebToken}\n${jsonWebToken} jean@example.com\njean@example.com`;
    expect(redactText(text)).not.toMatch(/eyJ|jean/);
  });

  test('any token that an API could issue', () => {
    const token = fc.stringMatching(/^[A-Za-z0-9_-]{32,200}$/);
    fc.assert(
      fc.property(token, (value) => !redactText(`refresh with ${value} failed`).includes(value)),
    );
  });
});

test.each([
  'refresh failed: net::ERR_CONNECTION_REFUSED after 1250 ms',
  'Error: boom\n    at start (/opt/MyTone/resources/app.asar/out/main/index.js:120:15)',
  'https://api-mytone.onrender.com answered 503',
])('redaction leaves the harmless text %j as it is', (text) => {
  expect(redactText(text)).toBe(text);
});

describe('a field', () => {
  test.each([
    'token',
    'accessToken',
    'refresh_token',
    'PASSWORD',
    'newPassword',
    'authorization',
    'cookie',
    'email',
    'clientSecret',
  ])('named %s is never written', (name) => {
    expect(redactField(name, 42)).toBe('[redacted]');
  });

  test('with a harmless name is written', () => {
    expect(redactField('status', 503)).toBe(503);
  });

  test('with a harmless name is searched for secrets', () => {
    expect(redactField('reason', `bad ${jsonWebToken}`)).not.toContain('eyJ');
  });
});
