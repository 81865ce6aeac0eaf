import * as z from 'zod/mini';

/** An account's id: an integer, or text (a UUID, an integer too large for a number). */
export const userIdSchema = z.union([z.int(), z.string().check(z.minLength(1))]);

const text = z.catch(z.string(), '');

/**
 * A user as the profile cache keeps them. Only the id is needed (docs/session.md, "Reading the
 * API's answers"): text that is missing is blank, anything else is null.
 */
export const userSchema = z.object({
  id: userIdSchema,
  name: text,
  surname: text,
  email: text,
  username: text,
  phoneNumber: z.catch(z.nullable(z.string()), null),
  /** ISO 8601 with an offset; UTC where the API named none. */
  createdAt: z.catch(z.nullable(z.iso.datetime({ offset: true })), null),
});

/** The person signed in, as the dashboard shows them and as the profile cache keeps them. */
export type User = Readonly<z.infer<typeof userSchema>>;
