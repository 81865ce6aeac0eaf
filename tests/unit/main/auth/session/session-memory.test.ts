import { describe, expect, it } from 'vitest';
import {
  emptySessionRecord,
  type SessionRecord,
  type SessionRecords,
} from '../../../../../src/main/auth/ports.ts';
import { createSessionMemory } from '../../../../../src/main/auth/session/session-memory.ts';
import { jeanOfEngine as user } from '../../../../support/engine/fake-api.ts';
import { createFakeClock } from '../../../../support/engine/fake-clock.ts';

function create(earlier: Partial<SessionRecord> = {}) {
  let record: SessionRecord = { ...emptySessionRecord, ...earlier };
  const records: SessionRecords = {
    read: () => record,
    update: (change) => {
      record = { ...record, ...change };
    },
  };
  const clock = createFakeClock();
  return { memory: createSessionMemory(records, clock), record: () => record, now: clock.now() };
}

describe('what the settings know of a session', () => {
  it('whose token is in the keychain: user, time and profile', () => {
    const { memory, record, now } = create({ signOutReason: 'user', endedSession: 5 });
    expect(memory.begin(user, 'keychain')).toBe(now);
    expect(record()).toEqual({
      ...emptySessionRecord,
      marker: { userId: 7, storedAt: now },
      profile: user,
      verifiedAt: now,
      lastEmail: user.email,
    });
  });

  it('whose user is not known yet: a marker, and that the API has given its tokens', () => {
    const { memory, record, now } = create();
    memory.begin(null, 'keychain');
    expect(record()).toEqual({
      ...emptySessionRecord,
      marker: { userId: null, storedAt: now },
      verifiedAt: now,
    });
  });

  it('that lives in memory: only that it will be gone, and which one was before', () => {
    const marker = { userId: 1, storedAt: 5 };
    const { memory, record } = create({ marker, profile: user, verifiedAt: 6 });
    memory.begin(user, 'memory');
    memory.confirm(9);
    memory.learn({ ...user, email: 'new@example.com' });
    expect(record()).toEqual({
      ...emptySessionRecord,
      lastEmail: 'new@example.com',
      signOutReason: 'keychain-lost',
      endedSession: 5,
    });
  });

  it('that was restored: its confirmations and its changed profile, under the same marker', () => {
    const marker = { userId: 7, storedAt: 5 };
    const { memory, record } = create({ marker, profile: user });
    expect(memory.recall(5).profile).toBe(user);
    expect(memory.user).toBe(user);
    memory.confirm(9);
    memory.learn({ ...user, email: 'new@example.com' });
    expect(record()).toMatchObject({
      marker,
      verifiedAt: 9,
      lastEmail: 'new@example.com',
      profile: { email: 'new@example.com' },
    });
  });

  it('of another session than the keychain: nothing that may be drawn', () => {
    const marker = { userId: 7, storedAt: 5 };
    const { memory, record } = create({ marker, profile: user });
    for (const session of [6, null]) {
      memory.recall(session);
      expect(memory.user).toBeNull();
      expect(memory.isOfAnother).toBe(true);
    }
    expect(record()).toMatchObject({ marker, profile: user });
  });

  it('that was restored without a marker: one from now on', () => {
    const { memory, record, now } = create();
    memory.recall(null);
    memory.learn(user);
    expect(record().marker).toEqual({ userId: 7, storedAt: now });
  });

  it('before there is one: no confirmation', () => {
    const { memory, record } = create();
    memory.confirm(9);
    expect(record()).toEqual(emptySessionRecord);
  });

  it('that has ended: why, which one, and the e-mail', () => {
    const { memory, record, now } = create();
    memory.begin(user, 'keychain');
    memory.forget('revoked');
    memory.confirm(9);
    expect(memory.user).toBeNull();
    expect(record()).toEqual({
      ...emptySessionRecord,
      lastEmail: user.email,
      signOutReason: 'revoked',
      endedSession: now,
    });
  });
});
