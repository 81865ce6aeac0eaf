import * as z from 'zod/mini';

/** The select list of a user, for `"USERS" u`. Imported accounts may have no e-mail or username. */
export const userColumns = `u.id, u.name, u.surname,
  coalesce(u.email, '') as email, coalesce(u.username, '') as username,
  u.phone_number as "phoneNumber", u.type_client as "typeClient", u.created_at as "createdAt"`;

export const userRowSchema = z.object({
  id: z.int(),
  name: z.string(),
  surname: z.string(),
  email: z.string(),
  username: z.string(),
  phoneNumber: z.nullable(z.string()),
  typeClient: z.int(),
  createdAt: z.date(),
});

/** An account without its password hash. */
export type User = Readonly<z.output<typeof userRowSchema>>;
