import { expect, it } from 'vitest';
import { isAnswerLost } from '../../../../../src/main/auth/api/form-failures.ts';
import { neverSent } from '../../../../support/engine/silent-api.ts';

it.each([200, 201, 204, 299, 500, 502, 504, 520, 524])(
  'an unreadable answer with %i may follow a form that was accepted',
  (status) => {
    expect(isAnswerLost({ ...neverSent, status })).toBe(true);
  },
);

it.each([199, 300, 302, 404, 408, 429, 499, 501, 503, 521, 522, 523, 525, 530])(
  'an answer with %i that is not the API’s says that the form was not accepted',
  (status) => {
    expect(isAnswerLost({ ...neverSent, status, mayHaveBeenHandled: true })).toBe(false);
  },
);

it.each([true, false])('without an answer it matters whether the form was sent (%s)', (wasSent) => {
  expect(isAnswerLost({ ...neverSent, mayHaveBeenHandled: wasSent })).toBe(wasSent);
});
