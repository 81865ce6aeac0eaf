import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '../src/http/endpoints.ts';
import { openApi, type TestApi } from './support/api.ts';

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
    const { content } = document.paths['/auth/register'].post.requestBody;
    expect(content['application/json'].schema.required).toEqual([
      'name',
      'surname',
      'email',
      'username',
      'password',
    ]);
    expect(document.paths['/auth/login'].post.requestBody.content).toHaveProperty([
      'application/x-www-form-urlencoded',
    ]);
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
