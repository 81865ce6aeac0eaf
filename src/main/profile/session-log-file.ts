import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SessionLogFile } from '../auth/ports.ts';
import type { Log } from '../ports.ts';

/** Far above 200 lines, in bytes: a larger file is not the session log. */
const longestBytes = 256 * 1024;

export interface WaitableSessionLogFile extends SessionLogFile {
  /** Settles once the newest lines are written or the write has failed. Never rejects. */
  settled(): Promise<void>;
}

/**
 * The session log as a text file in the profile, readable only by the user. It is replaced as a
 * whole, through a temporary file, so that a crash leaves either the old or the new file.
 */
export function createSessionLogFile(profile: string, log: Log): WaitableSessionLogFile {
  const path = join(profile, 'session-log.txt');
  let next: readonly string[] | null = null;
  let isWriting = false;
  let writing = Promise.resolve();

  async function write(lines: readonly string[]): Promise<void> {
    const temporary = `${path}.new`;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, `${lines.join('\n')}\n`, { mode: 0o600 });
    await rename(temporary, path);
  }

  /** Changes come in bursts: of those that wait, only the newest is written. */
  async function writeAll(): Promise<void> {
    isWriting = true;
    for (let lines = next; lines !== null; lines = next) {
      next = null;
      try {
        await write(lines);
      } catch (error) {
        log.error('session-log.not-written', error);
      }
    }
    isWriting = false;
  }

  return {
    read() {
      try {
        const text = readFileSync(path, 'utf8');
        return text.length > longestBytes ? [] : text.split('\n');
      } catch {
        // Missing or not readable: the session log of this run starts empty.
        return [];
      }
    },
    replace(lines) {
      next = lines;
      if (!isWriting) {
        writing = writeAll();
      }
    },
    settled: () => writing,
  };
}
