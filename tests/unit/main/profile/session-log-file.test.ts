import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createSessionLogFile } from '../../../../src/main/profile/session-log-file.ts';
import { createRecordedLog, ownerOnly } from '../fakes.ts';

function createProfile(): { profile: string; path: string } {
  const profile = mkdtempSync(join(tmpdir(), 'mytone-session-log-'));
  return { profile, path: join(profile, 'session-log.txt') };
}

async function untilWritten(path: string, lines: readonly string[]): Promise<void> {
  await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toBe(`${lines.join('\n')}\n`), {
    timeout: 20_000,
  });
}

describe('the session log file', () => {
  it('is readable only by the user, and read again by the next run', async () => {
    const { profile, path } = createProfile();
    createSessionLogFile(profile, createRecordedLog()).replace(['a', 'b']);
    await untilWritten(path, ['a', 'b']);
    expect(statSync(path).mode & 0o777).toBe(ownerOnly);
    expect(createSessionLogFile(profile, createRecordedLog()).read()).toEqual(['a', 'b', '']);
  });

  it('ends with the newest of a burst of changes', async () => {
    const { profile, path } = createProfile();
    const file = createSessionLogFile(profile, createRecordedLog());
    for (let count = 0; count < 50; count += 1) {
      file.replace([`line ${count}`]);
    }
    await untilWritten(path, ['line 49']);
  });

  it('is empty if there is no file', () => {
    expect(createSessionLogFile(createProfile().profile, createRecordedLog()).read()).toEqual([]);
  });

  it('is not read if it is too large to be one', () => {
    const { profile, path } = createProfile();
    writeFileSync(path, 'x\n'.repeat(200_000));
    expect(createSessionLogFile(profile, createRecordedLog()).read()).toEqual([]);
  });

  it('that cannot be written only causes an entry in the log', async () => {
    const { profile, path } = createProfile();
    const log = createRecordedLog();
    mkdirSync(`${path}.new`);
    const file = createSessionLogFile(profile, log);
    file.replace(['a']);
    await vi.waitFor(() => expect(JSON.stringify(log)).toContain('session-log.not-written'), {
      timeout: 20_000,
    });
    expect(file.read()).toEqual([]);
  });
});
