import { expect, test } from 'vitest';
import { emptySessionRecord } from '../../../../src/main/auth/ports.ts';
import { createSessionRecords } from '../../../../src/main/profile/session-records.ts';
import { createSettingsInMemory } from '../fakes.ts';

test('an unknown API has the empty record', () => {
  const records = createSessionRecords(createSettingsInMemory(), 'https://api.example.com');
  expect(records.read()).toEqual(emptySessionRecord);
});

test('a change keeps the rest of the record', () => {
  const records = createSessionRecords(createSettingsInMemory(), 'https://api.example.com');
  records.update({ lastEmail: 'jean@example.com' });
  records.update({ signOutReason: 'expired' });
  expect(records.read()).toEqual({
    ...emptySessionRecord,
    lastEmail: 'jean@example.com',
    signOutReason: 'expired',
  });
});

test('two APIs never share a record', () => {
  const settings = createSettingsInMemory();
  const one = createSessionRecords(settings, 'https://one.example.com');
  const two = createSessionRecords(settings, 'https://two.example.com');
  one.update({ lastEmail: 'jean@example.com' });
  two.update({ lastEmail: 'anne@example.com' });
  expect([one.read().lastEmail, two.read().lastEmail]).toEqual([
    'jean@example.com',
    'anne@example.com',
  ]);
});
