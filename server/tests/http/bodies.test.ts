import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { login, newPerson, openApi, password, post, signUp, type TestApi } from '../support/api.ts';
import { engines } from '../support/engine.ts';

/** What is wrong with a body, before any service sees it. */
describe.each(engines)('bodies on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(engine);
  });
  afterAll(() => api.close());

  function sendText(url: string, payload: string | Buffer, type = 'application/json') {
    return api.app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });
  }

  const form = 'application/x-www-form-urlencoded';
  const person = JSON.stringify(newPerson()).slice(0, -1);

  test.each([
    ['malformed JSON', '/auth/register', '{', undefined],
    ['JSON that is no UTF-8', '/auth/register', Buffer.from([0x22, 0xff, 0x22]), undefined],
    ['the key __proto__', '/auth/register', `${person},"__proto__":{}}`, undefined],
    [
      'the key constructor.prototype',
      '/auth/register',
      `${person},"constructor":{"prototype":{}}}`,
      undefined,
    ],
    ['JSON that is nested 8,000 deep', '/auth/register', '['.repeat(8_000), undefined],
    [
      'valid JSON that is nested 5,000 deep',
      '/auth/register',
      `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
      undefined,
    ],
    ['an escaped key __proto__', '/auth/register', `${person},"\\u005f_proto__":{}}`, undefined],
    ['the form field __proto__', '/auth/login', 'username=a&password=b&__proto__=c', form],
    ['the form field constructor', '/auth/login', 'username=a&password=b&constructor=c', form],
    ['the form field prototype', '/auth/login', 'username=a&password=b&prototype=c', form],
    ['a form field twice', '/auth/login', 'username=a&password=b&password=c', form],
    ['a form that is no UTF-8', '/auth/login', Buffer.from([0x61, 0x3d, 0xff]), form],
  ])('with %s are 422 without a field', async (_case, url, payload, type) => {
    const answer = await sendText(url, payload, type);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toEqual({
      detail: [{ loc: ['body'], msg: expect.any(String), type: expect.any(String) }],
    });
  });

  test.each([
    ['name', 'lone \ud800 surrogate'],
    ['surname', 'a\0b'],
    ['name', '   '],
    ['username', 'x'.repeat(256)],
    ['email', 'a@example.com\r\nbcc: b@example.com'],
    ['email', 'no address'],
    ['email', 'a@b@example.com'],
    ['email', '<victim@example.com'],
    ['email', 'victim@example.com>'],
    ['email', '@example.com'],
    ['email', 'jean@'],
    ['password', 'lone \ud800 surrogate'],
    ['phone_number', 'a\0b'],
    ['type_client', 2 ** 31],
    ['type_client', 1.5],
    ['type_client', '0'],
  ])('with a bad %s are 422 that names the field and echoes nothing', async (field, value) => {
    const answer = await post(api.app, '/auth/register', newPerson({ [field]: value }));
    expect(answer.statusCode).toBe(422);
    const { detail } = answer.json();
    expect(detail).toHaveLength(1);
    expect(detail[0].loc).toEqual(['body', field]);
    expect(Object.keys(detail[0]).sort()).toEqual(['loc', 'msg', 'type']);
  });

  test.each<[string, string, string, unknown]>([
    ['name', 'missing', 'Field required', undefined],
    ['name', 'string_type', 'Input should be a valid string', null],
    ['name', 'string_type', 'Input should be a valid string', 1],
    ['name', 'string_type', 'Input should be a valid string', []],
    ['name', 'string_type', 'Input should be a valid string', {}],
    ['password', 'string_too_short', 'String should have at least 1 character', ''],
    ['name', 'string_too_short', 'String should have at least 1 character', ''],
    ['name', 'string_too_long', 'String should have at most 255 characters', 'x'.repeat(256)],
    ['email', 'value_error', 'value is not a valid email address', 'x'],
    ['password', 'value_error', 'Value error, password must have at least 10 characters', 'short'],
    ['type_client', 'int_type', 'Input should be a valid integer', '0'],
    [
      'type_client',
      'int_from_float',
      'Input should be a valid integer, got a number with a fractional part',
      0.5,
    ],
    ...[2 ** 31, 2 ** 53, 1e30].map((value): [string, string, string, unknown] => [
      'type_client',
      'less_than_equal',
      'Input should be less than or equal to 2147483647',
      value,
    ]),
    [
      'type_client',
      'greater_than_equal',
      'Input should be greater than or equal to -2147483648',
      -1e30,
    ],
  ])('with a bad %s are reported as %s, as in FastAPI', async (field, type, msg, value) => {
    const answer = await post(api.app, '/auth/register', newPerson({ [field]: value }));
    expect([answer.statusCode, answer.json()]).toEqual([
      422,
      { detail: [{ loc: ['body', field], msg, type }] },
    ]);
  });

  test.each([
    ['nothing', '', 'missing', 'Field required'],
    ['JSON that is cut off', '{"name":', 'json_invalid', 'JSON decode error'],
    [
      'a list',
      '[]',
      'model_attributes_type',
      'Input should be a valid dictionary or object to extract fields from',
    ],
    [
      'a string',
      '"x"',
      'model_attributes_type',
      'Input should be a valid dictionary or object to extract fields from',
    ],
  ])('that are %s are refused as in FastAPI', async (_case, payload, type, msg) => {
    const answer = await sendText('/auth/register', payload);
    expect([answer.statusCode, answer.json()]).toEqual([
      422,
      { detail: [{ loc: ['body'], msg, type }] },
    ]);
  });

  test.each([
    [{ email: 1 }, ['body', 'email'], 'string_type'],
    [{}, ['body', 'email'], 'missing'],
    ['no address', ['body'], 'value_error'],
    ['jean@example.com\r\nbcc: b@example.com', ['body'], 'value_error'],
  ])('of forgot-password, %j, are 422', async (body, loc, type) => {
    const answer = await post(api.app, '/auth/forgot-password', body);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toEqual({ detail: [{ loc, msg: expect.any(String), type }] });
  });

  test.each([
    'user%name@example.com',
    'a/b@example.com',
    '!#$%&*@example.com',
    'j\u00e9an@example.com',
    'jean@ex\u00e4mple.com',
    'jean@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444',
  ])('with an e-mail that FastAPI accepts (%s) are accepted, and it gets mail', async (email) => {
    const { user } = await signUp(api.app, newPerson({ email: `${engine}${email}` }));
    expect(user.email).toBe(`${engine}${email}`);
    const forgot = await post(api.app, '/auth/forgot-password', user.email);
    expect(forgot.statusCode).toBe(204);
    expect((await login(api.app, user.email)).statusCode).toBe(200);
  });

  test('that are compressed are refused, not unpacked', async () => {
    const answer = await api.app.inject({
      method: 'POST',
      url: '/auth/register',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: gzipSync(JSON.stringify(newPerson())),
    });
    expect([415, 422]).toContain(answer.statusCode);
  });

  test('with a JSON key twice use the last one, as FastAPI does', async () => {
    const other = newPerson();
    const text = `${JSON.stringify(newPerson()).slice(0, -1)},"email":${JSON.stringify(other.email)}}`;
    const answer = await sendText('/auth/register', text);
    expect(answer.json().user.email).toBe(other.email);
  });

  test('of a sign-in may be multipart/form-data', async () => {
    const { user } = await signUp(api.app);
    const send = async (fields: readonly (readonly [string, string | Blob])[]) => {
      const form = new FormData();
      for (const [name, value] of fields) {
        form.append(name, value);
      }
      const request = new Request('http://x', { method: 'POST', body: form });
      const type = request.headers.get('content-type') ?? '';
      return await sendText('/auth/login', Buffer.from(await request.arrayBuffer()), type);
    };
    const name = ['username', user.email] as const;
    expect((await send([name, ['password', password]])).statusCode).toBe(200);
    const twice = await send([name, ['password', password], ['password', password]]);
    expect(twice.statusCode).toBe(422);
    expect((await send([name, ['password', new Blob([password])]])).statusCode).toBe(422);
    expect((await sendText('/auth/login', 'nonsense', 'multipart/form-data')).statusCode).toBe(422);
  });

  test('with an empty content type are read as JSON', async () => {
    const answer = await sendText('/auth/register', JSON.stringify(newPerson()), '');
    expect(answer.statusCode).toBe(201);
  });

  test('lose the invisible characters of an e-mail', async () => {
    const plain = newPerson();
    const { user } = await signUp(api.app, { ...plain, email: `\u200b${plain.email}\ufeff` });
    expect(user.email).toBe(plain.email);
    expect((await login(api.app, `${plain.email}\u200d`)).statusCode).toBe(200);
  });

  test('have their password measured in its composed form', async () => {
    // 72 bytes composed, 108 as it is sent.
    const decomposed = 'e\u0301'.repeat(36);
    const someone = newPerson({ password: decomposed });
    await signUp(api.app, someone);
    expect((await login(api.app, someone.email, decomposed)).statusCode).toBe(200);
    expect((await login(api.app, someone.email, '\u00e9'.repeat(36))).statusCode).toBe(200);
    expect((await login(api.app, someone.email, password)).statusCode).toBe(400);
  });
});
