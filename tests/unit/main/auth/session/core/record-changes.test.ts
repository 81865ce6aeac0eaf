import { describe, expect, it } from 'vitest';
import {
  emailOf,
  inMemory,
  kept,
  over,
  profileOf,
} from '../../../../../../src/main/auth/session/core/record-changes.ts';
import { jeanOfEngine as user } from '../../../../../support/engine/fake-api.ts';

describe('the settings of a session', () => {
  it('name it, its user and when the API confirmed it', () => {
    expect(kept(user, 5, 6)).toEqual({
      marker: { userId: user.id, storedAt: 5 },
      profile: user,
      lastEmail: user.email,
      verifiedAt: 6,
      signOutReason: null,
      endedSession: null,
    });
  });

  it('name it before its user is known', () => {
    expect(profileOf(null, 5)).toEqual({ marker: { userId: null, storedAt: 5 }, profile: null });
  });

  it('say that it ends with this run while no keychain holds its token', () => {
    expect(inMemory(user, 5)).toEqual({
      ...over('keychain-lost', 5),
      lastEmail: user.email,
    });
  });
});

describe('the settings after a session', () => {
  it('keep the reason, the name of the session and the e-mail', () => {
    expect(over('revoked', 5)).toEqual({
      marker: null,
      profile: null,
      verifiedAt: null,
      signOutReason: 'revoked',
      endedSession: 5,
      tokenChecksums: [],
      tokenSession: null,
    });
  });

  it('forget the e-mail of an account that was deleted', () => {
    expect(over('account-deleted', null)).toMatchObject({ lastEmail: null });
  });
});

describe('the e-mail for the sign-in form', () => {
  it('is the earlier one if an account has none', () => {
    expect(emailOf(user)).toEqual({ lastEmail: user.email });
    expect(emailOf({ ...user, email: '' })).toEqual({});
    expect(emailOf(null)).toEqual({});
  });
});
