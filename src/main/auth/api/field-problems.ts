import {
  type FieldName,
  type FieldProblem,
  type FieldProblems,
  fieldNames,
} from '@mytone/shared/failures.ts';
import * as z from 'zod/mini';

/** FastAPI's 422. The input that it echoes is not part of the schema, so it never enters. */
export const validationErrorSchema = z.object({
  detail: z.array(
    z.object({
      loc: z.catch(z.array(z.union([z.string(), z.number()])), []),
      type: z.catch(z.string(), ''),
    }),
  ),
});

/** Pydantic's error types (https://docs.pydantic.dev/latest/errors/validation_errors/). */
const problemsByType: ReadonlyMap<string, FieldProblem> = new Map([
  ['missing', 'required'],
  ['string_too_short', 'too-short'],
  ['too_short', 'too-short'],
  ['string_too_long', 'too-long'],
  ['too_long', 'too-long'],
]);

/** The forms' names for the fields of the API; most are the same. */
const fieldsByApiName: ReadonlyMap<unknown, FieldName> = new Map([
  ...fieldNames.map((name) => [name, name] as const),
  ['phone_number', 'phoneNumber'],
  ['current_password', 'currentPassword'],
  ['new_password', 'newPassword'],
]);

/**
 * Reduces FastAPI's 422 to field and problem: the rest of it may echo the input, the password
 * included. Fields are named as the forms name them; errors of unknown fields are left out.
 */
export function reduceValidationError({
  detail,
}: z.infer<typeof validationErrorSchema>): FieldProblems {
  const problems = detail.flatMap(({ loc, type }): [FieldName, FieldProblem][] => {
    const field = fieldsByApiName.get(loc.at(-1));
    return field === undefined ? [] : [[field, problemsByType.get(type) ?? 'invalid']];
  });
  return Object.fromEntries(problems);
}
