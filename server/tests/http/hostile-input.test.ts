import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalSchema, validationErrorSchema } from '../../src/http/wire.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { engines } from '../support/engine.ts';
import { bodied, hostileRequest, mark } from './hostile-requests.ts';

/** Inputs over all endpoints: 500 in `npm test`, 10,000 and more in `npm run fuzz`. */
const inputs = Number(process.env['FUZZ_INPUTS'] ?? 500);

/** Null when the answer is what it should be, else what is wrong with it. */
function faultOf(status: number, body: string): string | null {
  if (status >= 500) {
    return `status ${status}`;
  }
  if (body.includes(mark)) {
    return 'an echo of a secret';
  }
  if (status < 400) {
    return null;
  }
  const schema = status === 422 ? validationErrorSchema : refusalSchema;
  return schema.safeParse(JSON.parse(body)).success ? null : 'not the documented shape';
}

/** What the OpenAPI document promises for the call, and what any call with a body can get. */
function documentedStatuses({ url, method }: InjectOptions): readonly number[] {
  const { answers } = bodied.find((call) => call.path === url && call.method === method) ?? {
    answers: {},
  };
  return [...Object.keys(answers).map(Number), 413, 415];
}

describe.each(engines)('hostile input on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(engine, { TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => api.close());

  test(`in ${inputs} bodies gets documented answers, never a 5xx or an echo`, async () => {
    await fc.assert(
      fc.asyncProperty(hostileRequest, async (request) => {
        const answer = await api.app.inject(request);
        expect(faultOf(answer.statusCode, answer.body)).toBeNull();
        expect(documentedStatuses(request)).toContain(answer.statusCode);
      }),
      { numRuns: inputs },
    );
  });

  test('in the authorisation is 401', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[\x20-\x7e]{0,200}$/), async (text) => {
        const headers = { authorization: `Bearer ${text}` };
        const answer = await api.app.inject({ url: '/auth/me', headers });
        expect(answer.statusCode).toBe(401);
      }),
      { numRuns: Math.ceil(inputs / 10) },
    );
  });

  test('in the address is 4xx in the documented shape', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[\x21-\x7e]{0,60}$/), async (text) => {
        const answer = await api.app.inject({ method: 'GET', url: `/auth/${text}` });
        expect(faultOf(answer.statusCode, answer.body)).toBeNull();
      }),
      { numRuns: Math.ceil(inputs / 10) },
    );
  });

  test('does not remove a table', async () => {
    const rows = await api.database.query('select count(*) from "USERS"');
    expect(rows).toHaveLength(1);
  });
});

test('the check finds an answer that echoes, has another shape or is a 5xx', () => {
  expect(faultOf(500, '{"detail":"x"}')).toBe('status 500');
  expect(faultOf(400, `{"detail":"${mark}"}`)).toBe('an echo of a secret');
  expect(faultOf(422, '{"detail":"x"}')).toBe('not the documented shape');
});
