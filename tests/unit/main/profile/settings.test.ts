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
import { emptySessionRecord } from '../../../../src/main/auth/ports.ts';
import { openSettings } from '../../../../src/main/profile/settings.ts';
import { defaultSettings, type Settings } from '../../../../src/main/profile/settings-schema.ts';
import { createRecordedLog } from '../fakes.ts';

// Outside Electron the package `electron` is only the path of its binary; naming a folder for it
// keeps that package from downloading one.
vi.hoisted(() => {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = '.';
});

const now = () => 1_700_000_000_000;
const preferences = { language: 'de', theme: 'dark' } as const;

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
  test('is there at once and after a restart', async () => {
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

  test('makes the file readable by the user alone, whatever it was before', async () => {
    const profile = createProfile('{}');
    const { settings } = await openForWriting(profile);
    settings.update({ preferences });
    expect(statSync(fileOf(profile)).mode & 0o777).toBe(0o600);
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
  ['preferences of another shape', '{"preferences":{"language":"xx","theme":"dark"}}'],
  ['a window without a size', '{"window":{"x":1,"y":1}}'],
  ['a session of another shape', '{"sessions":{"https://api.example.com":{"marker":true}}}'],
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

test('unknown settings of another version do no harm', () => {
  const profile = createProfile(JSON.stringify({ preferences, sidebar: { isOpen: true } }));
  expect(readBack(profile).preferences).toEqual(preferences);
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
      [{ level: 'error', event: 'settings not written', fields: {} }],
    ]);
  });

  test('gets every change with the first write that works again', async () => {
    const profile = createProfile();
    const { settings } = await openForWriting(profile);
    block(profile);
    settings.update({ preferences });
    rmSync(profile);
    settings.update({ window: null });
    expect(readBack(profile).preferences).toEqual(preferences);
  });

  test('from the start never throws', async () => {
    const profile = createProfile();
    block(profile);
    const { settings } = await openForWriting(profile);
    settings.update({ preferences });
    await settings.prepareWriting();
    expect(settings.get().preferences).toEqual(preferences);
  });
});
