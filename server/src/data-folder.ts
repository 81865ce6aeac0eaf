import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from './operator-error.ts';

// Not mkdir's own `recursive`, which never returns for a path below /proc.
function makeFolder(folder: string): void {
  if (existsSync(folder)) {
    return;
  }
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/**
 * Creates the data folder if it is missing, readable only by its owner.
 * @throws OperatorError if it cannot be created or written to.
 */
export function prepareDataFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new OperatorError(
      `The data folder ${folder} cannot be written${reason}: give this user the right to, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
}
