import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SessionLogFile } from '../auth/ports.ts';
import type { Log } from '../ports.ts';

/** Far above 200 lines: what is larger is not the session log. */
const longestBytes = 256 * 1024;

export interface WaitableSessionLogFile extends SessionLogFile {
  /** Settles once the newest lines are written, or could not be. Never rejects. */
  settled(): Promise<void>;
}

/**
 * The session log as a text file in the profile, readable by the user alone. It is replaced as
 * a whole, through a temporary file, so that a crash leaves the old one or the new one.
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

  /** Changes come in bursts: only the newest of those that wait is written. */
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
        // Not there yet, or not readable: the session log of this run starts empty.
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
