import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { endpoints } from '../../src/http/endpoints.ts';
import { openApi, type TestApi } from '../support/api.ts';

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
      expect(Object.keys(operation.responses)).toEqual(Object.keys(answers));
    }
  });

  test('describes the bodies by the schemas that validate them', async () => {
    const document = (await api.app.inject({ url: '/openapi.json' })).json();
    for (const { path, method, ...endpoint } of Object.values(endpoints)) {
      const { requestBody } = document.paths[path][method.toLowerCase()];
      if ('body' in endpoint) {
        const { $schema: _dialect, ...schema } = z.toJSONSchema(endpoint.body, { io: 'input' });
        const type = 'format' in endpoint ? 'x-www-form-urlencoded' : 'json';
        expect(requestBody.content).toEqual({ [`application/${type}`]: { schema } });
      } else {
        expect(requestBody).toBeUndefined();
      }
    }
  });

  test('says which calls need an access token', async () => {
    const document = (await api.app.inject({ url: '/openapi.json' })).json();
    for (const { path, method, ...endpoint } of Object.values(endpoints)) {
      const operation = document.paths[path][method.toLowerCase()];
      expect([path, 'security' in operation]).toEqual([path, 'isForSignedIn' in endpoint]);
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
