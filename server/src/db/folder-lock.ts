import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OperatorError } from '../operator-error.ts';

export interface FolderLock {
  release(): void;
}

const sqliteBusy = 5;

/**
 * Locks the folder for this process. SQLite's exclusive lock is a lock of the operating system, on
 * all three of them: it ends with the process, so a killed process leaves no stale lock.
 * @throws OperatorError if another process has locked it.
 */
export function lockFolder(folder: string): FolderLock {
  const file = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    file.exec('begin exclusive');
  } catch (error) {
    file.close();
    if (!(error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy)) {
      throw error;
    }
    throw new OperatorError(
      `The data folder ${folder} is open in another process: stop that one, or set DATA_DIR to another folder.`,
    );
  }
  return { release: () => file.close() };
}
