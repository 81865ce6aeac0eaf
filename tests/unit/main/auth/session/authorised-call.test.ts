import { describe, expect, it, vi } from 'vitest';
import type { ApiAnswer, Refusal } from '../../../../../src/main/auth/api/api-answer.ts';
import {
  createCallWithToken,
  type TokenAnswer,
} from '../../../../../src/main/auth/session/authorised-call.ts';

const refused: Refusal = { kind: 'refused', status: 401, detail: 'no', retryAfterMs: null };
const forbidden: Refusal = { ...refused, status: 403 };
const success: ApiAnswer<string> = { kind: 'success', value: 'profile' };
const { signal } = new AbortController();
const denied: TokenAnswer = { kind: 'denied', answer: { kind: 'aborted' } };

/** `tokens` are what it gets, one after the other; `answers` are the API's. */
function create(tokens: TokenAnswer[], answers: ApiAnswer<string>[]) {
  const asked: (string | null)[] = [];
  const used: string[] = [];
  const onAccepted = vi.fn();
  const callWithToken = createCallWithToken({
    getToken(refusedToken) {
      asked.push(refusedToken);
      return tokens.shift() ?? denied;
    },
    onAccepted,
  });
  const call = () =>
    callWithToken(async (token, given) => {
      expect(given).toBe(signal);
      used.push(token);
      return answers.shift() ?? success;
    });
  return { call, asked, used, onAccepted };
}

function token(value: string): TokenAnswer {
  return { kind: 'token', token: value, signal };
}

describe('an authorised call', () => {
  it('is made once with the current token, and reports that it was accepted', async () => {
    const { call, asked, used, onAccepted } = create([token('a')], [success]);
    expect(await call()).toBe(success);
    expect([asked, used]).toEqual([[null], ['a']]);
    expect(onAccepted).toHaveBeenCalledOnce();
  });

  it('is repeated once with another token after a 401, and not a third time', async () => {
    const { call, asked, used } = create([token('a'), token('b')], [refused, refused]);
    expect(await call()).toBe(refused);
    expect([asked, used]).toEqual([
      [null, 'a'],
      ['a', 'b'],
    ]);
  });

  it('is not made again after any other refusal', async () => {
    const { call, used, onAccepted } = create([token('a'), token('b')], [forbidden]);
    expect(await call()).toBe(forbidden);
    expect(used).toEqual(['a']);
    expect(onAccepted).not.toHaveBeenCalled();
  });

  it('is not made without a token', async () => {
    const { call, used } = create([denied], []);
    expect(await call()).toEqual({ kind: 'aborted' });
    expect(used).toEqual([]);
  });

  it('is not repeated if there is no other token', async () => {
    const { call, used } = create([token('a'), denied], [refused]);
    expect(await call()).toEqual({ kind: 'aborted' });
    expect(used).toEqual(['a']);
  });
});
