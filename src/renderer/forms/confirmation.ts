import * as z from 'zod/mini';

/** The second entry of what is typed twice. */
export const confirmation = z.string().check(z.minLength(1, { error: 'required' }));

/**
 * Compares the two entries as soon as both are filled: zod would not while any other field has a
 * problem. The problem, `mismatch`, is the second one's.
 */
export function sameEntries<First extends string, Second extends string>(
  first: First,
  second: Second,
) {
  return z.refine<Readonly<Record<First | Second, string>>>(
    (form) => String(form[first]) === form[second],
    {
      path: [second],
      error: 'mismatch',
      when: ({ value }) => isFilled(value, first) && isFilled(value, second),
    },
  );
}

function isFilled(form: unknown, field: string): boolean {
  const entry: unknown = typeof form === 'object' && form !== null ? Reflect.get(form, field) : '';
  return typeof entry === 'string' && entry !== '';
}
