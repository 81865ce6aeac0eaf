import * as z from 'zod/mini';

/** The second entry of a value that is typed twice. */
export const confirmation = z.string().check(z.minLength(1, { error: 'required' }));

/**
 * Compares the two entries as soon as both are filled: zod would not do so while another field has a
 * problem. The problem, `mismatch`, belongs to the second entry.
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
