import type { ApiValidationError } from '@mytone/shared/api.ts';
import {
  type FieldName,
  type FieldProblem,
  type FieldProblems,
  fieldNames,
} from '@mytone/shared/failures.ts';

/** The API's names that differ from the form's: the login form sends the login as `username`. */
function fieldNamed(name: unknown): FieldName | undefined {
  return fieldNames.find((field) => field === name);
}

/** Pydantic's error types (https://docs.pydantic.dev/latest/errors/validation_errors/). */
const problemsByType: Readonly<Record<string, FieldProblem>> = {
  missing: 'required',
  string_too_short: 'too-short',
  too_short: 'too-short',
  string_too_long: 'too-long',
  too_long: 'too-long',
};

/**
 * Reduces FastAPI's 422 to field and problem: the rest of it may echo the input, the password
 * included. Errors of unknown fields are left out.
 */
export function reduceValidationError({ detail }: ApiValidationError): FieldProblems {
  return Object.fromEntries(
    detail.flatMap(({ loc, type }) => {
      const field = fieldNamed(loc.at(-1));
      return field === undefined ? [] : [[field, problemsByType[type] ?? 'invalid']];
    }),
  );
}
