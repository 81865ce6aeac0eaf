import * as z from 'zod/mini';

/** An account's id: an integer, or text (a UUID, an integer too large for a number). */
export const userIdSchema = z.union([z.int(), z.string().check(z.minLength(1))]);

const text = z.catch(z.string(), '');

/**
 * A user in the profile cache. Only the id is required (docs/session.md, "Reading the API's answers"):
 * missing text is an empty string, any other missing value is null.
 */
export const userSchema = z.object({
  id: userIdSchema,
  name: text,
  surname: text,
  email: text,
  username: text,
  phoneNumber: z.catch(z.nullable(z.string()), null),
  /** ISO 8601 with an offset; UTC if the API sent none. */
  createdAt: z.catch(z.nullable(z.iso.datetime({ offset: true })), null),
});

/** The signed-in user, for the dashboard and the profile cache. */
export type User = Readonly<z.infer<typeof userSchema>>;
