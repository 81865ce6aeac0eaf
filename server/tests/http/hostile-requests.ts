import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { endpoints } from '../../src/http/endpoints.ts';

/** In every password and token that is sent, so that an echo is recognised. */
export const mark = 'MARKED-SECRET';

/** The calls that take a body. */
export const bodied = Object.values(endpoints).filter((endpoint) => 'body' in endpoint);
const fieldNames = [
  'name',
  'surname',
  'email',
  'username',
  'password',
  'phone_number',
  'type_client',
  'refresh_token',
  'token',
  'new_password',
] as const;

const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '\0',
    '\ud800',
    'jean\udfff@example.com',
    `${mark}\0`,
    `${mark}${'x'.repeat(100)}`,
    `${mark}1!`,
    "' or 1=1 --",
    '\'; drop table "USERS"; --',
    '$1',
    'a@example.com\r\nbcc: b@example.com',
    '\u202e\u0000\ufeff',
    'x'.repeat(5000),
    '__proto__',
    'jean@example.com',
  ),
);

const hostileValue = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 2, arbitrary: fc.constantFrom(null, true, 0, -1, 1e308, 1.5, [], {}, [[]], '') },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
);

const hostileObject = fc
  .dictionary(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...fieldNames) },
      { weight: 1, arbitrary: hostileText },
      { weight: 1, arbitrary: fc.constantFrom('constructor', 'toString', 'hasOwnProperty') },
    ),
    hostileValue,
    { maxKeys: 12 },
  )
  .map((fields) => JSON.stringify(fields));

const hostileJson = fc.oneof(
  { weight: 6, arbitrary: hostileObject },
  {
    weight: 2,
    arbitrary: hostileValue.map((value) => (JSON.stringify(value) as string | undefined) ?? 'null'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '{',
      '{"password":"MARKED-SECRET',
      '"',
      'undefined',
      'NaN',
      '{"a":1}{"b":2}',
      `{"__proto__":{"password":"${mark}"}}`,
      '{"constructor":{"prototype":{"isAdmin":true}}}',
      `${'['.repeat(7000)}${']'.repeat(7000)}`,
      `${'{"a":'.repeat(2500)}1${'}'.repeat(2500)}`,
      JSON.stringify({ password: mark.repeat(2000) }),
      JSON.stringify({ email: 'x'.repeat(10 * 1024 * 1024) }),
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary' }) },
);

const hostileForm = fc.oneof(
  fc.array(fc.tuple(fc.constantFrom(...fieldNames), hostileText), { maxLength: 6 }).map((pairs) => {
    const form = new URLSearchParams();
    for (const [name, value] of pairs) {
      form.append(name, value.toWellFormed());
    }
    return form.toString();
  }),
  fc.constantFrom(
    `username=a&username=b&password=${mark}`,
    `username=a&password=${mark}&password=${mark}2`,
    'username=%ff%fe&password=%00',
    '__proto__=x&constructor=y&username=a&password=b',
    'username[]=a&password[$ne]=b',
    '&&&===%%%',
    'username=a&password='.concat('x'.repeat(20_000)),
  ),
  fc.string({ unit: 'binary' }),
);

const contentType = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-16',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/vnd.api+json',
  'nonsense',
  '',
);

const payload = fc.oneof(
  { weight: 6, arbitrary: hostileJson.map((text) => Buffer.from(text)) },
  { weight: 3, arbitrary: hostileForm.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
);

const usualType = (path: string) =>
  path === endpoints.login.path ? 'application/x-www-form-urlencoded' : 'application/json';

/** A request with a body that no honest client sends, or nearly a right one. */
export const hostileRequest: fc.Arbitrary<InjectOptions> = fc
  .record({
    endpoint: fc.constantFrom(...bodied),
    type: fc.option(contentType, { nil: undefined, freq: 2 }),
    payload,
    authorization: fc.option(
      fc.stringMatching(/^[\x20-\x7e]{0,60}$/).map((text) => `Bearer ${text}`),
      { nil: undefined },
    ),
    address: fc.stringMatching(/^[\x20-\x7e]{0,40}$/),
  })
  .map((request) => ({
    method: request.endpoint.method,
    url: request.endpoint.path,
    payload: request.payload,
    headers: {
      'content-type': request.type ?? usualType(request.endpoint.path),
      'x-forwarded-for': request.address,
      'x-request-id': request.address,
      ...(request.authorization === undefined ? {} : { authorization: request.authorization }),
    },
  }));
