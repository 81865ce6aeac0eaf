import { describe, expect, it } from 'vitest';
import { createForms } from '../../../../../src/main/auth/session/forms.ts';
import { createServerClock } from '../../../../../src/main/auth/time/server-clock.ts';
import { createFakeClock } from '../../../../support/engine/fake-clock.ts';

const cancelled = { ok: false, error: { code: 'cancelled' } } as const;
const wrong = { ok: false, error: { code: 'wrong-credentials' } } as const;

function create() {
  return createForms(createServerClock(createFakeClock()));
}

describe('a form', () => {
  it('returns the session from the API', async () => {
    const forms = create();
    const tokens = { accessToken: 'access', refreshToken: 'refresh' };
    const { form } = forms.add(async () => ({ ok: true, value: { tokens, user: null } }));
    expect(await forms.submit(form)).toEqual({
      ok: true,
      value: {
        access: { value: 'access', expiresAt: null, renewAt: null },
        refreshToken: 'refresh',
        user: null,
      },
    });
  });

  it('returns the failure from the API', async () => {
    const forms = create();
    const { form } = forms.add(async () => wrong);
    expect(await forms.submit(form)).toEqual(wrong);
  });

  it('has its own number', () => {
    const forms = create();
    expect([1, 2].map(() => forms.add(async () => wrong).form)).toEqual([1, 2]);
  });

  it('is answered once, and is unknown after that', async () => {
    const forms = create();
    const { form, outcome } = forms.add(async () => wrong);
    forms.answer(form, { ok: true, value: null });
    forms.answer(form, cancelled);
    expect(await outcome).toEqual({ ok: true, value: null });
    expect(await forms.submit(form)).toEqual(cancelled);
  });

  it('that is unknown is cancelled, and can neither be abandoned nor answered', async () => {
    const forms = create();
    forms.abandon(9);
    forms.answer(9, cancelled);
    expect(await forms.submit(9)).toEqual(cancelled);
  });

  it('is abandoned without the others', async () => {
    const forms = create();
    const signals: AbortSignal[] = [];
    const [first, second] = [1, 2].map(() =>
      forms.add(async (signal) => {
        signals.push(signal);
        return wrong;
      }),
    );
    await forms.submit(first?.form ?? 0);
    await forms.submit(second?.form ?? 0);
    forms.abandon(first?.form ?? 0);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('is abandoned and answered when the application ends', async () => {
    const forms = create();
    let given: AbortSignal | null = null;
    const { form, outcome } = forms.add(async (signal) => {
      given = signal;
      return wrong;
    });
    await forms.submit(form);
    forms.dispose();
    expect(given).toMatchObject({ aborted: true });
    expect(await outcome).toEqual(cancelled);
  });
});
