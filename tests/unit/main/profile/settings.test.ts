import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { emptySessionRecord, type SessionRecord } from '../../../../src/main/auth/ports.ts';
import { openSettings } from '../../../../src/main/profile/settings.ts';
import { defaultSettings, type Settings } from '../../../../src/main/profile/settings-schema.ts';
import { jeanOfEngine } from '../../../support/engine/fake-api.ts';
import { createRecordedLog, ownerOnly } from '../fakes.ts';

// Outside Electron the package `electron` is only the path of its binary; naming a folder for it
// keeps that package from downloading one.
vi.hoisted(() => {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = '.';
});

const now = () => 1_700_000_000_000;
const preferences = { language: 'de', theme: 'dark', zoom: 125 } as const;

function createProfile(content?: string | Buffer): string {
  const profile = mkdtempSync(join(tmpdir(), 'mytone-settings-'));
  if (content !== undefined) {
    writeFileSync(fileOf(profile), content);
  }
  return profile;
}

function fileOf(profile: string): string {
  return join(profile, 'settings.json');
}

function readBack(profile: string): Settings {
  return openSettings({ profile, log: createRecordedLog(), now }).get();
}

async function openForWriting(profile: string) {
  const log = createRecordedLog();
  const settings = openSettings({ profile, log, now });
  await settings.prepareWriting();
  return { settings, log };
}

describe('a profile without a settings file', () => {
  test('starts with the defaults', () => {
    expect(readBack(createProfile())).toEqual(defaultSettings);
  });

  test('is left alone until something changes', async () => {
    const profile = createProfile();
    await openForWriting(profile);
    expect(readdirSync(profile)).toEqual([]);
  });
});

describe('a change', () => {
  test('is visible at once and after a restart', async () => {
    const profile = createProfile();
    const { settings } = await openForWriting(profile);
    settings.update({ preferences });
    expect([settings.get().preferences, readBack(profile).preferences]).toEqual([
      preferences,
      preferences,
    ]);
  });

  test('made before writing was prepared is written then', async () => {
    const profile = createProfile();
    const settings = openSettings({ profile, log: createRecordedLog(), now });
    settings.update({ preferences });
    await settings.prepareWriting();
    expect(readBack(profile).preferences).toEqual(preferences);
  });

  test('leaves the other settings as they were', async () => {
    const profile = createProfile();
    const window = { x: 1, y: 2, width: 800, height: 700, isMaximized: true };
    const { settings } = await openForWriting(profile);
    settings.update({ window });
    settings.update({ preferences });
    expect(readBack(profile)).toEqual({ window, preferences, sessions: {} });
  });

  test('makes the file readable only by the user, even if it was not before', async () => {
    const profile = createProfile('{}');
    const { settings } = await openForWriting(profile);
    settings.update({ preferences });
    expect(statSync(fileOf(profile)).mode & 0o777).toBe(ownerOnly);
  });

  test('keeps an origin with dots as one key', async () => {
    const profile = createProfile();
    const { settings } = await openForWriting(profile);
    const session = { ...emptySessionRecord, lastEmail: 'jean@example.com' };
    settings.update({ sessions: { 'https://api.example.com': session } });
    expect(readBack(profile).sessions).toEqual({ 'https://api.example.com': session });
  });
});

const corrupt: [string, string | Buffer][] = [
  ['NULs', Buffer.alloc(512)],
  ['nothing', ''],
  ['a truncated object', '{"preferences":{"language":"de"'],
  ['text', 'settings'],
  ['an array', '[]'],
  ['null', 'null'],
  ['a number', '1'],
  ['binary', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
];

describe.each(corrupt)('a settings file that holds %s', (_name, content) => {
  test('is kept aside as it was', () => {
    const profile = createProfile(content);
    readBack(profile);
    expect(readdirSync(profile)).toEqual(['settings.json.bad-1700000000000']);
    expect(readFileSync(`${fileOf(profile)}.bad-1700000000000`)).toEqual(Buffer.from(content));
  });

  test('is replaced by the defaults, which can be changed', async () => {
    const profile = createProfile(content);
    const { settings } = await openForWriting(profile);
    expect(settings.get()).toEqual(defaultSettings);
    settings.update({ preferences });
    expect(readBack(profile).preferences).toEqual(preferences);
  });
});

test('a settings file that cannot be read is kept aside too', () => {
  const profile = createProfile();
  symlinkSync(fileOf(profile), fileOf(profile));
  expect(readBack(profile)).toEqual(defaultSettings);
  expect(readdirSync(profile)).toEqual(['settings.json.bad-1700000000000']);
});

const origin = 'https://api.example.com';
const other = 'https://other.example.com';
const placement = { x: 1, y: 2, width: 800, height: 700, isMaximized: true };
const record: SessionRecord = {
  marker: { userId: 7, storedAt: 5 },
  profile: jeanOfEngine,
  verifiedAt: 6,
  lastEmail: 'jean@example.com',
  signOutReason: 'revoked',
  endedSession: 4,
  pendingRevocations: 3,
  tokenChecksums: ['0123456789abcdef'],
  tokenSession: 5,
};
/** A file as this version writes it, all sections filled. */
const whole = {
  window: { version: 1, ...placement },
  preferences: { version: 1, ...preferences },
  sessions: { [origin]: { version: 1, ...record }, [other]: { version: 1, ...record } },
};
const wholeRead: Settings = {
  window: placement,
  preferences,
  sessions: { [origin]: record, [other]: record },
};

function reading(content: unknown): Settings {
  const profile = createProfile(JSON.stringify(content));
  const settings = readBack(profile);
  expect(readdirSync(profile)).toEqual(['settings.json']);
  return settings;
}

test('each section is written with its version', async () => {
  const profile = createProfile();
  const { settings } = await openForWriting(profile);
  settings.update(wholeRead);
  expect(JSON.parse(readFileSync(fileOf(profile), 'utf8'))).toEqual(whole);
  expect(readBack(profile)).toEqual(wholeRead);
});

describe('one unreadable value', () => {
  test.each<[string, unknown]>([
    ['x', 10.5],
    ['width', 0],
    ['height', null],
    ['isMaximized', 'yes'],
  ])('(%s %j) of the window resets only the window', (key, value) => {
    const window = { ...whole.window, [key]: value };
    expect(reading({ ...whole, window })).toEqual({ ...wholeRead, window: null });
  });

  test.each<[string, unknown]>([
    ['language', 'pt'],
    ['theme', 'high-contrast'],
    ['theme', undefined],
  ])('(%s %j) of the preferences resets only itself', (key, value) => {
    expect(reading({ ...whole, preferences: { ...whole.preferences, [key]: value } })).toEqual({
      ...wholeRead,
      preferences: { ...preferences, [key]: null },
    });
  });

  test.each<[keyof SessionRecord, unknown, unknown]>([
    ['marker', true, null],
    ['marker', { userId: 7 }, null],
    ['marker', { userId: 1.5, storedAt: 5 }, { userId: null, storedAt: 5 }],
    ['profile', { name: 'Jean' }, null],
    ['profile', { ...jeanOfEngine, createdAt: 'x' }, { ...jeanOfEngine, createdAt: null }],
    ['profile', { ...jeanOfEngine, surname: null }, { ...jeanOfEngine, surname: '' }],
    ['verifiedAt', 'today', null],
    ['lastEmail', undefined, null],
    ['signOutReason', 'password-changed', 'user'],
    ['signOutReason', undefined, null],
    ['endedSession', undefined, null],
    ['pendingRevocations', undefined, 0],
    ['pendingRevocations', 'many', 1],
    ['tokenChecksums', undefined, []],
    ['tokenChecksums', [7], []],
    ['tokenSession', undefined, null],
    ['tokenSession', 'five', null],
  ])('(%s %j) of a session resets only itself', (key, value, expected) => {
    const sessions = { ...whole.sessions, [origin]: { ...record, [key]: value } };
    expect(reading({ ...whole, sessions })).toEqual({
      ...wholeRead,
      sessions: { [origin]: { ...record, [key]: expected }, [other]: record },
    });
  });
});

describe('a damaged section', () => {
  test.each(['window', 'preferences', 'sessions'] as const)(
    '(%s) resets only itself',
    (section) => {
      for (const value of [7, 'text', [], null, undefined]) {
        expect(reading({ ...whole, [section]: value })).toEqual({
          ...wholeRead,
          [section]: defaultSettings[section],
        });
      }
    },
  );

  test('of one API leaves the session of another one', () => {
    expect(reading({ ...whole, sessions: { ...whole.sessions, [origin]: 'odd' } })).toEqual({
      ...wholeRead,
      sessions: { [origin]: emptySessionRecord, [other]: record },
    });
  });
});

describe('a settings file of another version', () => {
  test('from before sections had versions is read in full', () => {
    const old = { window: placement, preferences, sessions: { [origin]: record, [other]: record } };
    expect(reading(old)).toEqual(wholeRead);
  });

  test('that is newer is read as far as possible, and mentioned in the log', async () => {
    const newer = {
      window: { ...whole.window, version: 2, display: 'left' },
      preferences: { version: 3, language: 'pt', theme: 'dark', fontSize: 14 },
      sessions: { [origin]: { ...record, version: 2, device: 'laptop' } },
      sidebar: { version: 1, isOpen: true },
    };
    const { settings, log } = await openForWriting(createProfile(JSON.stringify(newer)));
    expect(settings.get()).toEqual({
      window: placement,
      preferences: { language: null, theme: 'dark', zoom: null },
      sessions: { [origin]: record },
    });
    expect(log.entries.map(({ event, fields }) => [event, fields])).toEqual([
      ['settings.newer', { section: 'window', version: 2 }],
      ['settings.newer', { section: 'preferences', version: 3 }],
      ['settings.newer', { section: 'sessions', version: 2 }],
    ]);
  });
});

test('a byte order mark changes neither reading nor writing', async () => {
  const profile = createProfile(`\uFEFF${JSON.stringify(whole)}`);
  const { settings, log } = await openForWriting(profile);
  expect(settings.get()).toEqual(wholeRead);
  settings.update({ window: null });
  expect(log.entries).toEqual([]);
  expect(readBack(profile)).toEqual({ ...wholeRead, window: null });
});

describe('a profile that cannot be written', () => {
  /** A file where the folder should be; permissions would not stop root. */
  function block(profile: string): void {
    rmSync(profile, { recursive: true });
    writeFileSync(profile, '');
  }

  test('keeps a change in memory and says so in the log', async () => {
    const profile = createProfile();
    const { settings, log } = await openForWriting(profile);
    block(profile);
    settings.update({ preferences });
    expect([settings.get().preferences, log.entries]).toEqual([
      preferences,
      [{ level: 'error', event: 'settings.not-written', fields: {} }],
    ]);
  });

  test('gets every change with the next write that works', async () => {
    const profile = createProfile();
    const { settings } = await openForWriting(profile);
    block(profile);
    settings.update({ preferences });
    rmSync(profile);
    settings.update({ window: null });
    expect(readBack(profile).preferences).toEqual(preferences);
  });

  test('from the start never throws an error', async () => {
    const profile = createProfile();
    block(profile);
    const { settings } = await openForWriting(profile);
    settings.update({ preferences });
    await settings.prepareWriting();
    expect(settings.get().preferences).toEqual(preferences);
  });
});
