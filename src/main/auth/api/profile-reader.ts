import { type User, userIdSchema } from '@mytone/shared/user.ts';
import * as z from 'zod/mini';

const text = z.catch(z.string(), '');

/**
 * The API's `user`: only `id` is needed (docs/session.md, "Reading the API's answers"). Accounts
 * made elsewhere may have any other field missing, null or oddly written; it is then blank.
 */
export const profileSchema = z.pipe(
  z.object({
    id: userIdSchema,
    name: text,
    surname: text,
    email: text,
    username: text,
    // Most accounts have none. A null that only `catch` accepted would cost an error message each time.
    phone_number: z.catch(z.nullable(z.string()), null),
    created_at: z.optional(z.unknown()),
  }),
  z.transform(
    ({ phone_number, created_at, ...same }): User => ({
      ...same,
      phoneNumber: phone_number === '' ? null : phone_number,
      createdAt: readTime(created_at),
    }),
  ),
);

const isoTime =
  /^(\d{4}-\d\d-\d\d)(?:[t ](\d\d:\d\d)(?::(\d\d)([.,]\d+)?)?\s?(z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * Reads a time in the ways in which Python and PostgreSQL write one: ISO 8601 with `T` or a blank,
 * any form of offset or none (then it is UTC), a day alone, seconds or milliseconds since 1970.
 *
 * @returns ISO 8601 with an offset, null for anything else
 */
export function readTime(value: unknown): string | null {
  if (typeof value === 'number') {
    return readEpoch(value);
  }
  const [, day, minutes = '00:00', seconds = '00', fraction = '', offset = 'Z'] =
    isoTime.exec(typeof value === 'string' ? value.trim() : '') ?? [];
  if (day === undefined) {
    return null;
  }
  // JavaScript knows no leap second.
  const time = `${minutes}:${seconds === '60' ? '59' : seconds}${fraction.replace(',', '.')}`;
  const iso = `${day}T${time}${readOffset(offset)}`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

/** `z`, `+02`, `+0200` or `+02:00` as `Z` or `+02:00`. */
function readOffset(offset: string): string {
  if (offset.toUpperCase() === 'Z') {
    return 'Z';
  }
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return `${offset.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** Above this, seconds would be past the year 5000: then they are milliseconds. */
const mostSeconds = 1e11;

function readEpoch(value: number): string | null {
  const date = new Date(Math.abs(value) < mostSeconds ? value * 1_000 : value);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
