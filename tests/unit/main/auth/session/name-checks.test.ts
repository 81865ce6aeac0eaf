import { expect, it, test, vi } from 'vitest';
import type { Api } from '../../../../../src/main/auth/api/api.ts';
import type { ApiAnswer } from '../../../../../src/main/auth/api/api-answer.ts';
import { createNameChecks } from '../../../../../src/main/auth/session/name-checks.ts';
import { createFakeClock } from '../../../../support/engine/fake-clock.ts';
import { neverSent } from '../../../../support/engine/silent-api.ts';

const email = { field: 'email', value: 'jean@example.com' } as const;

function setUp(...answers: ApiAnswer<unknown>[]) {
  const verify = vi.fn<Api['verify']>(async () => answers.shift() ?? { kind: 'aborted' });
  const clock = createFakeClock();
  return { verify, clock, checkName: createNameChecks({ api: { verify }, clock }) };
}

const success = (value: unknown): ApiAnswer<unknown> => ({ kind: 'success', value });
const busy = (retryAfterMs: number | null): ApiAnswer<unknown> => ({
  kind: 'no-answer',
  cause: 'busy',
  status: 429,
  mayHaveBeenHandled: true,
  retryAfterMs,
});
const refused = (detail: string): ApiAnswer<unknown> => ({
  kind: 'refused',
  status: 400,
  detail,
  retryAfterMs: null,
});

test.each([
  [success({ exists: true }), 'taken'],
  [success({ exists: false }), 'free'],
  [success({ available: false, note: 'x' }), 'taken'],
  [success({ is_available: true }), 'free'],
  [refused('Email already registered'), 'taken'],
  [refused('Not found'), 'unknown'],
  [success({ exists: 'no' }), 'unknown'],
  [success({ message: 'ok' }), 'unknown'],
  [success({ ok: true }), 'unknown'],
  [success({ available: 'yes' }), 'unknown'],
  [success(true), 'unknown'],
  [success(null), 'unknown'],
  [success(undefined), 'unknown'],
  [busy(null), 'unknown'],
  [{ kind: 'invalid-input', status: 422, fields: {} }, 'unknown'],
  [{ kind: 'aborted' }, 'unknown'],
] as const)('the answer %j means %s', async (answer, verdict) => {
  expect(await setUp(answer).checkName(email)).toBe(verdict);
});

test.each([
  [5000, 4999, 5000],
  [null, 59_999, 60_000],
])(
  'a refusal with a wait of %j ms stops all checks for that long',
  async (retryAfterMs, before, after) => {
    const { checkName, verify, clock } = setUp(busy(retryAfterMs), success({ exists: false }));
    await checkName(email);
    await clock.advance(before);
    expect(await checkName(email)).toBe('unknown');
    expect(verify).toHaveBeenCalledOnce();
    await clock.advance(after - before);
    expect(await checkName(email)).toBe('free');
  },
);

test.each<[string, ApiAnswer<unknown>]>([
  ['a free name', success({ exists: false })],
  ['a taken name', refused('Email already registered')],
  ['a server that fails', { ...neverSent, cause: 'server', status: 503 }],
  ['a network that fails', neverSent],
])('%s stops no check that follows', async (_name, first) => {
  const { checkName, verify } = setUp(first, success({ exists: false }));
  await checkName(email);
  expect(await checkName(email)).toBe('free');
  expect(verify).toHaveBeenCalledTimes(2);
});

it('a newer check of the same field ends the older one, and no other', async () => {
  const { checkName, verify } = setUp();
  verify.mockImplementation(() => new Promise(() => {}));
  void checkName(email);
  void checkName({ field: 'username', value: 'jean' });
  void checkName({ field: 'email', value: 'jean@example.org' });
  expect(verify.mock.calls.map(([, , signal]) => signal.aborted)).toEqual([true, false, false]);
});
