import { OperatorError } from '../operator-error.ts';
import { DatabaseUnavailable } from './database.ts';

const undefinedTable = '42P01';
/**
 * What our statements meet in a database of another program: a relation or a type of the same name,
 * or a table "MIGRATIONS" with other columns, types, numbers or rules, or that is a view.
 */
const statesOfOtherPrograms = [
  ...['42P07', '42710', '42703', '42804', '42846'],
  ...['22003', '22P02', '23502', '23514', '55000'],
];
const insufficientPrivilege = '42501';
const noSchemaSelected = '3F000';
const readOnly = '25006';

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** For a database whose tables have our names but not our shape. */
export function otherProgramError(cause?: unknown): OperatorError {
  return new OperatorError(
    'The database in DATABASE_URL has tables of another program with the names of ours: give this server a database of its own.',
    { cause },
  );
}

/** A problem that the operator can fix, in one line; any other error unchanged. */
export function explainMigrationError(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable && isCode(error.cause, readOnly)) {
    return new OperatorError(
      'The database in DATABASE_URL takes no writes (it is a standby, or its user is read-only): give the address of the primary, and a user that may write.',
      { cause: error },
    );
  }
  if (error instanceof DatabaseUnavailable) {
    return new OperatorError(
      'The database did not answer while it was brought up to date: start the server again.',
      { cause: error },
    );
  }
  if (statesOfOtherPrograms.some((code) => isCode(error, code))) {
    return otherProgramError(error);
  }
  if (isCode(error, noSchemaSelected)) {
    return new OperatorError(
      'The search_path in DATABASE_URL, or of its user, names no schema that exists: set it to public.',
      { cause: error },
    );
  }
  if (!isCode(error, insufficientPrivilege)) {
    return error;
  }
  return new OperatorError(
    'The user of the database in DATABASE_URL may not make tables: grant it create on schema public, or make it the owner of the database.',
    { cause: error },
  );
}

export const isUndefinedTable = (error: unknown) => isCode(error, undefinedTable);
