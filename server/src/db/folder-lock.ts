import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OperatorError } from '../operator-error.ts';

export interface FolderLock {
  release(): void;
}

const sqliteBusy = 5;

/**
 * Takes the folder for this process alone. SQLite's exclusive lock is the operating system's,
 * on all three of them: it ends with the process, so that a kill leaves nothing stale behind.
 * @throws OperatorError when another process holds it.
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
