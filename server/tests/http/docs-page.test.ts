import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '../../src/http/endpoints.ts';
import {
  me,
  newPerson,
  openApi,
  password,
  post,
  signUp,
  type TestApi,
  tokensOf,
} from '../support/api.ts';

interface LimitedText {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly anyOf?: readonly LimitedText[];
}

describe('the documentation', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi('pglite');
  });
  afterAll(() => api.close());

  test('names every call with its answers', async () => {
    const document = (await api.app.inject({ url: '/openapi.json' })).json();
    for (const [name, { path, method, answers }] of Object.entries(endpoints)) {
      const operation = document.paths[path]?.[method.toLowerCase()];
      expect(operation?.operationId).toBe(name);
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining([...Object.keys(answers), '400', '408', '431', '500', '503']),
      );
    }
  });

  test('is the committed openapi.json, which npm run openapi -w server writes', async () => {
    const committed = JSON.parse(
      readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'),
    );
    expect((await api.app.inject({ url: '/openapi.json' })).json()).toEqual(committed);
  });

  test('describes bodies with the limits that hold', async () => {
    const { paths } = (await api.app.inject({ url: '/openapi.json' })).json();
    const { properties } =
      paths['/auth/register'].post.requestBody.content['application/json'].schema;
    expect(properties.email).toMatchObject({ type: 'string', format: 'email', maxLength: 254 });
    expect(properties.password).toMatchObject({ format: 'password', minLength: 10, maxLength: 72 });
    for (const [field, { minLength, maxLength, pattern }] of Object.entries<
      Record<string, string | number>
    >(properties)) {
      const bad = [
        ...(minLength === undefined ? [] : ['x'.repeat(Number(minLength) - 1)]),
        ...(maxLength === undefined ? [] : [`${'x'.repeat(Number(maxLength) - 9)}@example.com`]),
        ...(pattern === undefined ? [] : ['   ']),
      ];
      for (const value of bad) {
        const answer = await post(api.app, '/auth/register', newPerson({ [field]: value }));
        expect([field, value, answer.statusCode]).toEqual([field, value, 422]);
      }
    }
  });

  test('states limits of text that agree with the server on both sides of each', async () => {
    const { paths } = (await api.app.inject({ url: '/openapi.json' })).json();
    const { access_token } = await signUp(api.app);
    const bodies: readonly (readonly ['POST' | 'PATCH', string, Record<string, unknown>])[] = [
      ['PATCH', '/auth/me', {}],
      ['POST', '/auth/verify-email', { email: 'a@example.com' }],
      ['POST', '/auth/verify-username', { username: 'x' }],
      ['POST', '/auth/refresh', { refresh_token: 'x' }],
    ];
    const checked = [];
    for (const [method, url, body] of bodies) {
      const { schema } = paths[url][method.toLowerCase()].requestBody.content['application/json'];
      for (const [field, described] of Object.entries<LimitedText>(schema.properties)) {
        const { minLength, maxLength, pattern } = described.anyOf?.[0] ?? described;
        if (maxLength === undefined) {
          continue;
        }
        const end = field === 'email' ? '@example.com' : '';
        const longest = `${'x'.repeat(maxLength - end.length)}${end}`;
        for (const value of [
          ...['', ' ', '\0', `a\0b${end}`, `a\u0001${end}`, `😀${end}`, longest, `x${longest}`],
          ...[`${longest} `, `${'😀'.repeat(maxLength - end.length)}${end}`],
        ]) {
          const isDescribed =
            [...value].length >= (minLength ?? 0) &&
            [...value].length <= maxLength &&
            new RegExp(pattern ?? '').test(value);
          const payload = JSON.stringify({ ...body, [field]: value });
          const headers = {
            'content-type': 'application/json',
            authorization: `Bearer ${access_token}`,
          };
          const answer = await api.app.inject({ method, url, headers, payload });
          checked.push([url, field, value, isDescribed]);
          expect([url, field, value, answer.statusCode !== 422]).toEqual(checked.at(-1));
        }
      }
    }
    expect(checked).toHaveLength(60);
  });

  test('declares the form that signs in, and the server', async () => {
    const document = (await api.app.inject({ url: '/openapi.json' })).json();
    const { tokenUrl } = document.components.securitySchemes.password.flows.password;
    const { user } = await signUp(api.app);
    // As Swagger UI's "Authorize" sends it.
    const payload = `grant_type=password&username=${user.username}&password=${password}&scope=`;
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: 'Basic Og==',
      'x-requested-with': 'XMLHttpRequest',
    };
    const answer = await api.app.inject({ method: 'POST', url: tokenUrl, headers, payload });
    expect((await me(api.app, tokensOf(answer).access_token)).statusCode).toBe(200);
    expect(document.servers).toHaveLength(1);
  });

  test('says which calls need an access token', async () => {
    const document = (await api.app.inject({ url: '/openapi.json' })).json();
    for (const { path, method, ...endpoint } of Object.values(endpoints)) {
      const operation = document.paths[path][method.toLowerCase()];
      expect([path, operation.security.length > 0]).toEqual([path, 'isForSignedIn' in endpoint]);
    }
  });

  test('has a page that loads nothing from elsewhere', async () => {
    const page = await api.app.inject({ url: '/docs' });
    const addresses = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]);
    expect(addresses).toHaveLength(3);
    for (const address of addresses) {
      expect(address).toMatch(/^\/docs\//);
      expect((await api.app.inject({ url: address ?? '' })).statusCode).toBe(200);
    }
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });
});
