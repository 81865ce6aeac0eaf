import { describe, expect, it } from 'vitest';
import { profileSchema, readTime } from '../../../../../src/main/auth/api/profile-reader.ts';
import { jeanOfApi, jeanOfEngine } from '../../../../support/engine/fake-api.ts';

describe('the profile', () => {
  it('has the values of the API under our names', () => {
    expect(profileSchema.parse(jeanOfApi)).toEqual(jeanOfEngine);
  });

  it.each([7, '7', '6e0ad3a0-6f58-4dbb-a6a3-1d3b1c6e1b77', '653247040368672768'])(
    'keeps the id %j as it is',
    (id) => {
      expect(profileSchema.parse({ id })).toEqual({
        id,
        name: '',
        surname: '',
        email: '',
        username: '',
        phoneNumber: null,
        createdAt: null,
      });
    },
  );

  it.each([undefined, null, '', 1.5, true, {}, ['7']])('needs an id, and %j is not one', (id) => {
    expect(profileSchema.safeParse({ ...jeanOfApi, id }).success).toBe(false);
  });

  it.each([
    ['name', 'name', ''],
    ['surname', 'surname', ''],
    ['email', 'email', ''],
    ['username', 'username', ''],
    ['phone_number', 'phoneNumber', null],
    ['created_at', 'createdAt', null],
  ])('leaves %s blank if it is missing, null or of another type', (wire, field, blank) => {
    for (const odd of [undefined, null, {}, [], true]) {
      const profile = profileSchema.parse({ ...jeanOfApi, [wire]: odd });
      expect(profile).toEqual({ ...jeanOfEngine, [field]: blank });
    }
  });

  it.each([
    ['+33 6 12 34 56 78', '+33 6 12 34 56 78'],
    ['', null],
  ])('has the telephone number %j as %j', (phone_number, phoneNumber) => {
    expect(profileSchema.parse({ ...jeanOfApi, phone_number })).toEqual({
      ...jeanOfEngine,
      phoneNumber,
    });
  });

  it('needs no type of client and ignores fields that it does not know', () => {
    const { type_client: _unused, ...rest } = jeanOfApi;
    expect(profileSchema.parse({ ...rest, plan: 'gold' })).toEqual(jeanOfEngine);
    expect(profileSchema.parse({ ...jeanOfApi, type_client: '0' })).toEqual(jeanOfEngine);
  });
});

describe('the time of an account', () => {
  it.each([
    ['2026-01-02T03:04:05', '2026-01-02T03:04:05Z'],
    ['2026-01-02T03:04:05.678901', '2026-01-02T03:04:05.678901Z'],
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
    ['2026-01-02t03:04:05z', '2026-01-02T03:04:05Z'],
    ['2026-01-02T03:04:05+02:00', '2026-01-02T03:04:05+02:00'],
    ['2026-01-02T03:04:05.6-03:30', '2026-01-02T03:04:05.6-03:30'],
    ['2026-01-02 03:04:05', '2026-01-02T03:04:05Z'],
    ['2026-01-02 03:04:05.678901+00', '2026-01-02T03:04:05.678901+00:00'],
    ['2026-01-02T03:04:05+0530', '2026-01-02T03:04:05+05:30'],
    ['2026-01-02 03:04:05 +0000', '2026-01-02T03:04:05+00:00'],
    ['2026-01-02T03:04:05,5Z', '2026-01-02T03:04:05.5Z'],
    ['2026-01-02T03:04', '2026-01-02T03:04:00Z'],
    ['2026-01-02', '2026-01-02T00:00:00Z'],
    [' 2026-01-02T03:04:05Z ', '2026-01-02T03:04:05Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z'],
    [1_767_323_045, '2026-01-02T03:04:05.000Z'],
    [1_767_323_045_678, '2026-01-02T03:04:05.678Z'],
    // The first number that is milliseconds.
    [99_999_999_999, '5138-11-16T09:46:39.000Z'],
    [100_000_000_000, '1973-03-03T09:46:40.000Z'],
  ])('given as %j is %s', (value, time) => {
    expect(readTime(value)).toBe(time);
  });

  it.each(['', 'yesterday', '2026', '2026-13-45', '2026-01-02T99:00:00Z', null, Number.NaN, 1e300])(
    'given as %j is unknown',
    (value) => {
      expect(readTime(value)).toBeNull();
    },
  );
});
